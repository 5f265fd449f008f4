import { type PodRow, podFamily } from '@binnacle/shared'
import type { Column } from '../../ui/Column.ts'
import { familyFilters } from './families.ts'

/**
 * Which pods a filter lets through: every word must be found in one of the shown columns, whatever its case; `status:failing` and its
 * siblings name a family. `now` in ms, for the columns and families that depend on it.
 */
export function podFilter(text: string, columns: readonly Column<PodRow>[], now: () => number): ((pod: PodRow) => boolean) | null {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0) return null
  const tests = words.map((word) => wordTest(word, columns))
  return (pod) => tests.every((test) => test(pod, now()))
}

type Test = (pod: PodRow, now: number) => boolean

function wordTest(word: string, columns: readonly Column<PodRow>[]): Test {
  const [, wanted] = /^status:(.+)$/.exec(word) ?? []
  const family = wanted === undefined ? undefined : familyFilters[wanted]
  if (family) return (pod, now) => podFamily(pod, now / 1000) === family
  if (wanted !== undefined) return (pod) => pod.status.toLowerCase().includes(wanted)
  return (pod, now) => columns.some((column) => column.text(pod, now).toLowerCase().includes(word))
}
