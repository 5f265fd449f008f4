import { visiblePieces, visibleText } from '@binnacle/shared'
import { ErrorStrip } from '../../ui/PageStates.tsx'
import { Pieces } from '../../ui/Pieces.tsx'
import { changedPart } from './changedPart.ts'
import type { TemplateChange } from './templateChanges.ts'
import type { TemplateDiff } from './useTemplates.ts'

/** What differs between two templates, grouped, the old above the new. `same`: what is said where nothing does. */
export function TemplateDiffView({ diff, same }: { diff: TemplateDiff; same: string }) {
  switch (diff.state) {
    case 'reading':
      return <p className="text-muted">Reading the templates…</p>
    case 'failed':
      return <ErrorStrip cause={visibleText(diff.failure.message)} code={diff.failure.code} requestId={diff.failure.auditId} onRetry={diff.again} />
    case 'gone':
      return <p>Revision {diff.revision} is no longer kept: its ReplicaSet is gone.</p>
    case 'ready':
      return diff.groups.length === 0 ? (
        <p>{same}</p>
      ) : (
        <div className="flex flex-col gap-3" data-template-diff>
          {diff.groups.map(({ title, changes }) => (
            <section key={title} aria-label={title}>
              <h4 className="mb-1 text-meta font-semibold text-muted">{title}</h4>
              <ul className="diff">
                {changes.map((change) => (
                  <Change key={change.path} change={change} />
                ))}
              </ul>
            </section>
          ))}
        </div>
      )
    default:
      return diff satisfies never
  }
}

function Change({ change: { container, field, before, after } }: { change: TemplateChange }) {
  return (
    <li className="diff-change">
      <p className="diff-field">
        {container === '' ? null : <span className="diff-container">{container}</span>}
        <span className="min-w-0 [overflow-wrap:anywhere]">{field}</span>
      </p>
      <div className="min-w-0">
        {before === null ? null : <Side kind="del" text={before} other={after} />}
        {after === null ? null : <Side kind="ins" text={after} other={before} />}
      </div>
    </li>
  )
}

function Side({ kind, text, other }: { kind: 'del' | 'ins'; text: string; other: string | null }) {
  const Tag = kind
  const [start, changed, end] = changedPart(text, other)
  return (
    <Tag className="diff-side">
      <span aria-hidden="true" className="diff-sign">
        {kind === 'del' ? '−' : '+'}
      </span>
      <span className="min-w-0 [overflow-wrap:anywhere] whitespace-pre-wrap">
        <Pieces pieces={visiblePieces(start)} />
        {changed === '' ? null : (
          <mark>
            <Pieces pieces={visiblePieces(changed)} />
          </mark>
        )}
        <Pieces pieces={visiblePieces(end)} />
        {text === '' ? <span className="text-muted">(empty)</span> : null}
      </span>
    </Tag>
  )
}
