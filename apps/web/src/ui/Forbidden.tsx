import { useState } from 'react'
import { Button } from './Button.tsx'
import { CopyButton } from './CopyButton.tsx'
import { StatusGlyph } from './StatusGlyph.tsx'

export type ForbiddenProps = {
  /** Whom the cluster takes us for; null while that is not known. */
  readonly who: string | null
  readonly verb: string
  readonly resource: string
  /** In words: "in the namespace web", "in the whole cluster". */
  readonly scope: string
  /** The cluster's own sentence. */
  readonly message: string
  /** What an administrator would apply. */
  readonly grant: string
  readonly onRetry: () => void
  /** Where the whole cluster is forbidden, one namespace may not be. */
  readonly onOpenNamespace?: (namespace: string) => void
}

export function Forbidden({ who, verb, resource, scope, message, grant, onRetry, onOpenNamespace }: ForbiddenProps) {
  const [namespace, setNamespace] = useState('')
  return (
    <section className="card flex max-w-3xl flex-col gap-4 p-5" aria-label="Not allowed">
      <h2 className="flex items-baseline gap-2 text-section font-semibold">
        <StatusGlyph family="attention" size={16} />
        <span className="min-w-0 [overflow-wrap:anywhere]">
          {who === null ? 'You' : <span className="font-mono text-[14px]">{who}</span>} may not {verb} {resource} {scope}
        </span>
      </h2>
      <blockquote className="code whitespace-pre-wrap">{message}</blockquote>
      {onOpenNamespace && (
        <form
          className="flex max-w-md items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault()
            if (namespace.trim() !== '') onOpenNamespace(namespace.trim())
          }}
        >
          <label className="flex grow flex-col gap-1">
            <span className="text-muted">Open one namespace</span>
            <input
              className="field"
              value={namespace}
              onChange={(event) => setNamespace(event.target.value)}
              spellCheck={false}
              autoCapitalize="off"
              autoComplete="off"
            />
          </label>
          <Button type="submit" kind="primary">
            Open
          </Button>
        </form>
      )}
      <div className="flex flex-col gap-2">
        <div className="flex items-center justify-between gap-2">
          <p className="text-muted">Somebody who may grant rights can apply this:</p>
          <CopyButton text={grant} label="Copy the YAML">
            Copy YAML
          </CopyButton>
        </div>
        <pre className="code max-h-72 overflow-auto" tabIndex={0} aria-label="Role and RoleBinding as YAML">
          {grant}
        </pre>
      </div>
      <div className="flex items-center gap-3">
        <Button onClick={onRetry}>Try again</Button>
        <span className="text-muted">Binnacle also tries by itself every 30 seconds.</span>
      </div>
    </section>
  )
}
