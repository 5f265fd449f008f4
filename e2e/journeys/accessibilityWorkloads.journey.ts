import type { Locator, Page } from '@playwright/test'
import { findings } from './findings.ts'
import { expect, test } from './fixtures.ts'
import { appDeployment, IMAGE, replicationController } from './manifests.ts'
import { contextOf, goTo, openList, openObject, row } from './pages.ts'
import { sideways } from './sideways.ts'
import { tabTo } from './tabTo.ts'

// Two themes of every page are looked through, which takes its time on a machine that does other things, too.
test.describe.configure({ timeout: 300_000 })

const LISTS = ['deployments', 'replicasets', 'replicationcontrollers', 'jobs'] as const
const dialog = (page: Page): Locator => page.getByRole('dialog').or(page.getByRole('alertdialog'))
const revision = (page: Page, number: number): Locator => page.locator(`tr[data-revision="${number}"]`)

async function openLaunch(page: Page, namespace: string): Promise<Locator> {
  await expect(page).toHaveURL(/\/c\/[^/]/)
  await goTo(page, new URL(`/c/${contextOf(page)}/jobs/new?ns=${namespace}`, page.url()).href)
  return page.getByRole('form', { name: 'Launch a job' })
}
/** A job is launched with nothing but keys. */
async function launchByKeys(page: Page, namespace: string, { preset, name, seconds }: { preset: string; name: string; seconds: number }): Promise<void> {
  const form = await openLaunch(page, namespace)
  await tabTo(page, form.getByRole('radio', { checked: true }).first())
  for (let presses = 0; presses < 8 && !(await form.getByRole('radio', { name: preset }).isChecked()); presses++) await page.keyboard.press('ArrowRight')
  for (const [field, text] of [
    [form.getByRole('textbox', { name: 'Image' }), IMAGE],
    [form.getByRole('textbox', { name: 'Name', exact: true }), name],
    [form.getByRole('textbox', { name: 'Run for (seconds)' }), String(seconds)],
  ] as const) {
    await tabTo(page, field)
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type(text)
  }
  await tabTo(page, form.getByRole('button', { name: 'Launch job' }))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/jobs/${namespace}/${name}/monitor`))
}

test('deployments and what is asked before they change; an undo without a mouse', async ({ page, namespace, apply, kubectl }) => {
  const found: string[] = []
  await apply([appDeployment('lbapp', { replicas: 1, cause: 'version 1' }), replicationController('web', 1)].join('\n---\n'))
  await apply([appDeployment('lbapp', { replicas: 1, version: '2', cause: 'version 2' }), appDeployment('stuck', { image: `${IMAGE}-nope` })].join('\n---\n'))
  await openObject(page, 'deployments', { namespace, name: 'lbapp' })
  await expect(page.getByRole('region', { name: 'Rollout' })).toContainText('Revision 2 is rolled out', { timeout: 90_000 })
  found.push(...(await findings(page, 'rollout')))
  for (const [key, what] of [
    ['+', 'scale'],
    ['i', 'set image'],
  ] as const) {
    await page.keyboard.press(key)
    await expect(dialog(page)).toBeVisible()
    found.push(...(await findings(page, what)))
    await page.keyboard.press('Escape')
    await expect(dialog(page)).toHaveCount(0)
  }
  await openObject(page, 'deployments', { namespace, name: 'stuck' })
  await expect(page.getByRole('region', { name: 'Rollout' })).toContainText(/cannot get the image/)
  found.push(...(await findings(page, 'a rollout that is stuck')))
  await openObject(page, 'deployments', { namespace, name: 'lbapp', tab: 'events' })
  await expect(page.locator('#page')).toContainText('ScalingReplicaSet')
  found.push(...(await findings(page, 'events of a deployment')))
  for (const list of ['deployments', 'replicasets', 'replicationcontrollers'] as const) {
    const grid = await openList(page, list, { ns: namespace, cols: 'wide' })
    await expect(row(grid, /./).first()).toBeVisible()
    found.push(...(await findings(page, list)))
    expect(await sideways(page), list).toBeLessThanOrEqual(0)
  }

  await openObject(page, 'deployments', { namespace, name: 'lbapp', tab: 'history' })
  await expect(page.getByRole('region', { name: 'Comparison' })).toContainText('APP_VERSION')
  found.push(...(await findings(page, 'history')))
  await tabTo(page, revision(page, 1).getByRole('button', { name: 'Undo to revision 1' }))
  await page.keyboard.press('Enter')
  await expect(dialog(page)).toContainText('APP_VERSION')
  found.push(...(await findings(page, 'undo')))
  await tabTo(page, dialog(page).getByRole('button', { name: 'Undo to revision 1' }))
  await page.keyboard.press('Enter')
  await expect(revision(page, 3)).toContainText('undo to revision 1 (version 1)')
  await expect(dialog(page)).toHaveCount(0)
  // The button that was pressed left with its revision.
  await expect(page.getByRole('group', { name: 'Revisions' })).toBeFocused()
  expect(await kubectl('get', 'deployment', 'lbapp', '-o', 'jsonpath={..env[0].value}')).toBe('1')
  await page.getByRole('button', { name: /^Activity/ }).press('Enter')
  await expect(page.getByRole('list', { name: 'Own actions' })).toBeVisible()
  found.push(...(await findings(page, 'activity')))
  expect(found).toEqual([])
})

test('jobs, launched and looked at without a mouse', async ({ page, namespace }) => {
  const found: string[] = []
  const form = await openLaunch(page, namespace)
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Not A Name')
  await form.getByRole('button', { name: 'Launch job' }).press('Enter')
  await expect(form.getByText(/fields? needs? a look/)).toBeVisible()
  found.push(...(await findings(page, 'launch, with a fault')))
  await launchByKeys(page, namespace, { preset: 'Completes early', name: 'early', seconds: 60 })
  await launchByKeys(page, namespace, { preset: 'Log writer', name: 'second', seconds: 120 })
  await expect(page.locator('[data-countdown]')).toHaveText(/left of 2 min/)
  found.push(...(await findings(page, 'monitor')))
  expect(await sideways(page)).toBeLessThanOrEqual(0)
  await tabTo(page, page.getByRole('button', { name: 'Terminate now' }))
  await page.keyboard.press('Enter')
  await expect(dialog(page).getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Escape')
  await openList(page, 'jobs', { ns: namespace })
  await expect(page.getByRole('list', { name: 'Running now' })).toContainText('second')
  found.push(...(await findings(page, 'jobs')))
  expect(await sideways(page)).toBeLessThanOrEqual(0)
  const past = page.getByRole('region', { name: 'Past runs' })
  await expect(past).toContainText('early', { timeout: 60_000 })
  await tabTo(page, past.getByRole('link', { name: 'early' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('Completed')
  found.push(...(await findings(page, 'verdict')))
  expect(found).toEqual([])
})

test('workloads with nothing in them, and on a screen of 320 px', async ({ page, namespace, apply }) => {
  const found: string[] = []
  for (const list of LISTS) {
    await openList(page, list, { ns: namespace })
    await expect(page.getByText(new RegExp(`^No .* in ${namespace}\\.$`))).toBeVisible()
    found.push(...(await findings(page, `no ${list}`)))
  }
  await openObject(page, 'deployments', { namespace, name: 'nowhere' })
  await expect(page.getByText(`There is no deployment nowhere in ${namespace}.`)).toBeVisible()
  found.push(...(await findings(page, 'no such deployment')))
  expect(found).toEqual([])

  const long = 'a-deployment-with-a-name-that-is-rather-long-for-a-small-screen'
  await apply([appDeployment(long, { replicas: 1, image: 'none:1', cause: 'one' }), replicationController('web', 0)].join('\n---\n'))
  await apply(appDeployment(long, { replicas: 1, image: `none:${'2'.repeat(60)}`, cause: 'w'.repeat(90) }))
  await page.setViewportSize({ width: 320, height: 640 })
  await launchByKeys(page, namespace, { preset: 'Log writer', name: 'small', seconds: 60 })
  await expect(page.locator('[data-countdown]')).toBeVisible()
  expect(await sideways(page), 'monitor').toBeLessThanOrEqual(0)
  for (const list of LISTS) {
    const grid = await openList(page, list, { ns: namespace })
    await expect(row(grid, /./).first()).toBeVisible()
    expect(await sideways(page), list).toBeLessThanOrEqual(0)
    expect(await grid.evaluate((element) => element.scrollWidth - element.clientWidth), `the rows of ${list}`).toBeLessThanOrEqual(0)
  }
  for (const tab of ['', 'history', 'events']) {
    await openObject(page, 'deployments', { namespace, name: long, tab })
    await expect(page.locator('#page')).toContainText(/w{90}|Show \d+ more/)
    expect(await sideways(page), `the page of a deployment, ${tab}`).toBeLessThanOrEqual(0)
    expect(await page.locator('#page').evaluate((element) => element.scrollWidth - element.clientWidth), `within ${tab}`).toBeLessThanOrEqual(0)
  }
  await openObject(page, 'deployments', { namespace, name: long, tab: 'history' })
  await revision(page, 1).getByRole('button', { name: 'Undo to revision 1' }).click()
  await expect(dialog(page).getByRole('button', { name: 'Cancel' })).toBeInViewport()
  await expect(dialog(page)).toContainText('none:1')
  expect(await dialog(page).evaluate((element) => element.scrollWidth - element.clientWidth), 'the question').toBeLessThanOrEqual(0)
  expect(await sideways(page), 'undo').toBeLessThanOrEqual(0)
})
