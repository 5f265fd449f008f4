import type { RunRow } from '@binnacle/shared'
import type { ReactNode } from 'react'
import { Quote } from '../../page/Quote.tsx'
import { Ring } from '../../ui/Ring.tsx'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { useTicking } from '../../ui/Time.ts'
import { CountdownBar } from './CountdownBar.tsx'
import { RunFacts } from './RunFacts.tsx'
import { leftWords, secondsLeft } from './verdictWords.ts'

/** How much time is left, counted on the cluster side's clock, and what keeps it from running. */
export function RunClock({ run }: { run: RunRow }) {
  const left = useTicking((now) => secondsLeft(run, now / 1000))
  const deadline = run.deadlineSeconds ?? run.runTimeSeconds
  const ending = run.state === 'ending'
  return (
    <section aria-label="Time" className="card flex flex-col gap-3 p-4">
      <div className="flex items-center gap-5">
        <Ring share={left === null ? 1 : left / deadline}>
          <span className="text-[28px] leading-8 font-semibold">{left === null ? deadline : left}</span>
          <span className="text-muted">{left === null ? 's to run' : 's left'}</span>
        </Ring>
        <div className="flex min-w-0 grow flex-col gap-1.5">
          <p className="text-section font-semibold" data-countdown>
            {ending ? 'Its pods are being stopped' : left === null ? 'The clock has not started' : capital(leftWords(left, deadline))}
          </p>
          <CountdownBar startedAt={run.startedAt} deadlineSeconds={run.deadlineSeconds} />
          <RunFacts run={run} />
        </div>
      </div>
      {run.waiting !== null && !ending ? (
        <Note family="attention" title={left === null ? 'It cannot start yet' : 'The time is being spent waiting'}>
          <Quote text={[run.waiting.reason, run.waiting.message].filter((part) => part !== '').join(': ')} />
        </Note>
      ) : null}
      {run.state === 'starting' && run.waiting === null && run.message !== '' ? (
        <Note family="attention" title="The cluster makes no pod">
          <Quote text={run.message} />
        </Note>
      ) : null}
    </section>
  )
}

function Note({ family, title, children }: { family: 'attention'; title: string; children: ReactNode }) {
  return (
    <div role="status" className="flex items-start gap-2 rounded-control bg-tint-attention px-3 py-2">
      <span className="mt-0.5">
        <StatusGlyph family={family} />
      </span>
      <p className="min-w-0">
        <strong className="block font-semibold text-attention-text">{title}</strong>
        {children}
      </p>
    </div>
  )
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
