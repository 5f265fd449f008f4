import type { SampleRow } from '@binnacle/shared'

/** Oldest first; `name` orders what has the same offset. */
export function sortedSamples(samples: readonly SampleRow[]): readonly SampleRow[] {
  return [...samples].sort((a, b) => a.offset - b.offset || (a.name < b.name ? -1 : 1))
}
