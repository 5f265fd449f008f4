/** Reads `completedIndexes` of an Indexed Job, `0,2-4`, leaving out what is not below `end`. */
export function readIndexes(text: string, end: number): ReadonlySet<number> {
  const indexes = new Set<number>()
  for (const interval of text.split(',').filter((one) => one !== '')) {
    const [first = Number.NaN, last = first] = interval.split('-').map(Number)
    for (let index = first; index <= last && index < end; index++) indexes.add(index)
  }
  return indexes
}

/** Writes indexes as `completedIndexes` has them: three and more in a row as an interval. */
export function writeIndexes(indexes: ReadonlySet<number>): string {
  const intervals: [number, number][] = []
  for (const index of [...indexes].sort((a, b) => a - b)) {
    const last = intervals.at(-1)
    if (last && last[1] === index - 1) last[1] = index
    else intervals.push([index, index])
  }
  return intervals.map(([first, last]) => (first === last ? `${first}` : `${first}${last === first + 1 ? ',' : '-'}${last}`)).join(',')
}
