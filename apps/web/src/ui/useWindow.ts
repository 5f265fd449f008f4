import { type RefObject, useLayoutEffect, useState } from 'react'
import { flushSync } from 'react-dom'

/** Rows drawn beyond what is seen, on both sides. */
const OVERSCAN = 8
/** The window moves in steps of this many rows, so that most scrolling draws nothing. */
const STEP = 4
/** Before anything was measured (px). */
const UNMEASURED = 800

type Options = { readonly scroller: RefObject<HTMLElement | null>; readonly count: number; readonly rowPx: number }

/** Which of many rows of one height are drawn. */
export function useWindow({ scroller, count, rowPx }: Options) {
  const [range, setRange] = useState({ first: 0, rows: rowsIn(UNMEASURED, rowPx) })

  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const measured = () => ({
      first: Math.max(0, Math.floor(element.scrollTop / rowPx / STEP) * STEP - OVERSCAN),
      rows: rowsIn(element.clientHeight === 0 ? UNMEASURED : element.clientHeight, rowPx),
    })
    const measure = () => {
      const next = measured()
      setRange((before) => (before.first === next.first && before.rows === next.rows ? before : next))
    }
    // In the frame that scrolls: a frame later the reader would see the ground between the rows.
    const scrolled = () => flushSync(measure)
    measure()
    element.addEventListener('scroll', scrolled, { passive: true })
    const resized = new ResizeObserver(measure)
    resized.observe(element)
    return () => {
      element.removeEventListener('scroll', scrolled)
      resized.disconnect()
    }
  }, [scroller, rowPx])

  const last = Math.min(count, range.first + range.rows)
  const first = Math.min(range.first, Math.max(0, last - range.rows))
  return { first, last, height: count * rowPx }
}

function rowsIn(height: number, rowPx: number): number {
  return Math.ceil(height / rowPx) + STEP + 2 * OVERSCAN
}
