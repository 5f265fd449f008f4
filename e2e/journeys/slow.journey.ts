import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CutLink } from './CutLink.ts'
import { expect, test } from './fixtures.ts'
import { writeKubeconfig } from './kubeconfigs.ts'
import { replicationController, stillPod } from './manifests.ts'
import { live, names, openList, row } from './pages.ts'

test('a bad link to the cluster: slow, then silent, then cut, then well again', async ({ cluster, folder, enter, namespace, apply, kubectl }) => {
  await apply(replicationController('web', 2))
  const link = new CutLink(cluster.server, 400)
  try {
    const { page, binnacle } = await enter(await writeKubeconfig(folder, cluster, { server: await link.open() }))
    link.set('slow')
    const pods = await openList(page, 'pods', { ns: namespace })
    await expect(row(pods, 'web-')).toHaveCount(2)
    const [first = ''] = await names(pods)

    await test.step('slow: live all the same', async () => {
      await apply(stillPod('late'))
      await expect(row(pods, 'late')).toBeVisible()
      await expect(live(page)).toHaveAttribute('data-live', 'live')
      await expect(page.getByRole('alert')).toHaveCount(0)
    })

    await test.step('silent: said, rows stay, a delete asks once more', async () => {
      link.set('held')
      const banner = page.getByRole('alert').filter({ hasText: 'The cluster does not answer' })
      await expect(banner).toBeVisible({ timeout: 20_000 })
      await expect(live(page)).toHaveAttribute('data-live', 'stale')
      expect(await names(pods)).toHaveLength(3)
      await page.getByRole('searchbox').fill('late')
      await expect.poll(() => names(pods)).toEqual(['late'])
      await page.getByRole('searchbox').fill('')
      await row(pods, first).focus()
      await page.keyboard.press('Delete')
      const question = page.getByRole('alertdialog')
      await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused()
      await page.keyboard.press('Delete')
      await expect(question.getByRole('alert')).toContainText('The cluster has not answered for')
      await expect(question.getByRole('button', { name: 'Delete anyway' })).toBeVisible()
      await page.keyboard.press('Escape')
      expect(binnacle.audit()).toEqual([])
    })

    await test.step('cut: rows still stay, and the page says why', async () => {
      link.set('refused')
      await expect(page.getByRole('alert').first()).toContainText(/closed the connection|nothing listens/, { timeout: 20_000 })
      expect(await names(pods)).toHaveLength(3)
      await kubectl('delete', 'pod', 'late', '--wait=true')
    })

    await test.step('well again: live, and as the cluster has it', async () => {
      link.set('clear')
      await expect(live(page)).toHaveAttribute('data-live', 'live', { timeout: 10_000 })
      await expect(page.getByRole('alert')).toHaveCount(0)
      await expect(row(pods, 'late')).toHaveCount(0)
      expect((await names(pods)).sort()).toEqual((await kubectl('get', 'pods', '-o', 'jsonpath={.items[*].metadata.name}')).split(' ').sort())
    })
  } finally {
    link.close()
  }
})

test('something else answers at the cluster’s address: the page says what it heard', async ({ cluster, folder, enter }) => {
  const server = createServer((_req, res) =>
    res.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>Hotel</title><h1>Please log in to the wifi</h1>'),
  )
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  try {
    // The border: a server that listens on TCP has such an address.
    const { port } = server.address() as AddressInfo
    const { page } = await enter(await writeKubeconfig(folder, cluster, { server: `http://127.0.0.1:${port}` }))
    await expect(page.getByRole('main')).toBeVisible()
    await expect(page.getByRole('alert').first()).toContainText('is not from a Kubernetes apiserver', { timeout: 20_000 })
    await expect(page.getByRole('alert').first()).toContainText('<h1>Please log in to the wifi</h1>')
    await expect(page.getByText(/^No pods in/)).toHaveCount(0)
    await expect(live(page)).not.toHaveAttribute('data-live', 'live')
  } finally {
    server.closeAllConnections()
    server.close()
  }
})
