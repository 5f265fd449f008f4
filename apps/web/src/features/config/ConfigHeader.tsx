import { visibleText } from '@binnacle/shared'
import { useState } from 'react'
import { useRefusal } from '../../page/useRefusal.ts'
import { keptSearch, paths, useView } from '../../paths.ts'
import type { PageState } from '../../topics/PageState.ts'
import { Age } from '../../ui/Age.tsx'
import { Button } from '../../ui/Button.tsx'
import { Link } from '../../ui/Link.tsx'
import { AsOf } from '../../ui/PageStates.tsx'
import { type ConfigDetail, type ConfigKind, words } from './ConfigKind.ts'
import { DeleteConfig } from './DeleteConfig.tsx'

type Props = {
  readonly kind: ConfigKind
  readonly row: ConfigDetail
  readonly state: PageState
  readonly deleted: boolean
  /** Null while it is being edited. */
  readonly onEdit: (() => void) | null
}

const GONE = 'It is deleted.'

/** Whose it is, its name, and what can be done to it. */
export function ConfigHeader({ kind, row, state, deleted, onEdit }: Props) {
  const { context, search } = useView()
  const [asking, setAsking] = useState(false)
  const { one, title } = words[kind]
  const noEdit = useRefusal(`${kind}.update`, row.namespace)
  const noDelete = useRefusal(`${kind}.delete`, row.namespace)
  const sealed = row.immutable ? `This ${one} is immutable: the cluster refuses every change of its values. Delete it and create another.` : null
  const facts = [
    row.type === undefined ? undefined : visibleText(row.type),
    `${row.data} ${row.data === 1 ? 'key' : 'keys'}`,
    `${row.bytes.toLocaleString('en')} bytes`,
  ].filter((fact) => fact !== undefined)
  return (
    <header className="flex flex-wrap items-start gap-x-4 gap-y-2">
      <div className="min-w-0 grow basis-80">
        <p className="flex flex-wrap items-center gap-x-1.5 text-meta text-muted">
          <Link href={paths.page(context, kind, { ...keptSearch(search), ns: search.ns ?? row.namespace })} className="text-muted">
            {title}
          </Link>
          <span aria-hidden="true">›</span>
          <span>{row.namespace}</span>
          <span aria-hidden="true">·</span>
          <span>
            created <Age since={row.created} /> ago
          </span>
        </p>
        <h1 className="min-w-0 text-title font-semibold break-all">
          {row.name} {state.state === 'stale' ? <AsOf since={state.since} /> : null}
        </h1>
        <p className="flex flex-wrap items-center gap-x-1.5 text-muted">
          {facts.join(' · ')}
          {row.immutable ? <span className="chip">immutable</span> : null}
        </p>
      </div>
      <div className="flex gap-2">
        {onEdit === null ? null : (
          <Button disabledReason={deleted ? GONE : (noEdit ?? sealed)} onClick={onEdit}>
            Edit {one}
          </Button>
        )}
        <Button kind="danger" disabledReason={deleted ? GONE : noDelete} onClick={() => setAsking(true)}>
          Delete {one}
        </Button>
      </div>
      {asking ? <DeleteConfig kind={kind} row={row} state={state} deleted={deleted} onClose={() => setAsking(false)} /> : null}
    </header>
  )
}
