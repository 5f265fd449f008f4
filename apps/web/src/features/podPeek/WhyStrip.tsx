import { type Family, humanDuration, visibleText } from '@binnacle/shared'
import { Quote } from '../../page/Quote.tsx'
import { Age } from '../../ui/Age.tsx'
import { Ticking } from '../../ui/Ticking.tsx'
import { LastRun } from './LastRun.tsx'
import type { Explanation } from './why.ts'

const look = (family: Family): string => {
  if (family === 'fail') return 'border-fail bg-tint-fail'
  return family === 'attention' ? 'border-attention bg-tint-attention' : 'border-progress bg-tint-progress'
}

export function WhyStrip({ why, family }: { why: Explanation; family: Family }) {
  return (
    <section aria-label="Why" data-family={family} className={`flex flex-col gap-1.5 border-l-3 px-4 py-2.5 ${look(family)}`}>
      {why.meaning === '' ? null : <p>{why.meaning}</p>}
      <p className="flex flex-wrap items-baseline gap-x-2">
        <strong className={`font-mono text-mono font-semibold ${family === 'fail' ? 'text-fail-text' : ''}`}>{visibleText(why.reason)}</strong>
        {why.at === null || why.lastRun?.finishedAt === why.at ? null : (
          <span className="text-muted">
            since <Age since={why.at} />
          </span>
        )}
        {why.nextTry === null ? null : <NextTry at={why.nextTry} />}
      </p>
      {why.message === '' ? null : <Quote text={why.message} />}
      {why.lastRun === null ? null : (
        <p>
          <LastRun run={why.lastRun} />
        </p>
      )}
    </section>
  )
}

function NextTry({ at }: { at: number }) {
  return (
    <span className="ml-auto rounded-full border border-border-strong px-2 text-meta" data-next-try>
      <Ticking text={(now) => nextTryText(at - now / 1000)} />
    </span>
  )
}

const nextTryText = (seconds: number): string => (seconds >= 1 ? `next try in ${humanDuration(Math.ceil(seconds))}` : 'next try any moment')
