import { type RefObject, useEffect, useRef } from 'react'
import type { DraftValue } from './Draft.ts'

/** A value that becomes text to type takes the keyboard: the button that was pressed for it is gone. */
export function useFocusOnText(from: DraftValue['from']): RefObject<HTMLTextAreaElement | null> {
  const field = useRef<HTMLTextAreaElement>(null)
  const before = useRef(from)
  useEffect(() => {
    if (from === 'text' && before.current !== 'text') field.current?.focus()
    before.current = from
  }, [from])
  return field
}
