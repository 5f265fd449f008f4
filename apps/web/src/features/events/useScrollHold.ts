import type { EventRow } from '@binnacle/shared'
import { type UIEvent, useRef, useSyncExternalStore } from 'react'
import type { RowOrder } from '../../ui/RowOrder.ts'

/** So near the top (px) the newest row is in view. */
const NEAR = 8

/** While the reader is away from the newest rows nothing moves; `held` counts what waits, and `toNewest` goes there and lets it in. */
export const useScrollHold = (order: RowOrder<EventRow>) => {
  const held = useSyncExternalStore(
    (listener) => order.subscribe(listener),
    () => order.waiting,
  )
  const area = useRef<HTMLDivElement>(null)
  return {
    held,
    area,
    onScroll: (event: UIEvent): void => {
      if (event.target instanceof Element) order.hold('scroll', event.target.scrollTop > NEAR)
    },
    toNewest: (): void => {
      order.place()
      area.current?.querySelector('[role=grid]')?.scrollTo({ top: 0 })
    },
  }
}
