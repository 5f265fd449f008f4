import { type DragEvent, type KeyboardEvent, useRef, useState } from 'react'

type Props = {
  readonly text: string
  readonly onText: (text: string) => void
  readonly onCheck: () => void
  readonly onFiles: (files: readonly File[]) => void
  /** Lines with a fault, counted from 1. */
  readonly faults: readonly number[]
  /** The id of what is said about the text. */
  readonly describedBy: string
  readonly invalid: boolean
}

const INDENT = '  '

/**
 * A plain field for YAML: numbered lines, faulty ones marked. Tab indents; Escape lets the next Tab leave the field, so that nobody is caught in it. Ctrl+Enter checks. Files may be dropped on it.
 */
export function YamlField({ text, onText, onCheck, onFiles, faults, describedBy, invalid }: Props) {
  const behind = useRef<HTMLDivElement>(null)
  const leaving = useRef(false)
  const [over, setOver] = useState(false)
  const count = text.split('\n').length
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const mayLeave = leaving.current
    leaving.current = event.key === 'Escape' || (mayLeave && event.key === 'Shift')
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      onCheck()
    }
    if (event.key !== 'Tab' || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey || mayLeave) return
    event.preventDefault()
    if (!insert(event.currentTarget, INDENT)) onText(event.currentTarget.value)
  }
  const onDrop = (event: DragEvent<HTMLElement>) => {
    setOver(false)
    if (event.dataTransfer.files.length === 0) return
    event.preventDefault()
    onFiles([...event.dataTransfer.files])
  }
  return (
    <div className="yaml-field" data-over={over || undefined}>
      <div className="yaml-behind" aria-hidden="true">
        <div ref={behind} className="yaml-moved">
          {faults.map((line) => (
            <div key={line} className="yaml-fault" style={{ top: `calc(var(--yaml-line) * ${line - 1})` }} />
          ))}
          <pre className="yaml-numbers">{Array.from({ length: count }, (_, index) => index + 1).join('\n')}</pre>
        </div>
      </div>
      <textarea
        className="yaml-text"
        aria-label="YAML"
        aria-describedby={describedBy}
        aria-invalid={invalid || undefined}
        value={text}
        wrap="off"
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        placeholder="Paste YAML or JSON, or drop files here"
        onChange={(event) => onText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={() => (leaving.current = false)}
        onScroll={({ currentTarget }) => behind.current?.style.setProperty('transform', `translateY(${-currentTarget.scrollTop}px)`)}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      />
    </div>
  )
}

/** As if typed, so that the browser's own undo takes it back; false where the browser cannot, and only the field holds it then. */
function insert(field: HTMLTextAreaElement, text: string): boolean {
  if (typeof document.execCommand === 'function' && document.execCommand('insertText', false, text)) return true
  field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end')
  return false
}
