import { type Outcome, type Revision, visibleText } from '@binnacle/shared'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { CommandButton } from '../../commands/CommandButton.tsx'
import { FieldFault } from '../../page/FieldFault.tsx'
import { standingRefusal } from '../../page/standing.ts'
import { useAction } from '../../page/useAction.ts'
import { useStanding } from '../../page/useRefusal.ts'
import { useLive } from '../../topics/LiveContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { useOnMount } from '../../ui/useOnMount.ts'
import { causeFault } from './causeFault.ts'
import type { DeploymentSeen } from './seen.ts'

type Props = { readonly revision: Revision; readonly seen: DeploymentSeen }

/** Why a revision was made, as kubectl shows it, and a field to say it better: of the current one it is the Deployment's annotation, of an older one its ReplicaSet's. */
export function CauseCell({ revision, seen }: Props) {
  const { context } = useLive()
  const standing = useStanding()
  const [editing, setEditing] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const { cause, current } = revision
  const { namespace, name } = seen.deployment
  const wasEditing = useRef(false)
  // Whoever typed goes on from the button, unless they went elsewhere while it was sent.
  useEffect(() => {
    if (!editing && wasEditing.current && document.activeElement === document.body) button.current?.focus()
    wasEditing.current = editing
  }, [editing])
  if (editing) return <CauseForm revision={revision} seen={seen} onClose={() => setEditing(false)} />
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <span className={`min-w-0 truncate ${cause === null ? 'text-muted' : ''}`} title={cause === null ? undefined : visibleText(cause)} data-cause>
        {cause === null ? '<none>' : visibleText(cause)}
      </span>
      <CommandButton
        ref={button}
        command={current ? 'deployments.annotateCause' : 'replicasets.annotateCause'}
        context={context}
        namespace={namespace}
        kind="quiet"
        aria-label={`${cause === null ? 'Add a' : 'Edit the'} change cause of revision ${revision.revision}`}
        refused={seen.deleted ? `${name} was deleted.` : standingRefusal(standing, [namespace])}
        onClick={() => setEditing(true)}
      >
        {cause === null ? 'add one' : 'edit'}
      </CommandButton>
    </span>
  )
}

function CauseForm({ revision, seen, onClose }: Props & { onClose: () => void }) {
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const ofCurrent = useAction('deployments.annotateCause')
  const ofOlder = useAction('replicasets.annotateCause')
  const [text, setText] = useState(revision.cause ?? '')
  const [refused, setRefused] = useState<string | null>(null)
  const [sending, setSending] = useState(false)
  const fault = causeFault(text) ?? refused
  useOnMount(() => field.current?.select())
  const { namespace, name, uid } = seen.deployment
  const save = () => {
    if (causeFault(text) !== null || sending) return
    const cause = text.trim()
    if (cause === (revision.cause ?? '')) return onClose()
    const how = { before: { cause: revision.cause }, notice: 'refusals elsewhere' } as const
    const answer: Promise<Outcome<unknown>> = revision.current
      ? ofCurrent({ namespace, name, uid, cause }, how)
      : ofOlder({ namespace, name: revision.name, uid: revision.uid, cause }, how)
    setSending(true)
    void answer.then((outcome) => {
      setSending(false)
      if (outcome.ok) onClose()
      else setRefused(outcome.failure.message)
    })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' && event.key !== 'Enter') return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') onClose()
    else save()
  }
  return (
    <span className="flex min-w-0 flex-col gap-0.5 py-1" onKeyDown={onKeyDown}>
      <span className="flex items-center gap-1.5">
        <input
          ref={field}
          className="field"
          value={text}
          aria-label={`Change cause of revision ${revision.revision}`}
          aria-invalid={fault !== null}
          aria-describedby={id}
          autoComplete="off"
          onChange={(event) => {
            setText(event.target.value)
            setRefused(null)
          }}
        />
        <Button disabledReason={causeFault(text) ?? (sending ? 'It was sent, and the answer is not here yet.' : null)} onClick={save}>
          Save
        </Button>
        <Button kind="quiet" onClick={onClose}>
          Cancel
        </Button>
      </span>
      {fault === null ? null : <FieldFault id={id} fault={fault} />}
    </span>
  )
}
