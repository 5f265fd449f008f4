import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { type Option, PickOption } from './PickOption.tsx'

type Props = {
  /** What the field filters. */
  readonly label: string
  readonly options: readonly Option[]
  readonly chosen: readonly string[]
  /** Enter, or a press on the row: this one alone. */
  readonly onChoose: (value: string) => void
  /** With it several may be chosen: a press on the box, or Ctrl+Enter, adds or takes away. */
  readonly onToggle?: (value: string) => void
  /** With it a text that is no option may be given. */
  readonly onText?: (text: string) => void
  readonly textWords?: (text: string) => string
  readonly note?: string
}

/** A list to pick from, with a field that narrows it: arrows walk, Enter picks. */
export function PickList({ label, options, chosen, onChoose, onToggle, onText, textWords, note }: Props) {
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const wanted = text.trim().toLowerCase()
  const found = options.filter((option) => option.text.toLowerCase().includes(wanted))
  const free = onText && wanted !== '' && !options.some((option) => option.value === text.trim()) ? text.trim() : null
  const active = Math.min(at, Math.max(0, found.length - 1 + (free === null ? 0 : 1)))
  useEffect(() => field.current?.focus(), [])
  useEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, active])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt(Math.min(active + 1, found.length - (free === null ? 1 : 0)))
    else if (event.key === 'ArrowUp') setAt(Math.max(0, active - 1))
    else if (event.key === 'Enter') pick(event.ctrlKey || event.metaKey)
    else return
    event.preventDefault()
  }
  const pick = (several: boolean) => {
    const option = found[active]
    if (option && several) onToggle?.(option.value)
    else if (option) onChoose(option.value)
    else if (free !== null) onText?.(free)
  }
  return (
    <div className="flex min-w-72 flex-col gap-1.5">
      <input
        ref={field}
        className="field"
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={`${id}-${active}`}
        placeholder={label}
        value={text}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        onChange={(event) => {
          setText(event.target.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      {note && <p className="px-2 text-muted">{note}</p>}
      <ul id={id} role="listbox" aria-label={label} aria-multiselectable={onToggle !== undefined} className="max-h-80 overflow-auto">
        {found.map((option, index) => (
          <PickOption
            key={option.value}
            id={`${id}-${index}`}
            option={option}
            active={index === active}
            chosen={chosen.includes(option.value)}
            onChoose={onChoose}
            onToggle={onToggle}
          />
        ))}
        {free !== null && (
          <li
            id={`${id}-${found.length}`}
            role="option"
            aria-selected={false}
            className="menu-item"
            data-active={active === found.length || undefined}
            onClick={() => onText?.(free)}
          >
            {textWords?.(free) ?? free}
          </li>
        )}
      </ul>
      {found.length === 0 && free === null && <p className="px-2 pb-1 text-muted">Nothing matches.</p>}
    </div>
  )
}
