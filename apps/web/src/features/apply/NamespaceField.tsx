import { Label } from '@binnacle/shared'
import { useId } from 'react'

/** Where documents go that name no namespace. */
export function NamespaceField({ namespace, onNamespace }: { namespace: string; onNamespace: (namespace: string) => void }) {
  const field = useId()
  const fault = useId()
  const named = Label.safeParse(namespace).success
  return (
    <div className="flex flex-wrap items-center gap-2">
      <label htmlFor={field}>Namespace of documents that name none</label>
      <input
        id={field}
        className="field w-[200px]!"
        value={namespace}
        aria-invalid={!named || undefined}
        aria-describedby={fault}
        spellCheck={false}
        onChange={(event) => onNamespace(event.currentTarget.value)}
      />
      <span id={fault} className="text-fail-text">
        {named ? '' : 'At most 63 lower case letters, digits and "-", with a letter or digit at both ends.'}
      </span>
    </div>
  )
}
