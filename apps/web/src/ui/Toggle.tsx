import type { ReactNode } from 'react'

type Props = {
  readonly on: boolean
  readonly onPress: () => void
  readonly hint?: string
  readonly off?: string | null
  readonly lit?: boolean
  readonly children: ReactNode
}

/** `off`: why it cannot be pressed now; it stays reachable, so that everybody can find out. */
export function Toggle({ on, onPress, hint, off = null, lit = false, children }: Props) {
  return (
    <button
      type="button"
      aria-pressed={on}
      aria-disabled={off !== null || undefined}
      data-lit={lit || undefined}
      aria-keyshortcuts={hint}
      title={off ?? (hint === undefined ? undefined : `Key: ${hint}`)}
      onClick={off === null ? onPress : undefined}
      className="toggle"
    >
      {children}
    </button>
  )
}
