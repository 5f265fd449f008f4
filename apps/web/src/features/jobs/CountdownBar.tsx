import { useTicking } from '../../ui/Time.ts'
import { secondsLeft } from './verdictWords.ts'

type Props = { readonly startedAt: number | null; readonly deadlineSeconds: number | null; readonly className?: string }

/** How much of its time a run has used. The words beside it say the same. */
export function CountdownBar({ startedAt, deadlineSeconds, className = '' }: Props) {
  const left = useTicking((now) => secondsLeft({ startedAt, deadlineSeconds }, now / 1000))
  const used = left === null || !deadlineSeconds ? 0 : 100 - (left / deadlineSeconds) * 100
  return (
    <span
      aria-hidden="true"
      className={`countdown-bar ${className}`}
      data-late={left !== null && deadlineSeconds !== null && left <= deadlineSeconds * 0.1 ? '' : undefined}
    >
      <span style={{ width: `${Math.min(100, Math.max(0, used))}%` }} />
    </span>
  )
}
