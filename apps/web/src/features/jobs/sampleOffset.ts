import type { SampleRow } from '@binnacle/shared'

/** When a sample was taken, from the start: `T+10`, `T+20 end`, `T+5…12`. */
export function sampleOffset({ kind, offset, until }: Pick<SampleRow, 'kind' | 'offset' | 'until'>): string {
  if (kind === 'gap') return `T+${offset}…${until ?? ''}`
  return kind === 'end' ? `T+${offset} end` : `T+${offset}`
}
