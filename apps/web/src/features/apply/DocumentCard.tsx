import { visibleText } from '@binnacle/shared'
import { Quote } from '../../page/Quote.tsx'
import { paths } from '../../paths.ts'
import { Link } from '../../ui/Link.tsx'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { Changes } from './Changes.tsx'
import { type Applied, type DocumentState, titleOf, verdictOf } from './documentWords.ts'
import { Refusal } from './Refusal.tsx'
import type { TextDocument } from './splitDocuments.ts'
import type { ApplyRun } from './useApply.ts'

type Props = {
  readonly context: string
  readonly namespace: string
  readonly document: TextDocument
  readonly run: ApplyRun
  /** Namespaces that the text itself creates. */
  readonly makes: readonly string[]
}

/** One document: what it is, what came of it, and what to do where it was refused. */
export function DocumentCard({ context, namespace, document, run, makes }: Props) {
  const state = run.stateOf(document)
  const { family, words } = verdictOf(state, makes)
  const { kind, name, namespace: own } = titleOf(document.text, state)
  const place = state.state === 'answered' ? own : (own ?? namespace)
  return (
    <li className="document" data-state={state.state} data-doing={'doing' in state ? state.doing : undefined}>
      <div className="flex flex-wrap items-center gap-x-2">
        <h3 className="font-mono text-mono font-semibold break-all">{visibleText(`${kind} ${name}`)}</h3>
        <span className="text-muted">{place === null ? 'whole cluster' : visibleText(place)}</span>
        <span className="text-meta text-muted">line {document.line}</span>
        <span className="ml-auto inline-flex items-center gap-[6px] font-semibold" role="status">
          <StatusGlyph family={family} />
          {words}
        </span>
      </div>
      {state.state === 'answered' && (
        <Answered context={context} output={state.output} document={document} done={state.doing === 'apply'} forced={run.isForced(document)} />
      )}
      {state.state === 'refused' && (
        <Refusal
          failure={state.failure}
          firstLine={document.line}
          makes={makes}
          forced={run.isForced(document)}
          busy={run.running !== null}
          onTakeOver={(force) => void run.takeOver(document, force)}
          onMakeNamespace={(made) => void run.makeNamespace(made, [document])}
        />
      )}
      {state.state === 'answered' && state.doing === 'check' && run.isForced(document) && (
        <label className="flex items-center gap-2">
          <input type="checkbox" className="checkbox" checked disabled={run.running !== null} onChange={() => void run.takeOver(document, false)} />
          Take over fields from other managers
        </label>
      )}
    </li>
  )
}

type AnsweredProps = { readonly context: string; readonly output: Applied; readonly document: TextDocument; readonly done: boolean; readonly forced: boolean }

function Answered({ context, output, document, done }: AnsweredProps) {
  const href = done ? hrefOf(context, output) : null
  if (output.dropped.length + output.warnings.length + output.changes.length === 0 && href === null) return null
  return (
    <div className="flex flex-col gap-2">
      {output.dropped.length > 0 && (
        <p className="text-muted">
          {done ? 'Left' : 'Will be left'} out, since the cluster writes it:{' '}
          <span className="font-mono text-mono">{visibleText(output.dropped.join(', '))}</span>
        </p>
      )}
      {output.warnings.map(({ line, message }) => (
        <p key={`${line} ${message}`} className="flex items-baseline gap-[6px]">
          <StatusGlyph family="attention" size={12} />
          <span>
            {line !== null && <span className="cause-line">line {document.line + line - 1}</span>} <Quote text={message} />
          </span>
        </p>
      ))}
      {output.changes.length > 0 && <Changes changes={output.changes} more={output.moreChanges} done={done} />}
      {href !== null && (
        <Link href={href} className="link self-start">
          Open {output.kind} {visibleText(output.name)}
        </Link>
      )}
    </div>
  )
}

/** Where this kind has a page. */
function hrefOf(context: string, { kind, namespace, name }: Applied): string | null {
  const ns = namespace ?? ''
  if (kind === 'Deployment') return paths.object({ context, page: 'deployments', namespace: ns, name })
  if (kind === 'Pod') return paths.page(context, 'pods', { ns, peek: paths.peek({ page: 'pods', namespace: ns, name }) })
  if (kind === 'Secret') return paths.object({ context, page: 'secrets', namespace: ns, name })
  if (kind === 'ConfigMap') return paths.object({ context, page: 'configmaps', namespace: ns, name })
  if (kind === 'Job') return paths.page(context, 'jobs', { ns, q: name })
  if (kind === 'ReplicaSet') return paths.page(context, 'replicasets', { ns, q: name })
  if (kind === 'ReplicationController') return paths.page(context, 'replicationcontrollers', { ns, q: name })
  if (kind === 'Namespace') return paths.page(context, 'pods', { ns: name })
  return null
}

/** Lines of the whole text that a document's faults and warnings are about. */
export function faultLines(state: DocumentState, document: TextDocument): number[] {
  const lines = state.state === 'refused' ? (state.failure.causes ?? []).map(({ line }) => line) : []
  return lines.flatMap((line) => (line === undefined ? [] : [document.line + line - 1]))
}
