import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, type ConsoleMessage, expect, type Page, type Request } from '@playwright/test'
import type { Cluster } from '../clusters/Cluster.ts'
import { demoCluster } from '../clusters/demoCluster.ts'
import { existingCluster } from '../clusters/existingCluster.ts'
import type { Objects } from '../clusters/Objects.ts'
import { objectsOf } from '../clusters/objectsOf.ts'
import { sharedClusterFolder } from '../clusters/sharedClusterFolder.ts'
import { useRealCluster } from '../clusters/useRealCluster.ts'
import { Binnacle } from './Binnacle.ts'

type Fixtures = {
  /** A namespace of this test's own, removed afterwards. */
  namespace: string
  /** kubectl beside the browser, in the test's namespace; throws when it fails. Where there is none, the test is left out, and the report says so. */
  kubectl: (...args: string[]) => Promise<string>
  /** Creates what the YAML says in the test's namespace. */
  apply: (yaml: string) => Promise<void>
  /** A folder of this test's own, removed afterwards. */
  folder: string
  /** Another Binnacle on this kubeconfig, or where none is configured, entered through its link in a browser of its own; both end with the test. */
  enter: (kubeconfig: string | null) => Promise<Entered>
}
export type Entered = { readonly page: Page; readonly binnacle: Binnacle }
type WorkerFixtures = {
  /** The cluster that all journeys share: the real one, or with E2E_CLUSTER=demo a simulated one. */
  cluster: Cluster
  /** Makes and removes that cluster's objects. */
  objects: Objects
  /** One Binnacle on that cluster. */
  binnacle: Binnacle
}

/**
 * The journeys' test. Every page of it enters through the printed link, and fails its test on an error in the console, a violated
 * content-security policy, an exception nobody caught or a request to a host that is not ours.
 */
export const test = base.extend<Fixtures, WorkerFixtures>({
  cluster: [
    async ({ browserName: _ }, use) => {
      const existing = (await existingCluster()) ?? (await demoCluster())
      if (existing) {
        await use(existing)
        return existing.stop?.()
      }
      const { cluster, release } = await useRealCluster(sharedClusterFolder())
      await use(cluster)
      await release()
    },
    { scope: 'worker', timeout: 600_000 },
  ],
  objects: [async ({ cluster }, use) => use(objectsOf(cluster)), { scope: 'worker' }],
  binnacle: [
    async ({ cluster }, use) => {
      const binnacle = new Binnacle(cluster.kubeconfig)
      await binnacle.start()
      await use(binnacle)
      await binnacle.stop()
    },
    { scope: 'worker' },
  ],
  namespace: async ({ objects }, use, info) => {
    const name = `bn-${info.testId.slice(-10).replaceAll(/[^a-z0-9]/g, '')}-${info.workerIndex}`
    await objects.createNamespace(name)
    await use(name)
    await objects.deleteNamespace(name)
  },
  kubectl: async ({ cluster, namespace }, use, info) => {
    info.skip(cluster.kubectlCommand === undefined, 'it acts with kubectl, and this machine has none')
    await use(async (...args) => {
      const { code, stdout, stderr } = await cluster.kubectl('-n', namespace, ...args)
      if (code !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr}`)
      return stdout.trim()
    })
  },
  apply: ({ objects, namespace }, use) => use((yaml) => objects.apply(yaml, namespace)),
  folder: async ({ browserName: _ }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'binnacle-journey-'))
    await use(folder)
    rmSync(folder, { recursive: true, force: true })
  },
  enter: async ({ browser }, use) => {
    const ends: (() => Promise<string[]>)[] = []
    await use(async (kubeconfig) => {
      const binnacle = new Binnacle(kubeconfig)
      const page = await (await browser.newContext()).newPage()
      let faults = (): string[] => []
      ends.push(async () => {
        await page.context().close()
        await binnacle.stop()
        return faults()
      })
      const link = await binnacle.start()
      faults = await watchForFaults(page, binnacle.origin)
      await page.goto(link)
      return { page, binnacle }
    })
    const faults = await Promise.all(ends.map((end) => end()))
    expect(faults.flat()).toEqual([])
  },
  page: async ({ page, binnacle }, use) => {
    const faults = await watchForFaults(page, binnacle.origin)
    await page.goto(await binnacle.newLink())
    await expect(page.getByRole('navigation')).toBeVisible()
    await use(page)
    expect(await page.context().cookies()).toEqual([])
    expect(faults()).toEqual([])
  },
})

/** Collects what no page of ours may do. Failed requests are not faults: journeys cut connections on purpose. */
export async function watchForFaults(page: Page, origin: string): Promise<() => string[]> {
  const faults: string[] = []
  // Said in the console, so that it is heard with everything else that is.
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`))
  })
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('console', (message: ConsoleMessage) => {
    const isNetwork = /Failed to load resource|WebSocket connection to|net::ERR_/.test(message.text())
    if (message.type() === 'error' && !isNetwork) faults.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => faults.push(`exception: ${error.message}`))
  page.on('request', (request: Request) => {
    const url = new URL(request.url())
    const ours = url.origin.replace(/^ws/, 'http') === origin || ['data:', 'blob:'].includes(url.protocol)
    if (!ours) faults.push(`request to ${url.origin}`)
  })
  return () => faults
}

export { expect }
