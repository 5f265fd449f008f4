import { exitCodeInWords, type RunRow, type SampleRow, visibleText } from '@binnacle/shared'
import { Quote } from '../../page/Quote.tsx'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { useTicking } from '../../ui/Time.ts'
import { RunFacts } from './RunFacts.tsx'
import { runFamily } from './runFamily.ts'
import { spanWords, tookSeconds, verdictSentence, verdictTitle } from './verdictWords.ts'

/** Exit codes that are listed; more are counted. */
const FEW_EXITS = 6

/** How a run ended: verdict, the cluster's reason, exit codes in words, and what becomes of the Job. */
export function VerdictCard({ run, samples }: { run: RunRow; samples: readonly SampleRow[] }) {
  const { outcome } = run
  const took = tookSeconds(run)
  const taken = samples.filter(({ kind }) => kind !== 'gap').length
  const reason = [outcome?.reason ?? '', run.message].filter((part) => part !== '').join(': ')
  return (
    <section aria-label="Verdict" className="card verdict" data-family={runFamily(run)} data-verdict={outcome?.verdict ?? 'unknown'}>
      <div className="flex items-start gap-3">
        <span className="mt-0.5">
          <StatusGlyph family={runFamily(run)} size={22} />
        </span>
        <div className="min-w-0 grow">
          <h2 className="text-[20px] leading-[26px] font-semibold">{outcome === null ? 'Ended' : verdictTitle(outcome.verdict)}</h2>
          <p>{verdictSentence(run)}</p>
          {reason === '' ? null : (
            <p className="text-muted">
              <Quote text={reason} />
            </p>
          )}
        </div>
        <dl className="verdict-numbers">
          <div>
            <dd>{took === null ? '–' : spanWords(took)}</dd>
            <dt>took</dt>
          </div>
          <div>
            <dd>{taken}</dd>
            <dt>{taken === 1 ? 'sample' : 'samples'}</dt>
          </div>
        </dl>
      </div>
      <Exits run={run} />
      <RunFacts run={run} />
      <Afterwards run={run} />
    </section>
  )
}

function Exits({ run: { outcome } }: { run: RunRow }) {
  const exits = outcome?.exitCodes ?? []
  if (exits.length === 0) return null
  const pods = new Set(exits.map(({ pod }) => pod))
  return (
    <ul aria-label="How the containers ended" className="flex flex-col gap-0.5">
      {exits.slice(0, FEW_EXITS).map((exit) => (
        <li key={`${exit.pod}/${exit.container}`}>
          <span className="font-mono text-mono">{pods.size > 1 ? exit.pod : exit.container}</span>: exit code{' '}
          <strong className="font-mono text-mono">{exit.exitCode}</strong>, {exitCodeInWords(exit)}
          {exit.reason === '' ? null : <span className="text-muted"> ({visibleText(exit.reason)})</span>}
        </li>
      ))}
      {exits.length > FEW_EXITS ? <li className="text-muted">and {exits.length - FEW_EXITS} more</li> : null}
    </ul>
  )
}

const HOUR = 3600

/** What becomes of the Job. */
function Afterwards({ run }: { run: RunRow }) {
  const { exists, atEnd, endedAt } = run
  const left = useTicking((now) => (endedAt === null ? null : Math.ceil((endedAt + HOUR - now / 1000) / 60)))
  const words = () => {
    if (!exists) return 'The Job is gone from the cluster. What you see here is kept until Binnacle restarts.'
    if (atEnd === 'keep') return 'The Job stays in the cluster until somebody deletes it.'
    if (atEnd === 'delete') return 'The Job is about to be deleted.'
    return left === null || left <= 0 ? 'The cluster deletes the Job about now.' : `The cluster deletes the Job in ${left} min.`
  }
  return <p className="text-muted">{words()}</p>
}
