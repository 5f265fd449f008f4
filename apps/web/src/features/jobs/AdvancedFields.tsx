import { MANY_PODS, MAX_PARALLELISM } from '@binnacle/shared'
import { EnvironmentFields } from './EnvironmentFields.tsx'
import { Field } from './Field.tsx'
import type { JobDraft } from './JobDraft.ts'
import { useLaunch } from './LaunchContext.ts'

type Text = { readonly [K in keyof JobDraft]: JobDraft[K] extends string ? K : never }[keyof JobDraft]

const AMOUNTS: readonly (readonly [field: Text, label: string, placeholder: string])[] = [
  ['cpuRequest', 'CPU request', '100m'],
  ['cpuLimit', 'CPU limit', 'none'],
  ['memoryRequest', 'Memory request', '64Mi'],
  ['memoryLimit', 'Memory limit', 'none'],
]

/** What most jobs do without. Open while something in it is to be mended. */
export function AdvancedFields({ open, onToggle }: { open: boolean; onToggle: (open: boolean) => void }) {
  const { draft, change } = useLaunch()
  const count = Number(draft.parallelism)
  const asks = count > MANY_PODS && count <= MAX_PARALLELISM
  return (
    <details className="card px-4 py-2.5" open={open} onToggle={(event) => onToggle(event.currentTarget.open)}>
      <summary className="font-semibold">Advanced: pods at once, retries, environment, resources</summary>
      <div className="mt-3 flex flex-col gap-4">
        <div className="field-triple">
          <Field
            field="parallelism"
            label="Pods at once"
            inputMode="numeric"
            value={draft.parallelism}
            onValue={(parallelism) => change({ parallelism })}
            hint="parallelism"
          />
          <Field
            field="completions"
            label="Completions"
            inputMode="numeric"
            value={draft.completions}
            placeholder="any one"
            onValue={(completions) => change({ completions })}
            hint="How many must end well"
          />
          <Field
            field="backoffLimit"
            label="Retries"
            inputMode="numeric"
            value={draft.backoffLimit}
            onValue={(backoffLimit) => change({ backoffLimit })}
            hint="After a pod failed (backoffLimit)"
          />
        </div>
        {asks ? (
          <Field
            field="confirmed"
            label={`Type ${count} to confirm ${count} pods at once`}
            inputMode="numeric"
            value={draft.confirmed}
            onValue={(confirmed) => change({ confirmed })}
          />
        ) : null}
        <EnvironmentFields />
        <div className="field-quad">
          {AMOUNTS.map(([field, label, placeholder]) => (
            <Field
              key={field}
              field={field}
              label={label}
              mono
              placeholder={placeholder}
              value={draft[field]}
              onValue={(value) => change({ [field]: value })}
            />
          ))}
        </div>
      </div>
    </details>
  )
}
