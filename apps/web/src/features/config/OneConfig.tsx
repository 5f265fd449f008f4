import { useState } from 'react'
import { DeletedNote } from '../../page/DeletedNote.tsx'
import type { Remembered } from '../../page/ObjectMemory.ts'
import type { PageState } from '../../topics/PageState.ts'
import type { Named } from './ByAddress.tsx'
import { ConfigAbsent } from './ConfigAbsent.tsx'
import { ConfigHeader } from './ConfigHeader.tsx'
import { type ConfigDetail, type ConfigKind, words } from './ConfigKind.ts'
import { EditForm } from './EditForm.tsx'
import { Keys } from './Keys.tsx'
import { UsedBySection } from './UsedBySection.tsx'

type Props = Named & { readonly kind: ConfigKind; readonly known: Remembered<ConfigDetail>; readonly state: PageState }

/** One object with everything that is known of it, whichever of the two kinds it is. */
export function OneConfig({ kind, known, state, namespace, name, onSuccessor }: Props) {
  const [editing, setEditing] = useState(false)
  if (known.row === null) return <ConfigAbsent kind={kind} name={name} namespace={namespace} state={state} />
  const { row, deletedAt, successor } = known
  return (
    <div className="flex min-h-0 flex-col gap-5 overflow-auto pb-6" data-uid={row.uid}>
      <ConfigHeader kind={kind} row={row} state={state} deleted={deletedAt !== null} onEdit={editing ? null : () => setEditing(true)} />
      {deletedAt === null ? null : (
        <DeletedNote deletedAt={deletedAt} successor={successor && { words: `Another ${words[kind].one} has its name now.`, onShow: onSuccessor }} />
      )}
      {editing ? (
        <EditForm kind={kind} row={row} deleted={deletedAt !== null} onClose={() => setEditing(false)} />
      ) : (
        <Keys kind={kind} row={row} deleted={deletedAt !== null} />
      )}
      {deletedAt === null ? <UsedBySection kind={kind} row={row} /> : null}
    </div>
  )
}
