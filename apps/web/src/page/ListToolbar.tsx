import type { ReactNode } from 'react'
import { Button } from '../ui/Button.tsx'
import { FilterField } from '../ui/FilterField.tsx'
import { Kbd } from '../ui/Kbd.tsx'

type Props = {
  readonly view: {
    readonly typed: string
    readonly type: (value: string, done: boolean) => void
    readonly wide: boolean
    readonly toggleWide: () => void
    readonly paused: boolean
    readonly pause: () => void
  }
  readonly hasWide: boolean
  readonly placeholder: string
  readonly children?: ReactNode
}

export function ListToolbar({ view, hasWide, placeholder, children }: Props) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <FilterField value={view.typed} placeholder={placeholder} onChange={view.type} />
      {children}
      {hasWide ? (
        <Button aria-pressed={view.wide} onClick={view.toggleWide}>
          Wide
        </Button>
      ) : null}
      <Button aria-pressed={view.paused} onClick={view.pause}>
        {view.paused ? 'Resume' : 'Pause updates'} <Kbd>p</Kbd>
      </Button>
    </div>
  )
}
