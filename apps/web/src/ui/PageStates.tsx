import { type ReactNode, useEffect, useState } from 'react'
import { Button } from './Button.tsx'
import { CopyButton } from './CopyButton.tsx'
import { StatusGlyph } from './StatusGlyph.tsx'
import { useTicking, useTime } from './Time.ts'

/** Nothing is drawn before this (ms): data that comes at once must not flicker through a skeleton. */
const SKELETON_MS = 150
const SLOW_MS = 5_000
const WIDTHS = ['w-48', 'w-40', 'w-56', 'w-44', 'w-52', 'w-36']

/** Rows to come: after 150 ms grey bars, after 5 s a sentence that names what is being waited for. */
export function Skeleton({ what, rows = 8 }: { what: string; rows?: number }) {
  const time = useTime()
  const [phase, setPhase] = useState<'nothing' | 'bars' | 'slow'>('nothing')
  useEffect(() => {
    const bars = time.after(SKELETON_MS, () => setPhase('bars'))
    const slow = time.after(SLOW_MS, () => setPhase('slow'))
    return () => {
      bars()
      slow()
    }
  }, [time])
  if (phase === 'nothing') return null
  return (
    <div role="status" aria-label={`Waiting for ${what}`}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex h-8 items-center gap-8 border-b border-border px-4">
          <div className={`skeleton ${WIDTHS[row % WIDTHS.length] ?? ''}`} />
          <div className="skeleton w-10" />
          <div className="skeleton w-28" />
          <div className="skeleton w-8" />
        </div>
      ))}
      {phase === 'slow' && <p className="p-4 text-muted">The cluster answers slowly: {what} have not arrived yet.</p>}
    </div>
  )
}

/** No rows at all: one sentence, and what can be done about it. */
export function Empty({ sentence, command, children }: { sentence: string; command?: string; children?: ReactNode }) {
  return (
    <div className="flex flex-col items-start gap-3 p-6">
      <p>{sentence}</p>
      {command && <CommandLine command={command} />}
      {children}
    </div>
  )
}

/** No rows, and nobody can say whether there are any: no answer has come, or none comes any more. */
export function NotKnown({ what }: { what: string }) {
  return <p className="p-6">Which {what} there are is not known until an answer comes.</p>
}

/** No row passes the filter. `hidden` is how many it hides, right now. */
export function FilteredEmpty({ what, filter, hidden, onClear }: { what: string; filter: string; hidden: number; onClear: () => void }) {
  return (
    <div className="flex flex-wrap items-baseline gap-1 p-6">
      <span>
        No {what} matches <code className="font-mono text-mono">{filter}</code>. {hidden} {hidden === 1 ? 'is' : 'are'} hidden by the filter.
      </span>
      <Button kind="link" onClick={onClear}>
        Clear
      </Button>
    </div>
  )
}

/** Some scopes may not be seen, or are gone; the others are on the page. */
export function PartialNote({ sentence, details }: { sentence: string; details: readonly string[] }) {
  return (
    <details className="card px-3 py-1.5 text-muted">
      <summary className="flex items-center gap-2">
        <StatusGlyph family="unknown" />
        <span>{sentence}</span>
        <span className="text-accent underline">Show</span>
      </summary>
      <ul className="mt-1 list-disc pl-8">
        {details.map((detail) => (
          <li key={detail}>{detail}</li>
        ))}
      </ul>
    </details>
  )
}

/** A command to read and to take along. */
export function CommandLine({ command, label = 'Copy command' }: { command: string; label?: string }) {
  return (
    <div className="flex max-w-full items-center gap-2">
      <code className="code min-w-0 whitespace-pre-wrap [overflow-wrap:anywhere]">{command}</code>
      <CopyButton text={command} label={label} />
    </div>
  )
}

/** Something failed while the last data stays on the page. `code` 0: no answer came. */
export function ErrorStrip({ cause, code, requestId, onRetry }: { cause: string; code: number; requestId?: string | undefined; onRetry?: () => void }) {
  return (
    <div role="alert" className="card flex flex-wrap items-center gap-x-3 gap-y-1 border-fail bg-tint-fail px-3 py-2">
      <StatusGlyph family="fail" />
      <span className="min-w-0 break-words">{cause}</span>
      {code > 0 && <span className="text-muted">HTTP {code}</span>}
      {requestId && <span className="text-muted">request {requestId}</span>}
      {onRetry && (
        <Button className="ml-auto" onClick={onRetry}>
          Retry now
        </Button>
      )}
    </div>
  )
}

/** What is below was true at `since` (ms) and may not be any more. */
export function AsOf({ since }: { since: number }) {
  const time = useTime()
  const ago = useTicking((now) => time.age(since / 1000, now))
  return (
    <span className="chip" data-tone="attention">
      as of {new Date(since).toLocaleTimeString()} · {ago} ago
    </span>
  )
}
