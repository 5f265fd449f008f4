import { useId } from 'react'
import { FieldFault } from '../../page/FieldFault.tsx'
import { causeFault } from './causeFault.ts'

/** Why this is done: written to the history, where kubectl shows it as CHANGE-CAUSE. */
export function CauseField({ value, placeholder, onChange }: { value: string; placeholder: string; onChange: (text: string) => void }) {
  const id = useId()
  const fault = causeFault(value)
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id}>
        Change cause <span className="text-muted">(for the history; may be left empty)</span>
      </label>
      <input
        id={id}
        className="field"
        value={value}
        placeholder={placeholder}
        autoComplete="off"
        aria-invalid={fault !== null}
        aria-describedby={`${id}-fault`}
        onChange={(event) => onChange(event.target.value)}
      />
      <FieldFault id={`${id}-fault`} fault={fault} />
    </div>
  )
}
