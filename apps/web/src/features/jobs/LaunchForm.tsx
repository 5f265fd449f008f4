import { type FormEvent, useMemo, useRef, useState } from 'react'
import { useRefusal } from '../../page/useRefusal.ts'
import { useLive } from '../../topics/LiveContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { AdvancedFields } from './AdvancedFields.tsx'
import { CommandField } from './CommandField.tsx'
import { Field } from './Field.tsx'
import { keptDrafts } from './keptDrafts.ts'
import { LaunchContext } from './LaunchContext.ts'
import { LaunchRefused } from './LaunchRefused.tsx'
import { PlaceFields } from './PlaceFields.tsx'
import { PresetChoice } from './PresetChoice.tsx'
import { Preview } from './Preview.tsx'
import { TimeFields } from './TimeFields.tsx'
import { useLaunchForm } from './useLaunchForm.ts'
import { useSendLaunch } from './useSendLaunch.ts'

const IN_ADVANCED = /^(parallelism|confirmed|completions|backoffLimit|env|cpu|memory)/

export function LaunchForm({ namespace }: { namespace: string }) {
  const { context } = useLive()
  const launch = useLaunchForm(namespace)
  const { draft, input, blocks } = launch
  const { sending, refused, send } = useSendLaunch()
  const form = useRef<HTMLFormElement>(null)
  const [advanced, setAdvanced] = useState(() => keptDrafts.read(context)?.draft.env.length !== undefined && draft.env.length > 0)
  const refusal = useRefusal('jobs.create', input.namespace === '' ? null : input.namespace)
  const value = useMemo(() => launch, [launch])
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    launch.touchAll()
    const [first] = blocks
    if (first === undefined) return send(input)
    if (IN_ADVANCED.test(first.field)) setAdvanced(true)
    // The field may be in the part that opens now.
    queueMicrotask(() => form.current?.querySelector<HTMLElement>(`[data-field="${first.field}"]`)?.focus())
  }
  return (
    <LaunchContext value={value}>
      <form ref={form} className="launch" noValidate onSubmit={submit} aria-label="Launch a job">
        <div className="flex min-w-0 flex-col gap-4">
          <PresetChoice />
          <Field field="image" label="Image" mono value={draft.image} onValue={(image) => launch.change({ image, preset: 'own' })} />
          <CommandField />
          <PlaceFields />
          <TimeFields />
          <AdvancedFields open={advanced} onToggle={setAdvanced} />
          {launch.valuesLost ? (
            <p className="text-attention-text">The page was reloaded: values of variables were not kept, because they may be secret. Type them again.</p>
          ) : null}
          {refused === null ? null : <LaunchRefused failure={refused.failure} input={refused.input} onAgain={() => submit()} />}
          <div className="launch-submit">
            <Button type="submit" kind="primary" aria-busy={sending} disabledReason={sending ? 'It was sent, and the answer is not here yet.' : null}>
              {sending ? 'Launching…' : 'Launch job'}
            </Button>
            <Saying blocks={blocks.length} refusal={refused === null ? refusal : null} said={blocks.some(({ field }) => launch.said(field).length > 0)} />
          </div>
        </div>
        <Preview input={input} unready={new Set(blocks.map(({ field }) => field)).size} />
      </form>
    </LaunchContext>
  )
}

/** Beside the button: what stands in the way, as far as that is known before it is tried. */
function Saying({ blocks, refusal, said }: { blocks: number; refusal: string | null; said: boolean }) {
  if (refusal !== null) return <p className="min-w-0 text-attention-text">{refusal}</p>
  if (blocks > 0 && said) return <p className="text-fail-text">{blocks === 1 ? 'One field needs a look.' : `${blocks} fields need a look.`}</p>
  return null
}
