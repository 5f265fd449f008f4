import type { ClipboardEvent } from 'react'
import { Button } from '../../ui/Button.tsx'
import type { DraftRow, DraftValue } from './Draft.ts'
import { Field } from './Field.tsx'
import { pastedLines } from './pastedLines.ts'
import { ValueField } from './ValueField.tsx'

type Props = {
  readonly row: DraftRow
  readonly faults: { readonly key: string | null; readonly value: string | null }
  readonly hidden: boolean
  readonly onChange: (change: { key?: string; value?: DraftValue }) => void
  readonly onRows: (rows: { key: string; value: DraftValue }[]) => void
  readonly onRemove: (() => void) | null
  /** Reads the value that the cluster has, to start from it. */
  readonly onLoad?: () => void
}

/** One key and its value. `key=value` lines that are pasted into the key become rows. */
export function DraftRowFields({ row, faults, hidden, onChange, onRows, onRemove, onLoad }: Props) {
  const paste = (event: ClipboardEvent) => {
    const lines = pastedLines(event.clipboardData.getData('text/plain'))
    if (lines === null) return
    event.preventDefault()
    onRows(lines.map(({ key, value }) => ({ key, value: { from: 'text', text: value } })))
  }
  return (
    <li className="config-row" data-key={row.key}>
      <Field label="Key" fault={faults.key}>
        {(given) => (
          <input
            {...given}
            className="field font-mono text-mono"
            value={row.key}
            readOnly={row.fixed}
            onPaste={paste}
            onChange={(event) => onChange({ key: event.target.value })}
            spellCheck={false}
            autoComplete="off"
          />
        )}
      </Field>
      <ValueField
        name={row.key}
        value={row.value}
        fault={faults.value}
        hidden={hidden}
        onChange={(value) => onChange({ value })}
        {...(onLoad ? { onLoad } : {})}
      />
      <Button
        kind="quiet"
        className="mt-[22px]"
        onClick={onRemove ?? undefined}
        disabledReason={onRemove === null ? 'This type needs this key.' : null}
        aria-label={`Remove key ${row.key}`}
      >
        Remove
      </Button>
    </li>
  )
}
