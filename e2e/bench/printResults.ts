import { MARKED_PODS, MARKS, type Measure, type SizeResult } from './Measure.ts'

/** Where and with what the figures were taken. Versions only: no name or path of the machine. */
export interface Circumstances {
  commit: string
  date: string
  node: string
  chromium: string
  kubernetes: string
  cores: number
  /** Load average over the last minute, before and after. */
  load: readonly [before: number, after: number]
}

/** The table of docs/benchmarks.md. */
export function printTable(sizes: readonly SizeResult[], circumstances: Circumstances): string {
  const names = [...new Set(sizes.flatMap(({ measures }) => measures.map(({ name }) => name)))]
  const head = ['', ...sizes.flatMap(({ pods }) => [`${count(pods)} pods`, 'floor', '×']), 'mark']
  const rows = names.map((name) => {
    const found = sizes.map((size) => size.measures.find((measure) => measure.name === name))
    const floor = found.find((measure) => measure?.floor !== undefined)?.floor?.what
    return [floor === undefined ? name : `${name} (floor: ${floor})`, ...found.flatMap(cells), markOf(sizes, name)]
  })
  const { commit, date, node, chromium, kubernetes, cores, load } = circumstances
  return [
    `Commit ${commit}, ${date}; Kubernetes ${kubernetes}, Node ${node}, Chromium ${chromium}, ${cores} cores, load ${load.map((value) => value.toFixed(1)).join(' → ')}.`,
    '',
    ...[head, head.map((_, column) => (column === 0 ? '---' : '---:')), ...rows].map((cells) => `| ${cells.join(' | ')} |`),
    '',
    ...sizes.flatMap(({ pods, notes }) => notes.map((note) => `- ${count(pods)} pods: ${note}.`)),
  ].join('\n')
}

/** What a person who reads one line should read. */
export function printFigure(sizes: readonly SizeResult[]): string {
  const size = sizes.find(({ pods }) => pods === MARKED_PODS) ?? sizes.at(-1)
  const marked = size?.measures.filter(({ mark }) => mark !== undefined) ?? []
  const figures = marked.map(
    (measure) => `${measure.name} ${number(measure.value)} ${measure.unit}${isMissed(measure) ? ` (mark ${measure.mark} missed)` : ''}`,
  )
  const verdict = marked.some(isMissed) ? 'not all marks reached' : marked.length < MARKS ? 'not every mark could be measured' : 'all marks reached'
  return `bench:live, ${count(size?.pods ?? 0)} pods: ${figures.join(' · ')} — ${size?.pods === MARKED_PODS ? verdict : 'marks are for 10,000 pods'}`
}

function cells(measure: Measure | undefined): readonly string[] {
  if (measure === undefined) return ['–', '', '']
  const { value, unit, floor } = measure
  return [`${number(value)} ${unit}`.trim(), floor === undefined ? '' : number(floor.value), floor === undefined ? '' : (value / floor.value).toFixed(1)]
}

function markOf(sizes: readonly SizeResult[], name: string): string {
  const measure = sizes.find(({ pods }) => pods === MARKED_PODS)?.measures.find((candidate) => candidate.name === name)
  return measure?.mark === undefined ? '' : `≤ ${count(measure.mark)} ${isMissed(measure) ? 'missed' : 'reached'}`
}

function isMissed({ value, mark }: Measure): boolean {
  return mark !== undefined && !(value <= mark)
}

function number(value: number): string {
  return Math.abs(value) >= 100 ? count(Math.round(value)) : String(Number(value.toFixed(1)))
}

function count(value: number): string {
  return value.toLocaleString('en')
}
