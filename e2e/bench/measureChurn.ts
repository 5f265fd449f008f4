import { setTimeout as pause } from 'node:timers/promises'
import type { BinnacleServer } from './BinnacleServer.ts'
import type { DashboardPage } from './DashboardPage.ts'
import type { WatchAnswer, WatchRequest } from './discardingWatch.ts'
import { Helper } from './Helper.ts'
import type { Measure } from './Measure.ts'
import { latencies, PROBE_NAMESPACE, type Probe } from './ProbePods.ts'
import { cpuMs } from './processUsage.ts'
import type { ClientsAnswer, ClientsRequest } from './protocolClients.ts'
import { BROWSERS, type Rig } from './Rig.ts'
import { percentile } from './statistics.ts'

export interface Live {
  server: BinnacleServer
  page: DashboardPage
  clients: Helper<ClientsRequest, ClientsAnswer>
}

const WARM_UP_MS = 1500
/** A change that is not seen after this is counted as not seen. */
const SETTLE_MS = 1000
/** A bare watch that sees fewer changes in that time shows that the apiserver itself has fallen behind the churn. */
const LEAST_SHARE = 0.9
/** Marks of the issue, at this rate. */
const MARKED_RATE = 100
const CLIENTS = BROWSERS - 1

interface Window {
  events: number
  seconds: number
  serverCpuMs: number
  tabMs: number
  wire: ClientsAnswer
  probes: readonly Probe[]
}

/** One rate: a window with Binnacle alone, then, under the same churn, the floors. */
export async function measureChurn(
  rig: Rig,
  live: Live,
  { rate, seconds }: { rate: number; seconds: number },
): Promise<{ measures: readonly Measure[]; notes: readonly string[] }> {
  await rig.load.start(rate, seconds * 3 + 30)
  try {
    await pause(WARM_UP_MS)
    const window = await observe(rig, live, seconds)
    const floor = await observeFloors(rig, Math.max(4, seconds / 2))
    const shown = latencies(window.probes, await live.page.seen())
    const note = noteOf({ rate, window, shown })
    if (isOverrun(floor)) return { measures: [], notes: [note, overrun(rate, floor)] }
    return { measures: describe({ rate, window, shown, floor }), notes: [note] }
  } finally {
    await rig.load.stop()
  }
}

async function observe(rig: Rig, { server, page, clients }: Live, seconds: number): Promise<Window> {
  await clients.ask({ count: true })
  const before = { revision: await rig.apiserver.revision(), cpu: cpuMs(server.pid), tab: await page.mainThreadMs(), at: performance.now() }
  const probes = await rig.probes.send(seconds)
  const [events, serverCpuMs] = [(await rig.apiserver.revision()) - before.revision, cpuMs(server.pid) - before.cpu]
  const elapsed = (performance.now() - before.at) / 1000
  const wire = await clients.ask({ count: true })
  const tabMs = (await page.mainThreadMs()) - before.tab
  await pause(SETTLE_MS)
  return { events, seconds: elapsed, serverCpuMs, tabMs, wire, probes }
}

interface Floors {
  sent: number
  latencies: readonly number[]
  watchCpuPer1000: number
}

/** A watch of the probed pods that goes straight into an empty page, and a process that reads and discards the watch of all pods. */
async function observeFloors({ apiserver, controlPlane, floorPage, probes }: Rig, seconds: number): Promise<Floors> {
  await floorPage.load()
  const watch = new Helper<WatchRequest, WatchAnswer>('discardingWatch.ts')
  const version = await apiserver.revision()
  const direct = await apiserver.stream(`/api/v1/namespaces/${PROBE_NAMESPACE}/pods?watch=1&resourceVersion=${version}`, (bytes) => {
    const count = /"restartCount":(\d{6})/.exec(String(bytes))?.[1]
    if (count !== undefined) floorPage.send(count)
  })
  try {
    await watch.ask({ start: { server: controlPlane.server, dir: controlPlane.place.dir } })
    await pause(WARM_UP_MS)
    await watch.ask({ count: true })
    const revision = await apiserver.revision()
    const sent = await probes.send(seconds)
    const { cpuMs: used } = await watch.ask({ count: true })
    const events = (await apiserver.revision()) - revision
    await pause(SETTLE_MS)
    return { sent: sent.length, latencies: latencies(sent, await floorPage.seen()), watchCpuPer1000: (used / events) * 1000 }
  } finally {
    direct.stop()
    await watch.stop()
  }
}

function describe({ rate, window, shown, floor }: { rate: number; window: Window; shown: readonly number[]; floor: Floors }): readonly Measure[] {
  const at = `at ${rate} events/s`
  const marked = (mark: number): { mark?: number } => (rate === MARKED_RATE ? { mark } : {})
  const bare = 'watch → empty page'
  const perEvent = (bytes: number): number => bytes / window.events
  return [
    { name: `event → DOM p50 ${at}`, unit: 'ms', value: percentile(shown, 0.5), floor: { what: bare, value: percentile(floor.latencies, 0.5) }, ...marked(25) },
    {
      name: `event → DOM p99 ${at}`,
      unit: 'ms',
      value: percentile(shown, 0.99),
      floor: { what: bare, value: percentile(floor.latencies, 0.99) },
      ...marked(60),
    },
    { name: `changes seen ${at}`, unit: '%', value: (shown.length / window.probes.length) * 100, floor: { what: 'all', value: 100 } },
    { name: `bytes per event and client ${at}`, unit: 'B', value: perEvent(window.wire.bytes / CLIENTS) },
    { name: `the same, each frame deflated ${at}`, unit: 'B', value: perEvent(window.wire.deflated) },
    {
      name: `BFF CPU per 1,000 events ${at}, ${BROWSERS} browsers`,
      unit: 'ms',
      value: (window.serverCpuMs / window.events) * 1000,
      floor: { what: 'read and discard the watch', value: floor.watchCpuPer1000 },
    },
    { name: `tab main thread per second ${at}`, unit: 'ms', value: window.tabMs / window.seconds },
  ]
}

function isOverrun({ sent, latencies }: Floors): boolean {
  return latencies.length < sent * LEAST_SHARE
}

function overrun(rate: number, { sent, latencies }: Floors): string {
  return `at ${rate} events/s the apiserver itself fell behind (a bare watch got ${latencies.length} of ${sent} changes within a second): no figures, the machine is too busy`
}

function noteOf({ rate, window, shown }: { rate: number; window: Window; shown: readonly number[] }): string {
  const { events, seconds, probes, wire } = window
  const real = (events / seconds).toFixed(0)
  return `asked for ${rate} events/s: ${real}/s came in ${seconds.toFixed(1)} s; ${shown.length} of ${probes.length} probes seen; ${wire.frames} frames to each client, ${wire.gaps} gaps`
}
