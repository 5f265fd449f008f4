import { type ReactNode, type RefObject, useEffect, useId, useRef } from 'react'

type Props = {
  readonly title: ReactNode
  readonly onClose: () => void
  /** What gets the keyboard first; for anything that destroys, Cancel. */
  readonly initialFocus?: RefObject<HTMLElement | null>
  readonly children: ReactNode
  readonly className?: string
}

/** A modal dialog on the native element: open while mounted, Escape closes, the focus goes back where it was, or to what that was in if it has left meanwhile. */
export function Dialog({ title, onClose, initialFocus, children, className = '' }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => {
    const before = document.activeElement
    const around = before?.parentElement?.closest('[tabindex]')
    const element = dialog.current
    if (element && !element.open) element.showModal()
    initialFocus?.current?.focus()
    return () => {
      element?.close()
      const back = [before, around].find((one) => one instanceof HTMLElement && one.isConnected)
      if (back instanceof HTMLElement) back.focus({ preventScroll: true })
    }
  }, [initialFocus])
  return (
    <dialog
      ref={dialog}
      className={`dialog ${className}`}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose()
      }}
    >
      <h2 id={heading} className="text-section font-semibold">
        {title}
      </h2>
      {children}
    </dialog>
  )
}
