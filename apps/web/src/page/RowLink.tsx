import type { ReactNode } from 'react'

/** A link inside a row: opened in a new tab it is an address, pressed it does what `onOpen` says. */
export function RowLink({ href, onOpen, children }: { href: string; onOpen: () => void; children: ReactNode }) {
  return (
    <a
      href={href}
      tabIndex={-1}
      className="min-w-0 text-text no-underline hover:underline"
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return
        event.preventDefault()
        onOpen()
      }}
    >
      {children}
    </a>
  )
}
