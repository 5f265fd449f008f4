import { BinnacleServer } from './BinnacleServer.ts'
import { DashboardPage } from './DashboardPage.ts'
import { parseTenMB } from './floors.ts'
import type { Measure } from './Measure.ts'
import { PODS_PAGE, type Rig } from './Rig.ts'
import { median } from './statistics.ts'

const RUNS = 5

export interface Loaded {
  measures: readonly Measure[]
  notes: readonly string[]
}

/** From nothing, and from a BFF that has its rows already, to a page with every row. Each run beside its floors, so that all of them see the same noise. */
export async function measureLoading(rig: Rig): Promise<Loaded> {
  const times: Record<'list' | 'empty' | 'listen' | 'cold' | 'warm', number[]> = { list: [], empty: [], listen: [], cold: [], warm: [] }
  let listBytes = 0
  for (let run = 0; run < RUNS; run += 1) {
    const list = await rig.apiserver.discard('/api/v1/pods')
    listBytes = list.bytes
    times.list.push(list.ms)
    times.empty.push(await rig.floorPage.load())
    const { server, bornAt } = await BinnacleServer.start(rig.controlPlane.kubeconfig)
    try {
      times.listen.push(performance.timeOrigin + performance.now() - bornAt)
      times.cold.push((await openAndClose(rig, server)).fullAt - bornAt)
      const { fullAt, openedAt } = await openAndClose(rig, server)
      times.warm.push(fullAt - openedAt)
    } finally {
      await server.stop()
    }
  }
  const list = median(times.list)
  return {
    measures: [
      { name: 'cold: start of the BFF → every row', unit: 'ms', value: median(times.cold), floor: { what: 'bare JSON LIST', value: list }, mark: 1500 },
      { name: 'warm: new page → every row', unit: 'ms', value: median(times.warm), floor: { what: 'empty page', value: median(times.empty) } },
      { name: 'floor: JSON.parse of 10 MB', unit: 'ms', value: parseTenMB() },
    ],
    notes: [
      `LIST of all pods ${(listBytes / 1e6).toFixed(1)} MB; the BFF listens ${median(times.listen).toFixed(0)} ms after its start`,
      `single runs (ms): cold ${all(times.cold)} · warm ${all(times.warm)} · LIST ${all(times.list)} · empty page ${all(times.empty)}`,
    ],
  }
}

async function openAndClose({ browser, total }: Rig, { origin, bearer }: BinnacleServer): Promise<{ openedAt: number; fullAt: number }> {
  const page = await DashboardPage.open(browser, { origin, bearer, path: PODS_PAGE, rows: total })
  try {
    return { openedAt: page.openedAt, fullAt: await page.full() }
  } finally {
    await page.close()
  }
}

function all(values: readonly number[]): string {
  return values.map((value) => value.toFixed(0)).join(' ')
}
