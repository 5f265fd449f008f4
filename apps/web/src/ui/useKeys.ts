import { useEffect, useEffectEvent } from 'react'

/** What a key does: by `KeyboardEvent.key`, with `Shift+` before letters that need it, e.g. `/`, `p`, `Shift+C`. */
export type KeyMap = Readonly<Record<string, (event: KeyboardEvent) => void>>

const always = () => true
const FIELDS = 'input:not([type=checkbox]), textarea, select, [contenteditable]'

/** Single keys of a page. They never fire in fields or while a dialog is open, nor with Ctrl, Alt or Meta, nor when something closer used the key. */
export function useKeys(keys: KeyMap, when: () => boolean = always): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return
    const inField = event.target instanceof Element && event.target.closest(FIELDS) !== null
    if (inField || document.querySelector('dialog:modal') !== null) return
    const run = keys[event.shiftKey && /^[A-Z]$/.test(event.key) ? `Shift+${event.key}` : event.key]
    if (!run || !when()) return
    event.preventDefault()
    run(event)
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}
