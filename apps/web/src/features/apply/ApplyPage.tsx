import { Label, MAX_DOCUMENT_BYTES } from '@binnacle/shared'
import { useId, useMemo, useState, useSyncExternalStore } from 'react'
import { standingRefusal } from '../../page/standing.ts'
import { useStanding } from '../../page/useRefusal.ts'
import { useView } from '../../paths.ts'
import { PageTitle } from '../../ui/PageTitle.tsx'
import './apply.css'
import { ApplyActions } from './ApplyActions.tsx'
import { ApplyLine } from './ApplyLine.tsx'
import { DocumentCard, faultLines } from './DocumentCard.tsx'
import { Draft } from './Draft.ts'
import { namespacesMade } from './documentWords.ts'
import { NamespaceField } from './NamespaceField.tsx'
import { splitDocuments } from './splitDocuments.ts'
import { useApply } from './useApply.ts'
import { YamlField } from './YamlField.tsx'

const draft = new Draft(sessionStorage)

/** Text → documents → what the cluster would do with each → doing it. What was typed stays, whatever happens. */
export function ApplyPage() {
  const { context, namespaces } = useView()
  const text = useSyncExternalStore(draft.subscribe, draft.get)
  const [chosen, setChosen] = useState<string | null>(null)
  const namespace = chosen ?? (namespaces !== '*' && namespaces[0] !== undefined ? namespaces[0] : 'default')
  const [unread, setUnread] = useState<string | null>(null)
  const said = useId()
  const documents = useMemo(() => splitDocuments(text), [text])
  const makes = useMemo(() => namespacesMade(documents.map((document) => document.text)), [documents])
  const run = useApply(context, namespace)
  const standing = standingRefusal(useStanding(), [])
  const textFault = faultOf(text, documents.length)
  const named = Label.safeParse(namespace)
  const refusal =
    standing ?? (run.running === null ? null : 'Something is being sent') ?? (named.success ? null : 'The namespace is no name of one') ?? textFault
  const checked = documents.every((document) => !['unchecked', 'asked'].includes(run.stateOf(document).state))
  const faults = documents.flatMap((document) => faultLines(run.stateOf(document), document))
  const check = () => void (refusal === null && run.run('check', documents))
  const takeFiles = (files: readonly File[]) => {
    const size = files.reduce((sum, file) => sum + file.size, 0)
    if (size > MAX_DOCUMENT_BYTES)
      return setUnread(`The files have ${size.toLocaleString('en')} bytes; the limit is ${MAX_DOCUMENT_BYTES.toLocaleString('en')}. Nothing was read.`)
    setUnread(null)
    Promise.all(files.map((file) => file.text())).then(
      (texts) => draft.set([draft.get(), ...texts].filter((part) => part.trim() !== '').join('\n---\n')),
      () => setUnread('The browser could not read the files.'),
    )
  }
  return (
    <div className="apply-page">
      <PageTitle title="Apply YAML" />
      <p className="text-pretty text-muted">
        Check shows what the cluster would do with each document and stores nothing. Apply does it, in order; a document that is refused does not stop those
        after it.
      </p>
      <div className="apply-columns">
        <section className="flex min-w-0 flex-col gap-2" aria-label="Text">
          <NamespaceField namespace={namespace} onNamespace={setChosen} />
          <YamlField
            text={text}
            onText={(next) => draft.set(next)}
            onCheck={check}
            onFiles={takeFiles}
            faults={faults}
            describedBy={said}
            invalid={textFault !== null && text !== ''}
          />
          <p id={said} className="text-meta text-muted">
            {unread !== null && <span className="text-fail-text">{unread} </span>}
            {textFault !== null && text.trim() !== '' && <span className="text-fail-text">{textFault} </span>}
            Tab indents; Esc, then Tab leaves the field. Ctrl+Enter checks.
          </p>
          <ApplyActions
            count={documents.length}
            refusal={refusal}
            checked={checked}
            onCheck={check}
            onApply={() => void run.run('apply', documents)}
            text={text}
            onText={(next) => draft.set(next)}
          />
          {documents.length > 0 && <ApplyLine asked={{ text, documents, namespace, dryRun: !checked, isForced: run.isForced }} context={context} />}
        </section>
        <section className="flex min-w-0 flex-col gap-2" aria-label="Documents">
          {documents.length === 0 ? (
            <p className="text-muted">Nothing to apply yet.</p>
          ) : (
            <ol className="flex flex-col gap-2">
              {documents.map((document, index) => (
                <DocumentCard key={`${index} ${document.line}`} context={context} namespace={namespace} document={document} run={run} makes={makes} />
              ))}
            </ol>
          )}
        </section>
      </div>
    </div>
  )
}

function faultOf(text: string, documents: number): string | null {
  if (text.length > MAX_DOCUMENT_BYTES || new TextEncoder().encode(text).length > MAX_DOCUMENT_BYTES) {
    return `The text is larger than ${MAX_DOCUMENT_BYTES.toLocaleString('en')} bytes, the most that can be applied at once.`
  }
  return documents === 0 ? 'Nothing to apply: the text is empty, or holds comments only.' : null
}
