import type { Failure } from '@binnacle/shared'
import { Quote } from '../../page/Quote.tsx'
import { Button } from '../../ui/Button.tsx'
import { conflicts, missingNamespace } from './documentWords.ts'

type Props = {
  readonly failure: Failure
  /** The line of the text on which the document begins. */
  readonly firstLine: number
  readonly makes: readonly string[]
  readonly forced: boolean
  readonly busy: boolean
  readonly onTakeOver: (force: boolean) => void
  readonly onMakeNamespace: (name: string) => void
}

/** Why a document was refused: what is wrong at which line, the cluster's own words, and what can be done about it. */
export function Refusal({ failure, firstLine, makes, forced, busy, onTakeOver, onMakeNamespace }: Props) {
  const missing = missingNamespace(failure)
  const owned = conflicts(failure)
  const causes = (failure.causes ?? []).filter(({ reason }) => reason !== 'FieldManagerConflict')
  return (
    <div className="flex flex-col gap-2">
      {causes.length > 0 && (
        <ul className="causes">
          {causes.map(({ field, message, line }) => (
            <li key={`${field} ${message}`}>
              {line !== undefined && <span className="cause-line">line {firstLine + line - 1}</span>}
              <Quote text={field === '' || message.includes(field) ? message : `${field}: ${message}`} />
            </li>
          ))}
        </ul>
      )}
      {owned.map(({ manager, fields }) => (
        <div key={manager} className="flex flex-col gap-1">
          <span>
            <Quote text={manager} /> owns {fields.length === 1 ? 'a field' : `${fields.length} fields`} that this document sets:
          </span>
          <ul className="causes">
            {fields.map((field) => (
              <li key={field}>
                <Quote text={field} />
              </li>
            ))}
          </ul>
        </div>
      ))}
      {!isSaid(failure) && (
        <p>
          <Quote text={failure.message} />
        </p>
      )}
      {owned.length > 0 && (
        <label className="flex items-center gap-2">
          <input type="checkbox" className="checkbox" checked={forced} disabled={busy} onChange={(event) => onTakeOver(event.currentTarget.checked)} />
          Take over these fields: the values of this document win, and the other manager loses them
        </label>
      )}
      {/field is immutable/.test(failure.message) && (
        <p className="text-muted">
          This field cannot change while the object exists. Deleting the object and applying again makes a new one; Binnacle does not do that by itself.
        </p>
      )}
      {missing !== null && !makes.includes(missing) && (
        <span>
          <Button disabledReason={busy ? 'Something is being sent' : null} onClick={() => onMakeNamespace(missing)}>
            Create namespace {missing}
          </Button>
        </span>
      )}
      {missing !== null && makes.includes(missing) && (
        <p className="text-muted">
          This text creates {missing}. The cluster can check what goes into a namespace only when it exists, so this document is checked when it is applied.
        </p>
      )}
      {failure.auditId !== undefined && failure.code >= 500 && <p className="text-meta text-muted">request {failure.auditId}</p>}
    </div>
  )
}

/** Whether the named fields say all that the message does. */
function isSaid({ causes, message }: Failure): boolean {
  return causes?.length === 1 && causes[0] !== undefined && causes[0].reason !== 'FieldManagerConflict' && message.endsWith(causes[0].message)
}
