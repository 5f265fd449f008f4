import { useId } from 'react'
import { useRows } from '../../topics/useRows.ts'
import { useTopic } from '../../topics/useTopic.ts'
import { Field } from './Field.tsx'
import { useLaunch } from './LaunchContext.ts'

/** Where the Job goes and what it is called. Any namespace can be typed; the known ones are offered. */
export function PlaceFields() {
  const { draft, change } = useLaunch()
  const { collection } = useTopic('namespaces', {})
  const namespaces = useRows(collection)
  const list = useId()
  return (
    <div className="field-pair">
      <Field field="namespace" label="Namespace" mono list={list} value={draft.namespace} onValue={(namespace) => change({ namespace })}>
        <datalist id={list}>
          {namespaces
            .map(({ name }) => name)
            .sort()
            .map((name) => (
              <option key={name} value={name} />
            ))}
        </datalist>
      </Field>
      <Field
        field="name"
        label="Name"
        mono
        value={draft.name}
        onValue={(name) => change({ name, nameTyped: true })}
        hint={draft.nameTyped ? undefined : 'Proposed; type another one if you like.'}
      />
    </div>
  )
}
