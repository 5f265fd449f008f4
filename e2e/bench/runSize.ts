import type { Browser } from '@playwright/test'
import { startControlPlane } from '../clusters/ControlPlane.ts'
import { Apiserver } from './Apiserver.ts'
import { BinnacleServer } from './BinnacleServer.ts'
import { DashboardPage } from './DashboardPage.ts'
import { FloorPage } from './FloorPage.ts'
import { emptyNodeMB } from './floors.ts'
import { freePortRange } from './freePorts.ts'
import { Helper } from './Helper.ts'
import { Load } from './Load.ts'
import type { Measure, SizeResult } from './Measure.ts'
import { type Live, measureChurn } from './measureChurn.ts'
import { measureFirstLoad } from './measureFirstLoad.ts'
import { measureLoading } from './measureLoading.ts'
import { measureScroll } from './measureScroll.ts'
import { SharingMeter } from './measureSharing.ts'
import type { Options } from './options.ts'
import { ProbePods } from './ProbePods.ts'
import { residentMB } from './processUsage.ts'
import { progress } from './progress.ts'
import type { ClientsAnswer, ClientsRequest } from './protocolClients.ts'
import { BROWSERS, CONTEXT, PODS_PAGE, type Rig } from './Rig.ts'
import { temporaryFolder } from './temporaryFolder.ts'

const PORTS = 8

/** Everything about one cluster size, on a control plane of its own that is gone afterwards. */
export async function runSize(browser: Browser, pods: number, options: Options): Promise<SizeResult> {
  const folder = temporaryFolder()
  progress(`${pods} pods: etcd and apiserver`)
  const controlPlane = await startControlPlane({ dir: folder.path, portBase: await freePortRange(PORTS), controllers: false })
  const apiserver = new Apiserver(controlPlane.server, folder.path)
  const load = new Load(controlPlane)
  const floorPage = await FloorPage.serve(browser)
  try {
    progress(`${pods} pods: seeding`)
    await load.seed(pods)
    const probes = new ProbePods(apiserver)
    await probes.create()
    const rig: Rig = { controlPlane, apiserver, load, browser, floorPage, probes, total: await apiserver.countPods() }
    progress(`${pods} pods: cold and warm`)
    const loading = await measureLoading(rig)
    const living = await measureLive(rig, options)
    return { pods, total: rig.total, measures: [...loading.measures, ...living.measures], notes: [...loading.notes, ...living.notes] }
  } finally {
    await load.stop()
    await floorPage.close()
    apiserver.close()
    await controlPlane.stop()
    folder.remove()
  }
}

async function measureLive(rig: Rig, { rates, seconds }: Options): Promise<{ measures: readonly Measure[]; notes: readonly string[] }> {
  const sharing = await SharingMeter.begin(rig.apiserver)
  const { server } = await BinnacleServer.start(rig.controlPlane.kubeconfig)
  const { origin, bearer } = server
  const clients = new Helper<ClientsRequest, ClientsAnswer>('protocolClients.ts')
  try {
    const page = await DashboardPage.open(rig.browser, { origin, bearer, path: PODS_PAGE, rows: rig.total })
    await page.full()
    await sharing.read(1)
    const firstLoad = await measureFirstLoad(page, origin)
    await clients.ask({ open: { origin, bearer, context: CONTEXT, clients: BROWSERS - 1 } })
    await sharing.read(BROWSERS)
    const offset = await page.clockOffset()
    const notes = [`the page's clock is ${offset.ms.toFixed(2)} ms ahead of the driver's (± ${offset.within.toFixed(2)})`]
    const measures: Measure[] = []
    const live: Live = { server, page, clients }
    for (const rate of rates) {
      progress(`${rig.total} pods: ${rate} events/s`)
      const churn = await measureChurn(rig, live, { rate, seconds })
      measures.push(...churn.measures)
      notes.push(...churn.notes)
    }
    progress(`${rig.total} pods: scrolling`)
    measures.push(...(await measureScroll(rig, live)), ...(await measureMemory(live)), ...sharing.measures, ...firstLoad)
    await page.close()
    return { measures, notes }
  } finally {
    await clients.stop()
    await server.stop()
  }
}

async function measureMemory({ server, page }: Live): Promise<readonly Measure[]> {
  const { now, peak } = residentMB(server.pid)
  const floor = { what: 'Node that does nothing', value: await emptyNodeMB() }
  return [
    { name: 'BFF memory, peak', unit: 'MB', value: peak, floor, mark: 150 },
    { name: 'BFF memory, at the end', unit: 'MB', value: now, floor },
    { name: 'tab heap after a collection', unit: 'MB', value: await page.heapMB() },
  ]
}
