import { useEffect, useRef, useState } from 'react'
import { Kbd } from './Kbd.tsx'
import { useTime } from './Time.ts'
import { useKeys } from './useKeys.ts'

/** Typing filters at once; it becomes a step of the history after this pause (ms). */
const COMMIT_MS = 600

type Props = {
  readonly value: string
  readonly placeholder: string
  /** While typing: `commit` false. On Enter and after a pause: true. */
  readonly onChange: (value: string, commit: boolean) => void
}

/** Plain-text filter, reached with `/`. Escape clears, then leaves. */
export function FilterField({ value, placeholder, onChange }: Props) {
  const time = useTime()
  const input = useRef<HTMLInputElement>(null)
  const pending = useRef<() => void>(() => undefined)
  const [draft, setDraft] = useState(value)
  const [committed, setCommitted] = useState(value)
  if (value !== committed) {
    setCommitted(value)
    setDraft(value)
  }
  useEffect(() => () => pending.current(), [])
  useKeys({ '/': () => input.current?.focus() })

  const change = (text: string, commit: boolean) => {
    pending.current()
    setDraft(text)
    setCommitted(text)
    onChange(text, commit)
    if (!commit) pending.current = time.after(COMMIT_MS, () => onChange(text, true))
  }
  return (
    <label className="relative flex grow">
      <span className="sr-only">Filter</span>
      <input
        ref={input}
        type="search"
        className="field pr-9"
        value={draft}
        placeholder={placeholder}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        onChange={(event) => change(event.target.value, false)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') change(draft, true)
          if (event.key !== 'Escape') return
          event.preventDefault()
          if (draft === '') input.current?.blur()
          else change('', true)
        }}
      />
      {draft === '' && (
        <span aria-hidden="true" className="pointer-events-none absolute top-[5px] right-2">
          <Kbd>/</Kbd>
        </span>
      )}
    </label>
  )
}
