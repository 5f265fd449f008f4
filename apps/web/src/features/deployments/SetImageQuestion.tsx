import { ImageReference, imagesCause, kubectlCommand, visibleText } from '@binnacle/shared'
import { useId, useRef, useState } from 'react'
import { useKubectlCluster } from '../../commands/useKubectlCluster.ts'
import { ActionDialog } from '../../page/ActionDialog.tsx'
import { ChangedSince } from '../../page/ChangedSince.tsx'
import { FieldFault } from '../../page/FieldFault.tsx'
import { useAction } from '../../page/useAction.ts'
import { useRefusal } from '../../page/useRefusal.ts'
import { useLive } from '../../topics/LiveContext.tsx'
import { CauseField } from './CauseField.tsx'
import { causeFault } from './causeFault.ts'
import { deploymentState } from './deploymentState.ts'
import type { QuestionProps } from './questionProps.ts'
import { useAskedDeployment } from './useAskedDeployment.ts'

/** New images, one field for each container, and why. What was typed stays when the deployment changes, and after a refusal. */
export function SetImageQuestion({ asked, onClose }: QuestionProps) {
  const { context } = useLive()
  const cluster = useKubectlCluster(context)
  const act = useAction('deployments.setImage')
  const refusal = useRefusal('deployments.setImage', asked.namespace)
  const { now, gone, silent } = useAskedDeployment(asked)
  const [seen, setSeen] = useState(asked)
  const [typed, setTyped] = useState<ReadonlyMap<string, string>>(new Map())
  const [cause, setCause] = useState('')
  const first = useRef<HTMLInputElement>(null)
  const textOf = ({ name, image }: { name: string; image: string }) => (typed.get(name) ?? image).trim()
  const images = seen.images.flatMap((each) => (textOf(each) === each.image ? [] : [{ container: each.name, image: textOf(each) }]))
  const faults = seen.images.map((each) => imageFault(textOf(each))).filter((fault) => fault !== null)
  const changed = now.generation !== seen.generation
  const input = { namespace: asked.namespace, name: asked.name, uid: asked.uid, generation: seen.generation, images, cause: cause.trim() }
  return (
    <ActionDialog
      tier="dialog"
      title={`Set image of ${asked.name}`}
      confirm={images.length > 1 ? `Set ${images.length} images` : 'Set image'}
      kind="primary"
      className="wide-dialog"
      consequences={
        now.paused
          ? 'It is paused: the new template is kept, and pods of it start when it is resumed.'
          : 'Pods of the new template take the place of the old ones.'
      }
      lines={images.length === 0 || faults.length > 0 ? [] : [kubectlCommand({ command: 'deployments.setImage', input }, cluster)]}
      obstacle={gone ?? refusal ?? (changed ? `${asked.name} was changed since you looked.` : null)}
      incomplete={faults[0] ?? causeFault(cause) ?? (images.length === 0 ? 'Nothing to roll out: no image differs from the template.' : null)}
      silent={silent}
      initialFocus={first}
      onCancel={onClose}
      onConfirm={() => act(input, { before: { revision: now.revision }, notice: 'refusals elsewhere' })}
    >
      {seen.images.map((each, index) => (
        <ImageField
          key={each.name}
          container={each.name}
          was={each.image}
          value={typed.get(each.name) ?? each.image}
          field={index === 0 ? first : null}
          onChange={(text) => setTyped((before) => new Map(before).set(each.name, text))}
        />
      ))}
      <CauseField value={cause} placeholder={images.length === 0 ? 'set image …' : imagesCause(images)} onChange={setCause} />
      {changed ? <ChangedSince before={deploymentState(seen)} after={deploymentState(now)} onLookAgain={() => setSeen(now)} /> : null}
    </ActionDialog>
  )
}

function imageFault(image: string): string | null {
  if (image === '') return 'Type an image.'
  if (image.length > 255) return `An image reference has at most 255 characters; this one has ${image.length}.`
  return ImageReference.safeParse(image).success ? null : 'That is not an image reference: write it as registry.example/team/app:1.2, in lower case.'
}

type FieldProps = {
  readonly container: string
  readonly was: string
  readonly value: string
  readonly field: React.RefObject<HTMLInputElement | null> | null
  readonly onChange: (text: string) => void
}

function ImageField({ container, was, value, field, onChange }: FieldProps) {
  const id = useId()
  const fault = imageFault(value.trim())
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id}>
        Image of <span className="font-mono text-mono font-semibold">{container}</span>
      </label>
      <input
        id={id}
        ref={field}
        className="field font-mono text-mono"
        value={value}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        aria-invalid={fault !== null}
        aria-describedby={`${id}-fault`}
        onChange={(event) => onChange(event.target.value)}
      />
      {fault === null && value.trim() !== was ? (
        <p className="min-h-4 text-meta text-muted [overflow-wrap:anywhere]">
          now <span className="font-mono">{visibleText(was)}</span>
        </p>
      ) : (
        <FieldFault id={`${id}-fault`} fault={fault} />
      )}
    </div>
  )
}
