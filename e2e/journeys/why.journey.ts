import { expect, test } from './fixtures.ts'
import { badImagePod, IMAGE, scriptPod, twoContainersOnOneNode } from './manifests.ts'
import { cell, names, openList, peek, row } from './pages.ts'

test('of two replicas that may not share a node one is Pending, and the page says why', async ({ page, namespace, apply }) => {
  await apply(twoContainersOnOneNode)
  const pods = await openList(page, 'pods', { ns: namespace })
  const running = row(pods, 'Running')
  const pending = row(pods, 'Pending')
  await expect(running).toContainText('2/2')
  await expect(pending).toContainText('0/2')

  await pending.getByRole('button', { name: 'Why Pending?' }).click()
  await expect(page.getByRole('dialog', { name: /^Why busmeme-rc-.* is Pending/ })).toContainText('0/1 nodes are available')
  await page.keyboard.press('Escape')

  const [name = ''] = (await names(pods)).filter((candidate) => candidate.startsWith('busmeme-rc'))
  await cell(running, 'name').click()
  const panel = page.getByRole('complementary')
  await expect(panel.getByRole('region', { name: 'Containers' })).toContainText('db')
  await expect(panel.getByRole('region', { name: 'Containers' })).toContainText('web')
  expect(name).not.toBe('')
})

test('a bad image is seen as ErrImagePull and ImagePullBackOff, with the cluster’s reason', async ({ page, namespace, apply }) => {
  const pods = await openList(page, 'pods', { ns: namespace })
  await apply(badImagePod('first-app'))
  const pod = row(pods, 'first-app')
  await expect(cell(pod, 'status')).toContainText(/ErrImagePull|ImagePullBackOff/)
  await expect(cell(pod, 'status').locator('[data-family]').first()).toHaveAttribute('data-family', 'fail')
  await expect(cell(pod, 'status')).toContainText('ImagePullBackOff', { timeout: 60_000 })
  await cell(pod, 'name').click()
  const panel = peek(page, 'first-app')
  await expect(panel.getByRole('region', { name: 'Why' })).toContainText(`${IMAGE}-nope`)
  await expect(panel.getByRole('region', { name: 'Events' })).toContainText('Failed')
})

test('a probe that looks for a file nobody makes: Unhealthy, Killing, and CrashLoopBackOff', async ({ page, namespace, apply }) => {
  const probe = 'livenessProbe: {exec: {command: [cat, /tmp/lbapp.lock]}, periodSeconds: 1, failureThreshold: 1, timeoutSeconds: 1}'
  await apply(scriptPod('lbapp', 'trap "exit 0" TERM; echo started; while true; do sleep 0.2; done', probe))
  const events = await openList(page, 'events', { ns: namespace })
  await expect(row(events, 'Unhealthy').first()).toContainText('Liveness probe failed', { timeout: 60_000 })
  await expect(row(events, 'Killing').first()).toContainText('failed liveness probe, will be restarted', { timeout: 60_000 })
  await expect(row(events, 'BackOff').first()).toContainText('Back-off restarting failed container', { timeout: 90_000 })

  const pods = await openList(page, 'pods', { ns: namespace })
  await expect(cell(row(pods, 'lbapp'), 'status')).toContainText('CrashLoopBackOff', { timeout: 90_000 })
  await expect(cell(row(pods, 'lbapp'), 'restarts')).toContainText(/[1-9]\d* \(\d+s ago\)/)
})

test('the log of a container is followed while the panel is open, and the run before a restart can be read', async ({ page, namespace, apply, kubectl }) => {
  await apply(scriptPod('writer', 'if [ -f /tmp/x ]; then :; fi; n=0; while [ $n -lt 40 ]; do echo line $n; n=$((n+1)); sleep 0.1; done; exit 3'))
  const pods = await openList(page, 'pods', { ns: namespace })
  await cell(row(pods, 'writer'), 'name').click()
  const log = peek(page, 'writer').getByRole('region', { name: 'Logs' })
  await expect(log).toContainText('line 1')
  await expect(log).toContainText('line 39')
  await expect(cell(row(pods, 'writer'), 'restarts')).not.toHaveText('0', { timeout: 60_000 })
  await log.getByRole('button', { name: 'Previous' }).click()
  await expect(log).toContainText('line 39')
  await expect(log).toContainText('End of the log of the run before the last restart.')
  expect(await kubectl('logs', 'writer', '--previous')).toContain('line 39')
})
