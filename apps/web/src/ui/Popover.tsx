import { type KeyboardEvent, type ReactNode, type RefObject, useEffectEvent, useLayoutEffect, useRef } from 'react'

type Props = {
  /** The element it belongs to: it opens below it, or above where there is no room. */
  readonly anchor: Element | RefObject<Element | null> | null
  readonly label: string
  readonly role?: 'dialog' | 'alertdialog' | 'menu' | 'listbox'
  readonly onClose: () => void
  readonly initialFocus?: RefObject<HTMLElement | null>
  readonly onKeyDown?: (event: KeyboardEvent) => void
  readonly children: ReactNode
  readonly className?: string
}

const GAP = 6
const MARGIN = 12

/** A small surface at an element, on the native popover: open while mounted, closed by Escape and by a press outside; the focus goes back where it was. */
export function Popover({ anchor, label, role = 'dialog', onClose, initialFocus, onKeyDown, children, className = '' }: Props) {
  const surface = useRef<HTMLDivElement>(null)
  const close = useEffectEvent(onClose)
  useLayoutEffect(() => {
    const element = surface.current
    if (!element) return
    const before = document.activeElement
    element.showPopover?.()
    place(element, anchor && 'current' in anchor ? anchor.current : anchor)
    const first = initialFocus?.current ?? element
    first.focus({ preventScroll: true })
    const toggled = (event: Event) => {
      if (event instanceof ToggleEvent && event.newState === 'closed') close()
    }
    element.addEventListener('toggle', toggled)
    return () => {
      element.removeEventListener('toggle', toggled)
      if (!element.contains(document.activeElement) || !(before instanceof HTMLElement)) return
      // After React is done: it hears no focus while it changes the page.
      queueMicrotask(() => before.isConnected && before.focus({ preventScroll: true }))
    }
  }, [anchor, initialFocus])
  const press = (event: KeyboardEvent) => {
    onKeyDown?.(event)
    event.stopPropagation()
    if (event.key !== 'Escape') return
    event.preventDefault()
    onClose()
  }
  return (
    <div
      ref={surface}
      popover="auto"
      role={role}
      aria-label={label}
      tabIndex={-1}
      className={`popover ${className}`}
      onKeyDown={press}
      onClick={(event) => event.stopPropagation()}
    >
      {children}
    </div>
  )
}

function place(element: HTMLElement, anchor: Element | null): void {
  if (!anchor) return
  const at = anchor.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = element
  const below = at.bottom + GAP + height + MARGIN <= window.innerHeight || at.top < height + GAP + MARGIN
  const left = Math.max(MARGIN, Math.min(at.left, window.innerWidth - width - MARGIN))
  element.style.left = `${left}px`
  element.style.top = `${below ? Math.min(at.bottom + GAP, window.innerHeight - height - MARGIN) : at.top - GAP - height}px`
}
