import { type PodRow, podFamily } from '@binnacle/shared'
import { useRef, useState } from 'react'
import { IntentChip } from '../../page/IntentChip.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { Status } from '../../ui/Status.tsx'
import { useTicking, useTime } from '../../ui/Time.ts'

/** Status and, where something is wrong, why: in the cluster's own words. */
export function PodStatus({ pod }: { pod: PodRow }) {
  const family = useTicking((now) => podFamily(pod, now / 1000))
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const asks = pod.why !== null && (family === 'fail' || family === 'attention' || family === 'unknown' || pod.status !== 'Running')
  return (
    <Status family={family} word={pod.status}>
      {asks && (
        <button
          ref={button}
          type="button"
          tabIndex={-1}
          className="min-h-6 shrink-0 rounded px-0.5 text-muted hover:text-accent hover:underline"
          aria-expanded={open}
          aria-label={`Why ${pod.status}?`}
          data-why
          onClick={() => setOpen(!open)}
        >
          why?
        </button>
      )}
      <IntentChip uid={pod.uid} short />
      {open && pod.why && (
        <Popover anchor={button} label={`Why ${pod.name} is ${pod.status}`} onClose={() => setOpen(false)}>
          <Reason why={pod.why} />
        </Popover>
      )}
    </Status>
  )
}

function Reason({ why }: { why: NonNullable<PodRow['why']> }) {
  const time = useTime()
  const ago = useTicking((now) => (why.at === null ? '' : `for ${time.age(why.at, now)}`))
  return (
    <div className="flex w-96 max-w-full flex-col gap-2 whitespace-normal">
      <p>
        <strong className="font-semibold">{why.reason}</strong>
        {why.container !== '' && (
          <>
            {' '}
            in container <code className="font-mono text-mono">{why.container}</code>
          </>
        )}{' '}
        <span className="text-muted">{ago}</span>
      </p>
      {why.message === '' ? (
        <p className="text-muted">The cluster gives no message with it.</p>
      ) : (
        <blockquote className="code whitespace-pre-wrap break-words">{why.message}</blockquote>
      )}
    </div>
  )
}
