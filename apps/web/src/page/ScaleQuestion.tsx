import { type CommandInput, type CommandName, kubectlCommand, MANY_REPLICAS } from '@binnacle/shared'
import { type ReactNode, useId, useRef, useState } from 'react'
import { useKubectlCluster } from '../commands/useKubectlCluster.ts'
import { pair } from '../commands/useSend.ts'
import { useLive } from '../topics/LiveContext.tsx'
import { Button } from '../ui/Button.tsx'
import { ActionDialog } from './ActionDialog.tsx'
import { ChangedSince } from './ChangedSince.tsx'
import { FieldFault } from './FieldFault.tsx'
import { parseReplicas } from './parseReplicas.ts'
import { useAction } from './useAction.ts'
import { useRefusal } from './useRefusal.ts'

type Scalable = { readonly uid: string; readonly namespace: string; readonly name: string; readonly desired: number }

type Props = {
  readonly command: Extract<CommandName, `${string}.scale`>
  /** As it was when the question was asked, and as it is now (null: not known). */
  readonly asked: Scalable
  readonly now: Scalable | null
  readonly anchor: Element | null
  /** What the field begins with. */
  readonly start: number
  readonly warning?: ReactNode
  readonly obstacle: string | null
  readonly silent: number | null
  readonly onClose: () => void
}

/** How many replicas there should be: a field with steps, what the number means, and the command. What was typed stays after a refusal. */
export function ScaleQuestion({ command, asked, now, anchor, start, warning, obstacle, silent, onClose }: Props) {
  const { context } = useLive()
  const cluster = useKubectlCluster(context)
  const act = useAction(command)
  const refusal = useRefusal(command, asked.namespace)
  const field = useRef<HTMLInputElement>(null)
  const [seen, setSeen] = useState(asked.desired)
  const [text, setText] = useState(String(Math.max(0, start)))
  const [typed, setTyped] = useState('')
  const parsed = parseReplicas(text)
  const replicas = 'replicas' in parsed ? parsed.replicas : null
  const fault = 'fault' in parsed ? parsed.fault : null
  const many = replicas !== null && replicas > MANY_REPLICAS && replicas > seen
  const changed = now !== null && now.desired !== seen
  const { namespace, name, uid } = asked
  const input: CommandInput<typeof command> = { namespace, name, uid, replicas: replicas ?? seen, seen }
  const step = (by: number) => setText(String(Math.max(0, (replicas ?? seen) + by)))
  return (
    <ActionDialog
      tier="popover"
      anchor={anchor}
      title={`Scale ${name}`}
      confirm={replicas === null ? 'Scale' : `Scale to ${replicas}`}
      kind={replicas === 0 ? 'danger' : 'primary'}
      className="w-96"
      lines={replicas === null ? [] : [kubectlCommand(pair(command, input), cluster)]}
      obstacle={obstacle ?? refusal ?? (changed ? `There are ${now.desired} replicas wanted now, not ${seen}.` : null)}
      incomplete={
        fault ??
        (replicas === seen ? `${seen} is what is wanted already.` : many && typed.trim() !== String(replicas) ? `Type "${replicas}" once more first.` : null)
      }
      silent={silent}
      initialFocus={field}
      onCancel={onClose}
      onConfirm={() => act(input, { notice: 'refusals elsewhere' })}
    >
      <Stepper field={field} text={text} fault={fault} onText={setText} onStep={step} />
      {replicas === null || replicas === seen ? null : <p>{consequence(seen, replicas)}</p>}
      {warning}
      {many ? <Again word={String(replicas)} typed={typed} onTyped={setTyped} /> : null}
      {changed ? <ChangedSince before={`${seen} replicas wanted`} after={`${now.desired} replicas wanted`} onLookAgain={() => setSeen(now.desired)} /> : null}
    </ActionDialog>
  )
}

type StepperProps = {
  readonly field: React.RefObject<HTMLInputElement | null>
  readonly text: string
  readonly fault: string | null
  readonly onText: (text: string) => void
  readonly onStep: (by: number) => void
}

function Stepper({ field, text, fault, onText, onStep }: StepperProps) {
  const id = useId()
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id}>Replicas</label>
      <div className="flex items-center gap-1.5">
        <Button aria-label="One less" onClick={() => onStep(-1)}>
          −
        </Button>
        <input
          id={id}
          ref={field}
          className="field w-24! text-center"
          inputMode="numeric"
          autoComplete="off"
          value={text}
          aria-invalid={fault !== null}
          aria-describedby={`${id}-fault`}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => onText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
            event.preventDefault()
            onStep(event.key === 'ArrowUp' ? 1 : -1)
          }}
        />
        <Button aria-label="One more" onClick={() => onStep(1)}>
          +
        </Button>
      </div>
      <FieldFault id={`${id}-fault`} fault={fault} />
    </div>
  )
}

function Again({ word, typed, onTyped }: { word: string; typed: string; onTyped: (text: string) => void }) {
  return (
    <label className="flex flex-col gap-1">
      <span>
        That is many. Type <code className="font-mono text-mono font-semibold">{word}</code> once more to confirm
      </span>
      <input className="field" value={typed} onChange={(event) => onTyped(event.target.value)} inputMode="numeric" autoComplete="off" />
    </label>
  )
}

function consequence(seen: number, replicas: number): string {
  const by = Math.abs(replicas - seen)
  if (replicas === 0) return 'Scaled to zero: all its pods end and nothing serves, until somebody scales it up again.'
  if (replicas > seen) return by === 1 ? '1 more pod will be started.' : `${by} more pods will be started.`
  return by === 1 ? '1 pod will be ended.' : `${by} pods will be ended.`
}
