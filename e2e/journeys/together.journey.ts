import { expect, test, watchForFaults } from './fixtures.ts'
import { replicationController, stillPod } from './manifests.ts'
import { live, names, openList, row } from './pages.ts'

test('two browsers and kubectl beside them see the same pods', async ({ page, browser, binnacle, namespace, apply, kubectl }) => {
  const other = await (await browser.newContext()).newPage()
  const faults = await watchForFaults(other, binnacle.origin)
  await other.goto(await binnacle.newLink())
  await expect(other.getByRole('navigation')).toBeVisible()
  const here = await openList(page, 'pods', { ns: namespace })
  const there = await openList(other, 'pods', { ns: namespace })

  await apply(replicationController('web', 3))
  for (const grid of [here, there]) await expect(row(grid, 'Running').filter({ hasText: '1/1' })).toHaveCount(3)
  await kubectl('scale', 'rc', 'web', '--replicas=1')
  for (const grid of [here, there]) await expect(row(grid, 'web-')).toHaveCount(1)
  const left = (await kubectl('get', 'pods', '-o', 'jsonpath={.items[*].metadata.name}')).split(' ')
  expect(await names(here)).toEqual(left)
  expect(await names(there)).toEqual(left)
  expect(faults()).toEqual([])
  await other.context().close()
})

test('Binnacle is killed and started again: the tab says so, keeps its rows, and is live again by itself', async ({
  cluster,
  enter,
  namespace,
  apply,
  kubectl,
}) => {
  const { page, binnacle } = await enter(cluster.kubeconfig)
  await expect(page.getByRole('navigation')).toBeVisible()
  await apply(stillPod('before'))
  const pods = await openList(page, 'pods', { ns: namespace })
  await expect(row(pods, 'before')).toBeVisible()
  await page.getByRole('searchbox').fill('e')

  await binnacle.end('SIGKILL')
  await expect(live(page)).not.toHaveAttribute('data-live', 'live')
  await expect(page.getByRole('alert').first()).toBeVisible()
  await expect(row(pods, 'before')).toBeVisible()
  await apply(stillPod('while-away'))
  await kubectl('delete', 'pod', 'before', '--wait=true')

  await binnacle.start()
  await expect(live(page)).toHaveAttribute('data-live', 'live')
  await expect(row(pods, 'while-away')).toBeVisible()
  await expect(row(pods, 'before')).toHaveCount(0)
  await expect(page.getByRole('searchbox')).toHaveValue('e')
})
