import { useSyncExternalStore } from 'react'
import { Button } from './Button.tsx'
import type { RowOrder } from './RowOrder.ts'
import type { Identified } from './RowState.ts'

/** Says that rows wait for the hand to leave, how many, and lets them go. */
export function HoldNote<Row extends Identified>({ order, onResume }: { order: RowOrder<Row>; onResume?: () => void }) {
  useSyncExternalStore(order.subscribe, () => order.version)
  if (order.paused) {
    return (
      <span className="chip" data-tone="attention" data-held="paused">
        Paused · {count(order.missed, 'change')} waiting
        {onResume && (
          <Button kind="link" onClick={onResume}>
            Resume
          </Button>
        )}
      </span>
    )
  }
  if (order.waiting === 0) return null
  return (
    <span className="chip" data-held="order">
      Order held while you point here · {count(order.waiting, 'move')} waiting
      <Button kind="link" onClick={() => order.place()}>
        Apply
      </Button>
    </span>
  )
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`
}
