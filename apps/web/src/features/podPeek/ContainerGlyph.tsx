import type { ContainerDetail } from '@binnacle/shared'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { useTicking } from '../../ui/Time.ts'
import { containerFamily } from './containerWords.ts'

export function ContainerGlyph({ container }: { container: ContainerDetail }) {
  return <StatusGlyph family={useTicking((now) => containerFamily(container, now / 1000))} size={12} />
}
