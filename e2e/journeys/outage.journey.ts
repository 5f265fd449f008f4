import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Objects } from '../clusters/Objects.ts'
import type { OwnCluster } from '../clusters/OwnCluster.ts'
import { objectsOf } from '../clusters/objectsOf.ts'
import { startOwnCluster } from '../clusters/startOwnCluster.ts'
import { Binnacle } from './Binnacle.ts'
import { expect, test } from './fixtures.ts'
import { stillPod } from './manifests.ts'
import { live, names, openList, row } from './pages.ts'

test.describe('the cluster goes away while a table is open', () => {
  const dir = mkdtempSync(join(tmpdir(), 'binnacle-outage-'))
  let cluster: OwnCluster
  let objects: Objects
  let binnacle: Binnacle
  let page: Page

  test.beforeAll(async ({ browser }) => {
    test.setTimeout(600_000)
    // A cluster of this file's own: nobody else minds when it dies.
    cluster = await startOwnCluster(dir)
    objects = objectsOf(cluster)
    for (const name of ['alpha', 'beta']) await objects.apply(stillPod(name), 'default')
    binnacle = new Binnacle(cluster.kubeconfig)
    page = await (await browser.newContext()).newPage()
    await page.goto(await binnacle.start())
    await expect(page.getByRole('navigation')).toBeVisible()
  })
  test.afterAll(async () => {
    await page?.context().close()
    await binnacle?.stop()
    await cluster?.stop()
    rmSync(dir, { recursive: true, force: true })
  })

  test('killed: the banner comes within 13 s, the rows stay, and the page is live within 5 s of the cluster', async () => {
    const pods = await openList(page, 'pods', { ns: 'default' })
    await expect(row(pods, 'alpha')).toBeVisible()
    await cluster.killApiserver()
    await expect(page.getByRole('alert').first()).toBeVisible({ timeout: 13_000 })
    await expect(live(page)).not.toHaveAttribute('data-live', 'live')
    expect(await names(pods)).toEqual(['alpha', 'beta'])
    await cluster.startApiserver()
    await expect(live(page)).toHaveAttribute('data-live', 'live', { timeout: 5_000 })
    await objects.apply(stillPod('gamma'), 'default')
    await expect(row(pods, 'gamma')).toBeVisible()
    expect(await names(pods)).toEqual(['alpha', 'beta', 'gamma'])
  })

  test('frozen: connections stay open and silent, and the page still knows', async () => {
    const pods = await openList(page, 'pods', { ns: 'default' })
    await expect(row(pods, 'alpha')).toBeVisible()
    cluster.freezeApiserver()
    try {
      await expect(page.getByRole('alert').first()).toBeVisible({ timeout: 13_000 })
      await expect(live(page)).not.toHaveAttribute('data-live', 'live')
      await expect(row(pods, 'alpha')).toBeVisible()
    } finally {
      cluster.thawApiserver()
    }
    await expect(live(page)).toHaveAttribute('data-live', 'live', { timeout: 8_000 })
  })

  test('wiped: another cluster behind the same address shows none of the old rows', async () => {
    const pods = await openList(page, 'pods', { ns: 'default' })
    await expect(row(pods, 'alpha')).toBeVisible()
    await cluster.wipe()
    await expect(row(pods, 'alpha')).toHaveCount(0, { timeout: 5_000 })
    await objects.apply(stillPod('newcomer'), 'default')
    await expect(row(pods, 'newcomer')).toBeVisible()
    expect(await names(pods)).toEqual(['newcomer'])
    await expect(live(page)).toHaveAttribute('data-live', 'live')
    await expect(page.getByText('This is a different cluster now.')).toBeVisible()
  })
})
