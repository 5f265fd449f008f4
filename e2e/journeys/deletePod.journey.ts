import { expect, test } from './fixtures.ts'
import { replicationController, stillPod } from './manifests.ts'
import { cell, names, openList, row } from './pages.ts'

test('delete a pod of a replication controller and watch its replacement come', async ({ page, namespace, apply, kubectl, binnacle }) => {
  await apply(replicationController('web', 2))
  const pods = await openList(page, 'pods', { ns: namespace })
  await expect(row(pods, 'web-')).toHaveCount(2)
  await expect(row(pods, 'Running').filter({ hasText: '1/1' })).toHaveCount(2)
  const [victim = ''] = await names(pods)
  const uid = await row(pods, victim).getAttribute('data-uid')

  await row(pods, victim).focus()
  await page.keyboard.press('Delete')
  const question = page.getByRole('alertdialog')
  await expect(question).toContainText('ReplicationController web starts another one in its place.')
  await expect(question.getByText('kubectl delete pod')).toContainText(`${victim}`)
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Delete')

  await expect(page.getByRole('group', { name: 'Notice' })).toContainText(/took its place in \d+\.\d s, ready in \d+\.\d s/)
  await expect(pods.locator(`[data-uid="${uid}"]`)).toHaveCount(0)
  await expect(row(pods, 'Running').filter({ hasText: '1/1' })).toHaveCount(2)
  expect((await names(pods)).sort()).toEqual((await kubectl('get', 'pods', '-o', 'jsonpath={.items[*].metadata.name}')).split(' ').sort())

  const [line] = binnacle.audit().filter((entry) => entry['uid'] === uid)
  expect(line).toMatchObject({ verb: 'delete', resource: 'pods', namespace, name: victim, code: 200 })
})

test('a pod that was replaced while the question was open is not deleted', async ({ page, namespace, apply, kubectl }) => {
  const bare = (message: string): string => `
apiVersion: v1
kind: Pod
metadata: {name: solo, labels: {message: ${message}}}
spec: {schedulerName: nobody, automountServiceAccountToken: false, containers: [{name: main, image: none}]}`
  await apply(bare('first'))
  const pods = await openList(page, 'pods', { ns: namespace })
  await row(pods, 'solo').focus()
  await page.keyboard.press('Delete')
  const question = page.getByRole('dialog', { name: 'Delete pod solo?' })
  await expect(question).toContainText('Nothing brings it back')

  await kubectl('delete', 'pod', 'solo', '--wait=true')
  await apply(bare('second'))
  await expect(question.getByRole('alert')).toContainText('another pod has its name now. Nothing was deleted.')
  await expect(question.getByRole('button', { name: 'Delete pod' })).toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.press('Escape')
  expect(await kubectl('get', 'pod', 'solo', '-o', 'jsonpath={.metadata.labels.message}')).toBe('second')
})

test('several pods are chosen with the keyboard and deleted together', async ({ page, namespace, apply }) => {
  await apply(replicationController('many', 3))
  const pods = await openList(page, 'pods', { ns: namespace })
  await expect(row(pods, 'Running').filter({ hasText: '1/1' })).toHaveCount(3)
  const before = await names(pods)
  await row(pods, before[0] ?? '').focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  const bar = page.getByRole('toolbar', { name: 'Chosen pods' })
  await expect(bar).toContainText('2 selected')
  await bar.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('dialog', { name: 'Delete 2 pods?' }).getByRole('button', { name: 'Delete 2 pods' }).click()
  await expect(row(pods, before[0] ?? '')).toHaveCount(0)
  await expect(row(pods, before[1] ?? '')).toHaveCount(0)
  await expect(row(pods, 'Running').filter({ hasText: '1/1' })).toHaveCount(3)
  await expect(cell(row(pods, before[2] ?? ''), 'status')).toContainText('Running')
})

test('a question that arrives late does not take a key that was meant for another row', async ({ page, namespace, apply, kubectl }) => {
  await apply([replicationController('web', 1), stillPod('other')].join('\n---\n'))
  let arrive = (): void => undefined
  const late = new Promise<void>((now) => {
    arrive = now
  })
  await page.route('**/assets/DeleteQuestion*.js', async (route) => {
    await late
    await route.continue()
  })
  const pods = await openList(page, 'pods', { ns: namespace })
  await expect(row(pods, 'Running')).toHaveCount(1)
  const before = await names(pods)
  await row(pods, 'web-').focus()
  await page.keyboard.press('Delete')
  await page.keyboard.press('Escape')
  await row(pods, 'other').focus()
  const arrived = page.waitForResponse('**/assets/DeleteQuestion*.js')
  arrive()
  const module = (await arrived).url()
  await page.evaluate(async (url) => {
    await import(url)
    // What waited for it gets its turn: React may hold back for 300 ms what comes late.
    for (const until = performance.now() + 600; performance.now() < until; ) await new Promise((next) => requestAnimationFrame(next))
  }, module)
  await expect(page.getByRole('alertdialog')).toHaveCount(0)
  await expect(row(pods, 'other')).toBeFocused()
  await page.keyboard.press('Delete')
  const question = page.getByRole('dialog', { name: 'Delete pod other?' })
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(question).toHaveCount(0)
  await expect(row(pods, 'other')).toBeFocused()
  expect((await kubectl('get', 'pods', '-o', 'jsonpath={.items[*].metadata.name}')).split(' ').sort()).toEqual(before)
})
