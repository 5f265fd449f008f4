import type { ClipboardEvent, ReactNode } from 'react'
import { Button } from '../../ui/Button.tsx'
import type { DraftValue } from './Draft.ts'
import { Field } from './Field.tsx'
import { useFocusOnText } from './useFocusOnText.ts'
import { ValueNotes } from './ValueNotes.tsx'

/** A longer text is not looked through for what is worth a note. */
const MAX_NOTED = 100_000
const MAX_LINES = 12

type Props = {
  /** Its key. */
  readonly name: string
  readonly value: DraftValue
  readonly fault: string | null
  readonly hidden: boolean
  readonly onChange: (value: DraftValue) => void
  readonly onLoad?: () => void
}

/** The value of one key: text to type, bytes of a file, or what the cluster has and nobody reads for this. */
export function ValueField({ name, value, fault, hidden, onChange, onLoad }: Props) {
  const empty = { from: 'text', text: '' } as const
  const field = useFocusOnText(value.from)
  if (value.from === 'file') {
    return (
      <Held label={`${value.bytes.length.toLocaleString('en')} bytes of ${value.name}`} fault={fault}>
        <Button kind="link" onClick={() => onChange(empty)}>
          Type it instead
        </Button>
      </Held>
    )
  }
  if (value.from === 'kept') {
    return (
      <Held label={`${value.bytes.toLocaleString('en')} bytes, kept as they are`} fault={fault}>
        <Button kind="link" onClick={() => onChange(empty)} aria-label={`New value of ${name}`}>
          New value
        </Button>
        {onLoad ? (
          <Button kind="link" onClick={onLoad} aria-label={`Edit the value of ${name}`}>
            Edit this one
          </Button>
        ) : null}
      </Held>
    )
  }
  const { text } = value
  // A text field would silently turn CR LF into LF and drop NUL: what holds them is kept as bytes.
  const paste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const pasted = event.clipboardData.getData('text/plain')
    if (!/[\r\0]/.test(pasted)) return
    event.preventDefault()
    const { selectionStart, selectionEnd } = event.currentTarget
    const whole = text.slice(0, selectionStart) + pasted + text.slice(selectionEnd)
    onChange({ from: 'file', name: 'what was pasted', bytes: new TextEncoder().encode(whole) })
  }
  return (
    <Field label="Value" fault={fault} note={text.length <= MAX_NOTED && fault === null ? <ValueNotes text={text} id={`notes-${name}`} /> : null}>
      {(given) => (
        <textarea
          {...given}
          ref={field}
          className={`field min-h-[30px] font-mono text-mono ${hidden && text !== '' ? 'config-hidden' : ''}`}
          aria-label={name === '' ? 'Value' : `Value of ${name}`}
          rows={Math.min(MAX_LINES, text.split('\n', MAX_LINES).length)}
          value={text}
          onPaste={paste}
          onChange={(event) => onChange({ from: 'text', text: event.target.value })}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
        />
      )}
    </Field>
  )
}

function Held({ label, fault, children }: { label: string; fault: string | null; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <span className="text-meta text-muted">Value</span>
      <span className="flex min-h-[30px] flex-wrap items-center gap-x-2">
        <span className="min-w-0 break-all">{label}</span>
        {children}
      </span>
      {fault === null ? null : (
        <p className="text-fail-text" data-fault>
          {fault}
        </p>
      )}
    </div>
  )
}
