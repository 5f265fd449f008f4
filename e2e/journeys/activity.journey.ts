import { expect, test } from './fixtures.ts'
import { appDeployment } from './manifests.ts'
import { live, openList } from './pages.ts'

test('what was asked is seen on its way, listed with its command, survives a reload, and is taken back', async ({ page, namespace, apply, kubectl }) => {
  await apply(appDeployment('shop', { replicas: 1 }))
  await kubectl('rollout', 'status', 'deployment/shop', '--timeout=60s')
  await openList(page, 'pods', { ns: namespace })
  await page.goto(page.url().replace(/\/pods.*$/, `/deployments/${namespace}/shop`))
  await expect(live(page)).toHaveAttribute('data-live', 'live')
  const wanted = () => kubectl('get', 'deployment', 'shop', '-o', 'jsonpath={.spec.replicas}')

  await page.getByRole('button', { name: /^Scale/ }).click()
  await page.getByRole('textbox', { name: 'Replicas' }).fill('2')
  await page.getByRole('button', { name: 'Scale to 2' }).click()
  const chip = page.locator('main [data-write]').first()
  await expect(chip).toContainText(/^scale 1 → 2: accepted [\d.]+ m?s, seen [\d.]+ m?s/)
  await expect(chip).toContainText(/done \d+/, { timeout: 60_000 })
  expect(await wanted()).toBe('2')

  await page.reload()
  await page.getByRole('button', { name: 'Activity', exact: true }).click()
  const panel = page.getByRole('dialog', { name: 'Activity' })
  const entry = panel.getByRole('listitem').filter({ hasText: 'scale 1 → 2' })
  await expect(entry).toContainText('Deployment shop')
  await expect(entry).toContainText(namespace)
  await expect(entry).toContainText(/accepted [\d.]+ m?s, seen [\d.]+ m?s, done/)
  await expect(entry).toContainText('kubectl scale')
  await expect(entry.locator('code')).toContainText('--replicas=2')

  await entry.getByRole('button', { name: /^Undo/ }).click()
  const question = page.getByRole('alertdialog', { name: 'Undo of shop: scale 1 → 2?' })
  await expect(question).toContainText('1 pod of shop will be ended: it goes from 2 back to 1.')
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await kubectl('scale', 'deployment/shop', '--replicas=3')
  await expect(question.getByRole('alert')).toContainText('shop was scaled to 3 since.')
  await kubectl('scale', 'deployment/shop', '--replicas=2')
  await expect(question.getByRole('alert')).toHaveCount(0)
  await page.keyboard.press('y')
  await expect(page.getByRole('group', { name: 'Notice' })).toContainText('Scaled shop from 2 to 1')
  await expect(page.getByRole('group', { name: 'Notice' }).getByRole('button', { name: 'Undo the undo' })).toBeVisible()
  await expect.poll(wanted).toBe('1')
})
