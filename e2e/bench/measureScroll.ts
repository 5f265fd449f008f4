import type { Measure } from './Measure.ts'
import type { Live } from './measureChurn.ts'
import type { Rig } from './Rig.ts'
import { percentile } from './statistics.ts'

const SECONDS = 4
const CHURN_PER_SECOND = 100

/** Frames while the table is scrolled by 120 px in each of them, with 100 events/s meanwhile, against an empty page scrolled the same way. */
export async function measureScroll({ load, floorPage }: Rig, { page }: Live): Promise<readonly Measure[]> {
  await load.start(CHURN_PER_SECOND, SECONDS * 3)
  try {
    const scrolled = await page.frames(SECONDS, true)
    const idle = await page.frames(SECONDS / 2, false)
    const floor = { what: 'empty page scrolled', value: percentile(await floorPage.frames(SECONDS), 0.99) }
    return [
      { name: 'frame p99 while scrolling', unit: 'ms', value: percentile(scrolled, 0.99), floor },
      { name: 'frame p50 while scrolling', unit: 'ms', value: percentile(scrolled, 0.5) },
      { name: 'frame p99 not scrolling', unit: 'ms', value: percentile(idle, 0.99), floor },
    ]
  } finally {
    await load.stop()
  }
}
