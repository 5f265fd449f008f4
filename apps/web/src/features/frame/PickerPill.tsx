import { type ReactNode, Suspense, useRef, useState } from 'react'
import { Popover } from '../../ui/Popover.tsx'
import { Chevron } from './Chevron.tsx'

type Props = {
  /** What is picked: "Contexts". */
  readonly what: string
  readonly label: string
  readonly title?: string
  readonly children: ReactNode
  readonly list: (close: () => void) => ReactNode
}

/** A pill of the top bar that opens a list. */
export function PickerPill({ what, label, title, children, list }: Props) {
  const pill = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <>
      <button
        ref={pill}
        type="button"
        className="pill"
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={label}
        title={title}
        onClick={() => setOpen(!open)}
      >
        {children}
        <Chevron />
      </button>
      {open && (
        <Popover anchor={pill} label={what} onClose={close} className="popover-list">
          <Suspense>{list(close)}</Suspense>
        </Popover>
      )}
    </>
  )
}
