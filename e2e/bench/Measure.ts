/** One figure of one run. `floor` is the cheapest thing imaginable that does the same work, measured in the same run. */
export interface Measure {
  name: string
  unit: string
  value: number
  floor?: { what: string; value: number }
  /** What is to be reached at 10,000 pods, in the same unit. */
  mark?: number
}

/** The figures of one cluster size. `total` is the number of pods at the start: the seeded ones and the probed ones. */
export interface SizeResult {
  pods: number
  total: number
  measures: readonly Measure[]
  /** What a reader must know to judge the figures, such as single values behind a median. */
  notes: readonly string[]
}

export const MARKED_PODS = 10_000
/** How many figures have a mark. */
export const MARKS = 5
