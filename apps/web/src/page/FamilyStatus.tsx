import type { Family } from '@binnacle/shared'
import { Status } from '../ui/Status.tsx'
import { useTicking } from '../ui/Time.ts'

/** Status of a row whose family time alone can change. `familyOf` as the shared functions have it: `now` in seconds. */
export function FamilyStatus<Row>({ row, word, familyOf }: { row: Row; word: string; familyOf: (row: Row, now: number) => Family }) {
  const family = useTicking((now) => familyOf(row, now / 1000))
  return <Status family={family} word={word} />
}
