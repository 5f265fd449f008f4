import type { NamespaceRow } from '@binnacle/shared'
import type { ReactNode } from 'react'
import { useRows } from '../../topics/useRows.ts'
import { useTopic } from '../../topics/useTopic.ts'
import { Button } from '../../ui/Button.tsx'
import { cleanedName } from './draftFaults.ts'
import { Field } from './Field.tsx'

type Named = { readonly namespace: string; readonly name: string }
type Props = { readonly named: Named; readonly fault: string | null; readonly onChange: (change: Partial<Named>) => void; readonly children: ReactNode }

/** Where it will be, and what it is called. Namespaces can be typed too: not everybody may list them. */
export function NameFields({ named, fault, onChange, children }: Props) {
  const namespaces = useRows<NamespaceRow>(useTopic('namespaces', {}).collection)
  const cleaned = fault === null ? null : cleanedName(named.name)
  const note =
    cleaned === null ? null : (
      <span>
        <Button kind="link" onClick={() => onChange({ name: cleaned })}>
          Use {cleaned}
        </Button>
      </span>
    )
  return (
    <div className="grid max-w-[720px] grid-cols-2 items-start gap-x-3 gap-y-1">
      <Field label="Namespace" fault={named.namespace === '' ? 'A namespace is needed.' : null}>
        {(given) => (
          <input
            {...given}
            className="field"
            list="config-namespaces"
            value={named.namespace}
            onChange={(event) => onChange({ namespace: event.target.value })}
            spellCheck={false}
            autoComplete="off"
          />
        )}
      </Field>
      <Field label="Name" fault={fault} note={note}>
        {(given) => (
          <input
            {...given}
            className="field"
            value={named.name}
            onChange={(event) => onChange({ name: event.target.value })}
            spellCheck={false}
            autoComplete="off"
          />
        )}
      </Field>
      <datalist id="config-namespaces">
        {namespaces.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <div className="col-span-2">{children}</div>
    </div>
  )
}
