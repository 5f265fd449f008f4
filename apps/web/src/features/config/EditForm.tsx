import { kubectlCommand } from '@binnacle/shared'
import { useDeferredValue, useState } from 'react'
import { useKubectlCluster } from '../../commands/useKubectlCluster.ts'
import { useRefusal } from '../../page/useRefusal.ts'
import { useLive } from '../../topics/LiveContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { CommandLine } from '../../ui/PageStates.tsx'
import { type ConfigDetail, type ConfigKind, words } from './ConfigKind.ts'
import { ConfigMapDiff } from './ConfigMapDiff.tsx'
import { DraftRows } from './DraftRows.tsx'
import { draftFaults } from './draftFaults.ts'
import { editChange } from './editDraft.ts'
import { Refused } from './Refused.tsx'
import { useEdit } from './useEdit.ts'

type Props = { readonly kind: ConfigKind; readonly row: ConfigDetail; readonly deleted: boolean; readonly onClose: () => void }

/** Changes keys of the object that is open. Values that are not touched are neither read nor sent, and nothing is written over somebody else's change. */
export function EditForm({ kind, row, deleted, onClose }: Props) {
  const { context } = useLive()
  const cluster = useKubectlCluster(context)
  const edit = useEdit(kind, row)
  const [hidden, setHidden] = useState(kind === 'secrets')
  const [tried, setTried] = useState(false)
  const late = useDeferredValue(edit.draft)
  const faults = draftFaults(late)
  const refusal = useRefusal(`${kind}.update`, row.namespace)
  const { set, remove } = editChange(late, edit.base)
  const { one } = words[kind]
  const nothing = set.length === 0 && remove.length === 0 && !edit.seal
  const reason =
    (deleted ? 'It is deleted.' : refusal) ??
    (edit.sending
      ? 'It was sent, and the answer is not here yet.'
      : nothing
        ? 'Nothing is changed yet.'
        : edit.isBehind
          ? 'It changed since you began: look at it first.'
          : null)
  const submit = async () => {
    setTried(true)
    if (reason === null && draftFaults(edit.draft).size === 0 && (await edit.save())) onClose()
  }
  return (
    <form
      className="flex flex-col gap-4"
      aria-label={`Edit ${one} ${row.name}`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <h2 className="text-section font-semibold">Edit keys</h2>
      {edit.isBehind && !deleted ? (
        <div role="alert" className="card flex flex-wrap items-center gap-2 border-attention px-3 py-2" data-behind>
          <span>This {one} was changed by someone else since you began. Your edits are still here, and are not sent over that change unseen.</span>
          <Button onClick={edit.takeCurrent}>Go on from how it is now</Button>
        </div>
      ) : null}
      <DraftRows
        draft={edit.draft}
        faults={tried ? faults : new Map([...faults].filter(([field]) => !isUntouched(field, late)))}
        hidden={hidden}
        onDraft={edit.setDraft}
        onLoad={(each) => void edit.load(each)}
        removable
      />
      {remove.length === 0 ? null : (
        <p className="text-attention-text">
          Will be removed: <span className="font-mono text-mono">{remove.join(', ')}</span>
        </p>
      )}
      {kind === 'configmaps' ? <ConfigMapDiff row={edit.base} draft={late} remove={remove} /> : null}
      <div className="flex flex-wrap gap-x-6 gap-y-2">
        {kind === 'secrets' ? (
          <label className="flex items-center gap-2">
            <input type="checkbox" className="checkbox" checked={!hidden} onChange={(event) => setHidden(!event.target.checked)} />
            Show the values while typing
          </label>
        ) : null}
        <label className="flex items-center gap-2">
          <input type="checkbox" className="checkbox" checked={edit.seal} onChange={(event) => edit.setSeal(event.target.checked)} />
          Make it immutable: after this nobody can change it, and it cannot be made changeable again
        </label>
      </div>
      {nothing || faults.size > 0 ? null : (
        <CommandLine command={kubectlCommand({ command: `${kind}.update`, input: { ...edit.change(), set, remove } }, cluster)} />
      )}
      {edit.failure === null ? null : <Refused failure={edit.failure} />}
      <div className="flex items-center gap-3">
        <Button type="submit" kind="primary" disabledReason={reason}>
          Save {one}
        </Button>
        <Button onClick={onClose}>Cancel</Button>
        {reason === null ? null : <p className="text-muted">{reason}</p>}
      </div>
    </form>
  )
}

/** A row that was just added is not wrong yet. */
function isUntouched(field: string, { rows }: ReturnType<typeof useEdit>['draft']): boolean {
  const [what, id] = field.split(':')
  const row = rows.find((each) => String(each.id) === id)
  return what === 'key' && row?.key === ''
}
