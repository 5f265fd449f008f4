import { type RefObject, useEffect, useRef } from 'react'

/** What has the keyboard may leave with its row: then the part that it was in takes it, so that the next Tab goes on from there. */
export function useFocusKept<E extends HTMLElement>(): { readonly ref: RefObject<E | null>; readonly onFocus: () => void; readonly onBlur: () => void } {
  const ref = useRef<E>(null)
  const inside = useRef(false)
  useEffect(() => {
    // React tells nobody of a blur that it caused itself.
    if (inside.current && document.activeElement === document.body) ref.current?.focus()
  })
  return {
    ref,
    onFocus: () => {
      inside.current = true
    },
    onBlur: () => {
      inside.current = false
    },
  }
}
