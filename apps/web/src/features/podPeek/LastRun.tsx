import { type ContainerState, exitCodeInWords, humanDuration } from '@binnacle/shared'
import { Quote } from '../../page/Quote.tsx'
import { Age } from '../../ui/Age.tsx'
import { ranFor } from './containerWords.ts'

type Terminated = Extract<ContainerState, { state: 'terminated' }>

const code = (run: Terminated): string => (run.signal === 0 ? `exit code ${run.exitCode}` : `signal ${run.signal}`)

/** How a run of a container ended: the number, what it means, how long it ran, and what the container left as its last words. */
export function LastRun({ run, brief = false, label = 'Last run' }: { run: Terminated; brief?: boolean; label?: string }) {
  const took = ranFor(run)
  return (
    <>
      {label}: <span className="font-mono text-mono">{code(run)}</span>, {exitCodeInWords(run)}
      {took === null ? null : `, after ${humanDuration(took)}`}
      {run.finishedAt === null ? null : (
        <span className="text-muted">
          {' · '}
          <Age since={run.finishedAt} /> ago
        </span>
      )}
      {brief || run.message.trim() === '' ? null : <Quote className="mt-1 block" text={run.message} />}
    </>
  )
}
