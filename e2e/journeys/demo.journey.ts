import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { kubeconfigText, writeKubeconfig } from './kubeconfigs.ts'
import { live, names, openList, row } from './pages.ts'
import { runLine } from './runLine.ts'

/** What the button copies as soon as it is there. */
async function copied(page: Page, button: string): Promise<string> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByRole('button', { name: button }).click({ timeout: 60_000 })
  return page.evaluate(() => navigator.clipboard.readText())
}

test('where no cluster is configured a living one is shown and said to be simulated; a kubeconfig that appears is offered, and nobody is switched', async ({
  cluster,
  enter,
}) => {
  const { page, binnacle } = await enter(null)
  await expect(live(page)).toHaveAttribute('data-live', 'live', { timeout: 60_000 })
  await expect(page.getByRole('button', { name: 'Context: demo, simulated cluster' })).toBeVisible()
  const pods = await openList(page, 'pods', { ns: 'shop' })
  await expect(pods.getByText('Running').first()).toBeVisible()

  const before = (await names(pods)).filter((name) => name.startsWith('cart-'))
  expect(before).toHaveLength(3)
  await row(pods, before[0] ?? '').focus()
  await page.keyboard.press('Space')
  await page.getByRole('toolbar', { name: 'Chosen pods' }).getByRole('button', { name: 'Delete' }).click()
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Delete/ })
    .click()
  await expect(row(pods, before[0] ?? '')).toHaveCount(0, { timeout: 40_000 })
  await expect(async () => expect((await names(pods)).filter((name) => name.startsWith('cart-'))).toHaveLength(3)).toPass()

  mkdirSync(join(binnacle.home, '.kube'))
  writeFileSync(join(binnacle.home, '.kube', 'config'), await kubeconfigText(cluster, {}))
  const offer = page.getByRole('alert').filter({ hasText: 'There is a real cluster now.' })
  await expect(offer).toBeVisible({ timeout: 20_000 })
  await expect(page).toHaveURL(/\/c\/demo\//)
  await offer.getByRole('link', { name: 'binnacle-test' }).click()
  await expect(page).toHaveURL(/\/c\/binnacle-test\/pods/)
  await expect(live(page)).toHaveAttribute('data-live', 'live')
  await expect(page.getByText('simulated cluster')).toHaveCount(0)
})

test('a configured cluster that does not answer is not replaced: the demo cluster is offered beside it', async ({ cluster, folder, enter }) => {
  const { page } = await enter(await writeKubeconfig(folder, cluster, { server: 'https://127.0.0.1:1' }))
  const banner = page.getByRole('alert').first()
  await expect(banner).toContainText('The cluster does not answer', { timeout: 20_000 })
  await expect(page).toHaveURL(/\/c\/binnacle-test\//)
  await banner.getByRole('link', { name: 'the demo cluster' }).click()
  await expect(page.getByRole('button', { name: 'Context: demo, simulated cluster' })).toBeVisible()
  // At once, while the cluster may still be starting.
  expect(await runLine(await copied(page, 'Copy this view as kubectl'), { cluster, folder, kubeconfig: '' })).toContain('cart-')
  await expect(live(page)).toHaveAttribute('data-live', 'live', { timeout: 60_000 })
})

test('what is copied on the demo cluster runs in a terminal without any kubeconfig', async ({ cluster, folder, enter }) => {
  const { page } = await enter(null)
  const place = { cluster, folder, kubeconfig: '' }
  const pods = await openList(page, 'pods', { ns: 'shop' })
  const line = await copied(page, 'Copy this view as kubectl')
  expect(line).toMatch(/^kubectl --kubeconfig=\S+ get pods -n shop/)
  const printed = await runLine(line, place)
  for (const name of await names(pods)) expect(printed).toContain(name)

  await row(pods, 'cart-').first().focus()
  await page.keyboard.press('Delete')
  const deletion = await copied(page, 'Copy command')
  expect(await runLine(deletion, place)).toMatch(/^pod "cart-\S+" deleted/)
  await expect(page.getByRole('alertdialog')).toContainText('is gone')
})

test('a terminal is led to the demo cluster by a file that goes with Binnacle', async ({ cluster, folder, enter }) => {
  const { page, binnacle } = await enter(null)
  await expect(live(page)).toHaveAttribute('data-live', 'live', { timeout: 60_000 })
  await page.getByRole('button', { name: 'Context: demo, simulated cluster' }).click()
  const exported = await copied(page, 'Copy for kubectl')
  expect(await runLine(`${exported}; kubectl --context=demo get nodes -o name`, { cluster, folder, kubeconfig: '' })).toBe('node/minikube')

  const file = exported.replace(/^export KUBECONFIG=/, '')
  expect(existsSync(file)).toBe(true)
  await page.close()
  await binnacle.end('SIGTERM')
  expect(existsSync(file)).toBe(false)
})
