import { exitCodeInWords, type RunRow, type SampleRow } from '@binnacle/shared'
import { sampleOffset } from './sampleOffset.ts'
import { tookSeconds, verdictSentence, verdictTitle } from './verdictWords.ts'

/** A run and its samples (in their order), to take along. */
export type Report = { readonly run: RunRow; readonly samples: readonly SampleRow[] }

const iso = (seconds: number | null): string => (seconds === null ? '' : new Date(seconds * 1000).toISOString().replace('.000Z', 'Z'))

export function runJson({ run, samples }: Report): string {
  return `${JSON.stringify({ run, samples }, null, 2)}\n`
}

const HEAD = ['offset', 'at', 'kind', 'podsInNamespace', 'pod', 'status', 'startedAt', 'ready', 'containers', 'restarts', 'why']

/** One line for each pod of each sample. No cell is taken for a formula by a spreadsheet. */
export function runCsv({ samples }: Report): string {
  const lines = samples.flatMap((sample) => {
    const head = [sample.offset, iso(sample.created), sample.kind, sample.inNamespace ?? '']
    if (sample.pods.length === 0) return [[...head, '', '', '', '', '', '', sample.why]]
    return sample.pods.map((pod) => [...head, pod.name, pod.status, iso(pod.startedAt), pod.ready, pod.containers, pod.restarts, ''])
  })
  return `${[HEAD, ...lines].map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`
}

/** What begins with one of `= + - @` or white space that hides one is a formula to a spreadsheet: an apostrophe makes it text. Numbers are ours. */
export function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const safe = /^\s*[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export function runMarkdown({ run, samples }: Report): string {
  const took = tookSeconds(run)
  const title = run.outcome === null ? run.state : verdictTitle(run.outcome.verdict)
  const exits = (run.outcome?.exitCodes ?? []).map(
    (exit) => `- ${cell(`${exit.pod} / ${exit.container}`)}: exit code ${exit.exitCode}, ${exitCodeInWords(exit)}`,
  )
  const rows = samples.flatMap((sample) => {
    const head = [sampleOffset(sample), sample.inNamespace ?? '']
    if (sample.pods.length === 0) return [[...head, sample.kind === 'gap' ? `no samples: ${sample.why}` : 'no pod', '', '', '', '']]
    return sample.pods.map((pod) => [...head, pod.name, pod.status, iso(pod.startedAt), `${pod.ready}/${pod.containers}`, pod.restarts])
  })
  return [
    `# Job ${run.namespace}/${run.name}: ${title}`,
    '',
    ...(run.state === 'ended' ? [verdictSentence(run), ''] : []),
    `- Image: ${cell(run.image)}`,
    `- Started: ${iso(run.startedAt)}`,
    `- Ended: ${iso(run.endedAt)}${took === null ? '' : ` (took ${took} s)`}`,
    ...(run.outcome?.reason ? [`- Reason: ${cell(run.outcome.reason)}`] : []),
    ...exits,
    '',
    '| When | Pods in namespace | Pod | Status | Started | Ready | Restarts |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows.map((cells) => `| ${cells.map((text) => cell(String(text))).join(' | ')} |`),
    '',
  ].join('\n')
}

/** A text within a line of Markdown that stays a text. */
function cell(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\|`<>[\]*_]/g, (sign) => `\\${sign}`)
}
