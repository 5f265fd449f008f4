import { kubectlCommand, type PodRow } from '@binnacle/shared'
import { type KeyboardEvent, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { useAllowed } from '../../commands/useAllowed.ts'
import type { Collection } from '../../topics/Collection.ts'
import { useLive } from '../../topics/LiveContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { CommandLine } from '../../ui/PageStates.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { useTicking, useTime } from '../../ui/Time.ts'
import { useDeletions } from './DeletionsContext.ts'
import { changeOf, consequence, tierOf, typedWord } from './deleteWords.ts'

type Props = {
  readonly pods: readonly PodRow[]
  readonly anchor: Element | null
  readonly collection: Collection<PodRow>
  /** Since when (ms) the cluster has not been heard; then it is asked once more. */
  readonly silent: number | null
  readonly onCancel: () => void
  readonly onDelete: () => void
}

/** Before a delete: what happens, the command, and the focus on Cancel. `Delete` again, or `y`, confirms. */
export function DeleteQuestion({ pods, anchor, collection, silent, onCancel, onDelete }: Props) {
  const cancel = useRef<HTMLButtonElement>(null)
  const tier = tierOf(pods)
  const [typed, setTyped] = useState('')
  const [warned, setWarned] = useState(false)
  const obstacle = useObstacle(pods, collection)
  const untyped = tier === 'typed' && typed.trim() !== typedWord(pods) ? `Type "${typedWord(pods)}" first.` : null
  const reason = obstacle ?? untyped
  const confirm = () => {
    if (reason !== null) return
    if (silent !== null && !warned) setWarned(true)
    else onDelete()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const inField = event.target instanceof HTMLInputElement
    const again = event.key === 'Delete' || event.key === 'y' || (event.ctrlKey && event.key === 'd')
    if (inField || !again || event.repeat) return
    event.preventDefault()
    confirm()
  }
  const title = pods.length === 1 ? `Delete pod ${pods[0]?.name ?? ''}?` : `Delete ${pods.length} pods?`
  const body = (
    <div className="mt-2 flex min-w-0 flex-col gap-3" onKeyDown={tier === 'popover' ? undefined : onKeyDown}>
      <Consequences pods={pods} />
      <Lines pods={pods} />
      {tier === 'typed' && (
        <label className="flex flex-col gap-1">
          <span>
            Type <code className="font-mono text-mono font-semibold">{typedWord(pods)}</code> to confirm
          </span>
          <input className="field" value={typed} onChange={(event) => setTyped(event.target.value)} spellCheck={false} autoComplete="off" />
        </label>
      )}
      {obstacle !== null && (
        <p role="alert" className="text-fail-text">
          {obstacle}
        </p>
      )}
      {warned && silent !== null && <Silence since={silent} />}
      <div className="flex justify-end gap-2">
        <Button ref={cancel} onClick={onCancel}>
          Cancel
        </Button>
        <Button kind="danger" disabledReason={reason} onClick={confirm} aria-keyshortcuts="Delete y">
          {warned ? 'Delete anyway' : pods.length === 1 ? 'Delete pod' : `Delete ${pods.length} pods`}
        </Button>
      </div>
    </div>
  )
  if (tier !== 'popover') {
    return (
      <Dialog title={title} onClose={onCancel} initialFocus={cancel}>
        {body}
      </Dialog>
    )
  }
  return (
    <Popover anchor={anchor} label={title} role="alertdialog" onClose={onCancel} initialFocus={cancel} onKeyDown={onKeyDown}>
      <h2 className="font-semibold break-all">{title}</h2>
      {body}
    </Popover>
  )
}

function Consequences({ pods }: { pods: readonly PodRow[] }) {
  const [only, ...others] = pods
  if (only && others.length === 0) return <p>{consequence(only)}</p>
  const bare = pods.filter((pod) => pod.controller === null)
  return (
    <>
      <p>
        {bare.length === 0
          ? 'Their controllers start others in their place.'
          : `${bare.length} of them will not come back: no controller owns ${bare.length === 1 ? 'it' : 'them'}.`}
      </p>
      <ul className="max-h-40 overflow-auto font-mono text-mono" tabIndex={0} aria-label="Pods to delete">
        {pods.map((pod) => (
          <li key={pod.uid}>
            {pod.namespace}/{pod.name}
            {pod.controller === null && <span className="font-sans text-fail-text"> will not come back</span>}
          </li>
        ))}
      </ul>
    </>
  )
}

function Lines({ pods }: { pods: readonly PodRow[] }) {
  const { context } = useLive()
  const line = ({ namespace, name, uid }: PodRow) =>
    kubectlCommand({ command: 'pods.delete', input: { namespace, name, uid, gracePeriodSeconds: null } }, context)
  const [only, ...others] = pods
  if (only && others.length === 0) return <CommandLine command={line(only)} />
  return (
    <div className="max-h-40 overflow-auto" tabIndex={0} role="group" aria-label="Commands">
      <CommandLine command={pods.map(line).join('\n')} label="Copy commands" />
    </div>
  )
}

function Silence({ since }: { since: number }) {
  const time = useTime()
  const ago = useTicking((now) => time.age(since / 1000, now))
  return (
    <p role="alert" className="text-attention-text">
      The cluster has not answered for {ago}: what is shown may be old, and this may fail. Press again to send it anyway.
    </p>
  )
}

/** Why it cannot be done now: no connection, a protected namespace, no right, or the pod is another one than was asked about. */
function useObstacle(pods: readonly PodRow[], collection: Collection<PodRow>): string | null {
  const { context } = useLive()
  const { refusal } = useDeletions()
  const [only] = pods
  const forbidden = useAllowed('pods.delete', context, only?.namespace ?? null)
  // A pod of another page's scope is not in these rows: nothing can be said about its changes.
  const known = useMemo(() => pods.filter((pod) => collection.get(pod.uid) !== undefined), [pods, collection])
  const change = useSyncExternalStore(
    (listener) => collection.subscribe(listener),
    () => known.map((pod) => changeOf(pod, collection.get(pod.uid), sameNameIn(collection, pod))).find((text) => text !== null) ?? null,
  )
  return refusal(pods) ?? change ?? forbidden
}

function sameNameIn(collection: Collection<PodRow>, asked: PodRow): PodRow | undefined {
  if (collection.get(asked.uid)) return undefined
  for (const pod of collection.values()) if (pod.name === asked.name && pod.namespace === asked.namespace) return pod
  return undefined
}
