import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './fixtures.ts'
import { kubeconfigText, writeKubeconfig } from './kubeconfigs.ts'
import { stillPod } from './manifests.ts'
import { live, openList, row } from './pages.ts'

test('without a kubeconfig there is a page that says what to do, and goes on by itself when there is one', async ({
  cluster,
  folder,
  enter,
  namespace,
  apply,
}) => {
  const kubeconfig = join(folder, 'config')
  const { page } = await enter(kubeconfig)
  await expect(page.getByRole('heading', { name: 'No cluster yet' })).toBeVisible()
  await expect(page.getByRole('alert')).toContainText(`There is no kubeconfig at ${kubeconfig}.`)
  await expect(page.getByText('minikube start')).toBeVisible()

  writeFileSync(kubeconfig, 'contexts: [')
  await expect(page.getByRole('alert')).toContainText('is not valid')
  let loads = 0
  page.on('load', () => loads++)
  writeFileSync(`${kubeconfig}.new`, await kubeconfigText(cluster, {}))
  renameSync(`${kubeconfig}.new`, kubeconfig)
  await expect(page.getByRole('heading', { name: 'Pods', level: 1 })).toBeVisible()
  await expect(live(page)).toHaveAttribute('data-live', 'live')
  expect(loads).toBe(0)
  await apply(stillPod('first'))
  await expect(row(await openList(page, 'pods', { ns: namespace }), 'first')).toBeVisible()
})

test('a cluster where nothing listens: the page says so, and what can be done', async ({ cluster, folder, enter }) => {
  const { page } = await enter(await writeKubeconfig(folder, cluster, { server: 'https://127.0.0.1:1' }))
  const banner = page.getByRole('alert').first()
  await expect(banner).toContainText('The cluster does not answer', { timeout: 20_000 })
  await expect(banner).toContainText('nothing listens at the cluster’s address (ECONNREFUSED)')
  await expect(banner).toContainText('minikube start')
  await expect(page.getByText(/^No pods in/)).toHaveCount(0)
  await expect(live(page)).not.toHaveAttribute('data-live', 'live')
})

test('a login that the cluster does not take any more is called that, and nobody is sent in circles', async ({ cluster, folder, enter }) => {
  const { page } = await enter(await writeKubeconfig(folder, cluster, { token: 'expired-long-ago' }))
  const banner = page.getByRole('alert').first()
  await expect(banner).toContainText('Your login for binnacle-test is not accepted', { timeout: 20_000 })
  await expect(banner).toContainText('Log in again in a terminal, then retry.')
  await expect(page.getByText(/^No pods in/)).toHaveCount(0)
  await expect(page).toHaveURL(/\/c\/binnacle-test\/pods/)
  await expect(page.getByRole('heading', { name: 'The way in is a link in the terminal' })).toHaveCount(0)
  writeFileSync(join(folder, 'config'), await kubeconfigText(cluster, {}))
  await banner.getByRole('button', { name: 'Retry' }).click()
  await expect(live(page)).toHaveAttribute('data-live', 'live', { timeout: 20_000 })
})
