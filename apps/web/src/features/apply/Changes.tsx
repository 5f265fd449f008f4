import { type FieldChange, visiblePieces } from '@binnacle/shared'
import { Pieces } from '../../ui/Pieces.tsx'

/** What differs, a field a line: where, what is there now, what will be. */
export function Changes({ changes, more, done }: { changes: readonly FieldChange[]; more: number; done: boolean }) {
  return (
    <>
      <ul className="changes" aria-label={done ? 'What changed' : 'What would change'}>
        {changes.map(({ path, before, after }) => (
          <li key={path} className="change">
            <span className="change-path">
              <Pieces pieces={visiblePieces(path)} />
            </span>
            <Side text={before} kind="before" label={done ? 'was' : 'is'} />
            <Side text={after} kind="after" label={done ? 'is' : 'will be'} />
          </li>
        ))}
      </ul>
      {more > 0 && <p className="text-muted">and {more} more</p>}
    </>
  )
}

function Side({ text, kind, label }: { text: string | null; kind: 'before' | 'after'; label: string }) {
  return (
    <span className="change-side" data-kind={kind}>
      <span className="sr-only">{label} </span>
      <span aria-hidden="true" className="change-sign">
        {kind === 'before' ? '−' : '+'}
      </span>
      {text === null ? (
        <em className="text-muted">not there</em>
      ) : text === '' ? (
        <em className="text-muted">empty</em>
      ) : (
        <Pieces pieces={visiblePieces(text)} />
      )}
    </span>
  )
}
