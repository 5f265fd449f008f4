import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { expect, test, watchForFaults } from './fixtures.ts'
import { writeKubeconfig } from './kubeconfigs.ts'
import { stillPod } from './manifests.ts'
import { live, names, openList, peek, row } from './pages.ts'
import { runLine } from './runLine.ts'

const bearerOf = (page: Page): Promise<string> => page.evaluate(() => sessionStorage.getItem('binnacle.bearer') ?? '')

test('what I see is in the address: it survives a reload, a second tab and Back', async ({ page, binnacle, namespace, apply }) => {
  await apply(['web-1', 'web-2', 'db-1'].map(stillPod).join('\n---\n'))
  const grid = await openList(page, 'pods', { ns: `${namespace},default` })
  await expect(row(grid, 'db-1')).toBeVisible()
  await page.getByRole('searchbox').fill('web')
  await page.keyboard.press('Enter')
  await page.getByRole('columnheader', { name: 'Name', exact: true }).getByRole('button').click()
  await expect.poll(() => names(grid)).toEqual(['web-2', 'web-1'])
  await row(grid, 'web-1').click({ position: { x: 300, y: 16 } })
  await expect(peek(page, 'web-1')).toBeVisible()

  const asItWas = async (tab: Page): Promise<void> => {
    await expect(tab.getByRole('searchbox')).toHaveValue('web')
    await expect.poll(() => names(tab.getByRole('grid'))).toEqual(['web-2', 'web-1'])
    await expect(tab.getByRole('columnheader', { name: 'Name', exact: true })).toHaveAttribute('aria-sort', 'descending')
    await expect(tab.getByRole('button', { name: `Namespaces: ${namespace}, default` })).toBeVisible()
    await expect(peek(tab, 'web-1').getByRole('region', { name: 'Containers' })).toContainText('main')
  }
  await asItWas(page)
  const address = page.url()
  await page.reload()
  await asItWas(page)
  expect(page.url()).toBe(address)

  const second = await page.context().newPage()
  const faults = await watchForFaults(second, binnacle.origin)
  await second.goto(address)
  await asItWas(second)
  expect(faults()).toEqual([])
  await second.close()

  await page.goBack()
  await expect(page.getByRole('complementary')).toHaveCount(0)
  await page.goBack()
  await expect(page.getByRole('searchbox')).toHaveValue('')
})

test('a context with slashes, colons, an at sign and a space can be opened, linked to and copied', async ({
  cluster,
  folder,
  enter,
  namespace,
  apply,
  kubectl: _,
}) => {
  const [first, odd] = ['plain', 'arn:aws:eks:eu-1:42:cluster/dev team@shop?#%']
  const kubeconfig = await writeKubeconfig(folder, cluster, { contexts: [first, odd] })
  await apply(stillPod('here'))
  const { page, binnacle } = await enter(kubeconfig)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: binnacle.origin })
  await expect(page).toHaveURL(/\/c\/plain\/pods/)
  await page.getByRole('button', { name: 'Context: plain' }).click()
  await page.getByRole('dialog', { name: 'Contexts' }).getByText(odd).click()
  await expect(page.getByRole('button', { name: `Context: ${odd}` })).toBeVisible()
  const grid = await openList(page, 'pods', { ns: namespace })
  await expect(row(grid, 'here')).toBeVisible()
  await page.reload()
  await expect(row(grid, 'here')).toBeVisible()
  await expect(page.getByRole('button', { name: `Context: ${odd}` })).toBeVisible()
  await page.getByRole('link', { name: /^Events/ }).click()
  await expect(live(page)).toHaveAttribute('data-live', 'live')
  await page.getByRole('link', { name: /^Pods/ }).click()
  await expect(row(grid, 'here')).toBeVisible()
  await page.getByRole('button', { name: 'Copy this view as kubectl' }).click()
  const line = await page.evaluate(() => navigator.clipboard.readText())
  expect(await runLine(line, { cluster, folder, kubeconfig })).toContain('here ')
})

test('a link from somebody else opens what it names after the login', async ({ browser, binnacle, namespace, apply, cluster, page: signedIn }) => {
  await apply(stillPod('linked'))
  await openList(signedIn, 'pods', { ns: namespace })
  expect(cluster.server).not.toBe('')
  const stranger = await (await browser.newContext()).newPage()
  await stranger.goto(signedIn.url())
  await expect(stranger.getByRole('heading', { name: 'The way in is a link in the terminal' })).toBeVisible()
  const address = new URL(signedIn.url())
  const code = new URL(await binnacle.newLink()).hash
  await stranger.goto(`${address.href}${code}`)
  await expect(row(stranger.getByRole('grid'), 'linked')).toBeVisible()
  expect(stranger.url()).toBe(address.href)
  await stranger.context().close()
})

test('a login link works once, and neither it nor the login it gives is left lying about', async ({ browser, cluster, enter, namespace, apply, kubectl }) => {
  await apply(stillPod('some-pod'))
  const { page, binnacle } = await enter(cluster.kubeconfig)
  const requested: string[] = []
  page.on('request', (request) => requested.push(request.url(), request.headers()['referer'] ?? ''))
  page.on('websocket', (socket) => requested.push(socket.url()))
  await expect(page.getByRole('navigation')).toBeVisible()

  const link = await binnacle.newLink()
  const code = new URL(link).hash.slice('#k='.length)
  const other = await (await browser.newContext()).newPage()
  await other.goto(link)
  await expect(other.getByRole('navigation')).toBeVisible()
  expect(other.url()).not.toContain('#')
  expect(await other.evaluate(() => history.length)).toBeLessThanOrEqual(2)
  await other.goBack()
  expect(other.url()).not.toContain(code)
  await other.context().close()

  const late = await (await browser.newContext()).newPage()
  await late.goto(link)
  await expect(late.getByRole('heading', { name: 'The way in is a link in the terminal' })).toBeVisible()
  await expect(late.getByRole('alert')).toBeVisible()
  expect(late.url()).not.toContain(code)
  expect(await late.evaluate(() => sessionStorage.length)).toBe(0)
  await late.context().close()

  const grid = await openList(page, 'pods', { ns: namespace })
  await row(grid, 'some-pod').focus()
  await page.keyboard.press('d')
  await expect(peek(page, 'some-pod')).toBeVisible()
  await page.keyboard.press('Escape')
  await row(grid, 'some-pod').focus()
  await page.keyboard.press('Delete')
  await page.getByRole('dialog', { name: 'Delete pod some-pod?' }).getByRole('button', { name: 'Delete pod' }).click()
  await expect(row(grid, 'some-pod')).toHaveCount(0)
  await openList(page, 'events', { ns: namespace })
  expect(await kubectl('get', 'pods', '-o', 'name')).toBe('')

  const bearer = await bearerOf(page)
  expect(bearer.length).toBeGreaterThanOrEqual(16)
  for (const kept of [binnacle.log, binnacle.terminal, requested]) expect(kept.filter((text) => text.includes(bearer))).toEqual([])
  for (const kept of [binnacle.log, requested]) expect(kept.filter((text) => text.includes(code))).toEqual([])
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }) + document.cookie)).not.toContain(bearer)
  expect(await page.context().cookies()).toEqual([])
  expect(binnacle.audit()).toHaveLength(1)
  expect(readFileSync(cluster.kubeconfig, 'utf8')).not.toContain(bearer)
})

test('an address that names nothing says so, and leads on', async ({ page }) => {
  await openList(page, 'pods')
  await page.goto(new URL('/c/nobody%2Fhas%20this/pods', page.url()).href)
  await expect(page.getByRole('heading', { name: 'The kubeconfig has no context nobody/has this' })).toBeVisible()
  await page.getByRole('main').getByRole('link').first().click()
  await expect(live(page)).toHaveAttribute('data-live', 'live')
})
