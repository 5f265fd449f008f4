import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { writeKubeconfig } from './kubeconfigs.ts'
import { IMAGE } from './manifests.ts'
import { contextOf, goTo } from './pages.ts'

type Launch = { readonly preset: string; readonly name: string; readonly run: number; readonly sample?: number; readonly image?: string }

/** Opens the form as a link would. */
async function openForm(page: Page, namespace: string): Promise<void> {
  await expect(page).toHaveURL(/\/c\/[^/]/)
  await goTo(page, new URL(`/c/${contextOf(page)}/jobs/new?ns=${namespace}`, page.url()).href)
  await expect(page.getByRole('form', { name: 'Launch a job' })).toBeVisible()
}

async function fill(page: Page, { preset, name, run, sample = 5, image = IMAGE }: Launch): Promise<void> {
  await page.getByRole('group', { name: 'Begin with' }).getByText(preset, { exact: true }).click()
  await page.getByRole('textbox', { name: 'Image' }).fill(image)
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name)
  await page.getByRole('textbox', { name: 'Run for (seconds)' }).fill(String(run))
  await page.getByRole('textbox', { name: 'Sample every (seconds)' }).fill(String(sample))
}

async function launch(page: Page, namespace: string, what: Launch): Promise<void> {
  await openForm(page, namespace)
  await fill(page, what)
  await page.getByRole('button', { name: 'Launch job' }).click()
  await expect(page).toHaveURL(new RegExp(`/jobs/${namespace}/${what.name}/monitor`))
}

const verdict = (page: Page) => page.getByRole('region', { name: 'Verdict' })
const log = (page: Page) => page.getByRole('log')
const samples = (page: Page) => page.getByRole('group', { name: 'Samples of this run' })
/** The offsets of the samples, without the one at the end. */
const offsets = (page: Page) => samples(page).locator('tbody[data-sample=sample] th')
const LONG = { timeout: 60_000 }

test('a job runs for 20 seconds, is sampled every 5, and is terminated on time; a second browser that comes late sees everything', async ({
  page,
  binnacle,
  browser,
  namespace,
  kubectl,
}) => {
  await launch(page, namespace, { preset: 'Log writer', name: 'on-time', run: 20 })
  await expect(page.locator('[data-countdown]')).toHaveText(/^1?\d s left of 20 s$/)
  await expect(log(page)).toContainText('line 3,')

  const late = await (await browser.newContext()).newPage()
  await expect(offsets(page)).toContainText(['T+0', 'T+5', 'T+10'])
  const before = await offsets(page).allTextContents()
  await late.goto(await binnacle.newLink())
  await expect(late.getByRole('navigation')).toBeVisible()
  await goTo(late, page.url())
  for (const each of before) await expect(offsets(late).filter({ hasText: new RegExp(`^${each.replace('+', '\\+')}$`) })).toHaveCount(1)
  await expect(log(late)).toContainText('line 3,')

  await expect(verdict(page)).toContainText('Terminated on time', LONG)
  await expect(verdict(page)).toContainText('Its 20 s were up')
  await expect(verdict(page)).toContainText('DeadlineExceeded')
  await expect(verdict(page)).toContainText(/exit code \d+/)
  await expect(log(page)).toContainText('End of the log, as it was saved')
  await expect(log(page)).toContainText('line 10,')
  const pods = samples(page).locator('tbody[data-sample=sample]')
  await expect(
    pods
      .filter({ hasText: /on-time-\w+/ })
      .filter({ hasText: 'Running' })
      .first(),
  ).toBeVisible()
  await expect(samples(page).locator('tbody[data-sample=end]')).toContainText(/T\+\d+ end/)
  await expect(verdict(late)).toContainText('Terminated on time')
  expect(await kubectl('get', 'pods', '-l', 'job-name=on-time', '-o', 'name')).toBe('')
  expect(await kubectl('get', 'job', 'on-time', '-o', 'jsonpath={.spec.activeDeadlineSeconds} {.spec.ttlSecondsAfterFinished}')).toBe('20 3600')

  await page.reload()
  await expect(verdict(page)).toContainText('Terminated on time')
  await expect(offsets(page).first()).toHaveText('T+0')
  await late.context().close()
})

test('three at once: one fails, one completes, one never starts; the board counts them all down and each has its verdict', async ({ page, namespace }) => {
  await launch(page, namespace, { preset: 'Fails on purpose', name: 'bad-end', run: 40 })
  await launch(page, namespace, { preset: 'Completes early', name: 'early', run: 40 })
  await launch(page, namespace, { preset: 'Log writer', name: 'no-image', run: 15, image: `${IMAGE}-nope` })
  await expect(page.getByText('The time is being spent waiting')).toBeVisible(LONG)
  await expect(page.getByRole('region', { name: 'Time' })).toContainText(/ErrImagePull|ImagePullBackOff/)

  await page.getByRole('link', { name: 'Jobs', exact: true }).first().click()
  const board = page.getByRole('list', { name: 'Running now' })
  await expect(board.getByRole('link')).not.toHaveCount(0)
  const past = page.getByRole('region', { name: 'Past runs' })
  for (const [name, how] of [
    ['bad-end', 'Failed'],
    ['early', 'Completed'],
    ['no-image', 'Could not start'],
  ] as const)
    await expect(past.getByRole('row').filter({ hasText: name })).toContainText(how, LONG)
  await expect(board).toHaveCount(0)

  await past.getByRole('link', { name: 'bad-end' }).click()
  await expect(verdict(page)).toContainText('exit code 3')
  await expect(log(page)).toContainText('cannot go on')
  await page.goBack()
  await past.getByRole('link', { name: 'no-image' }).click()
  await expect(verdict(page)).toContainText('No container of it ever ran.')
})

test('Binnacle is killed five seconds into a job: the cluster ends it on time, and the page says what was lost', async ({
  cluster,
  enter,
  namespace,
  kubectl,
}) => {
  const { page, binnacle } = await enter(cluster.kubeconfig)
  await launch(page, namespace, { preset: 'Log writer', name: 'orphan', run: 30 })
  await expect(offsets(page)).toContainText(['T+0', 'T+5'])
  await binnacle.end('SIGKILL')
  await expect(page.locator('[data-live]').first()).not.toHaveAttribute('data-live', 'live')
  // Samples of T+10 are missed for sure.
  await expect
    .poll(() => kubectl('get', 'job', 'orphan', '-o', 'jsonpath={.status.startTime}').then((at) => Date.now() - Date.parse(at)), LONG)
    .toBeGreaterThan(13_000)
  await binnacle.start()
  await expect(page.locator('[data-countdown]')).toHaveText(/left of 30 s/, LONG)
  await expect(samples(page).locator('tbody[data-sample=gap]')).toContainText('No samples', LONG)
  await expect(verdict(page)).toContainText('Terminated on time', LONG)
  await expect(verdict(page)).toContainText('30 s')
  expect(await kubectl('get', 'pods', '-l', 'job-name=orphan', '-o', 'name')).toBe('')
})

test('a job that somebody deletes says so; one that is terminated and one that is given more time do too', async ({ page, namespace, kubectl }) => {
  await launch(page, namespace, { preset: 'Log writer', name: 'taken', run: 60 })
  await expect(log(page)).toContainText('line 2,')
  await kubectl('delete', 'job', 'taken', '--wait=false')
  await expect(verdict(page)).toContainText('Deleted by someone else', LONG)
  await expect(verdict(page)).toContainText(/Somebody deleted the Job at T\+\d+ s/)
  await expect(log(page)).toContainText('line 2,')

  await page.getByRole('button', { name: 'Run again' }).click()
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('taken-2')
  await expect(page.getByRole('textbox', { name: 'Image' })).toHaveValue(IMAGE)
  await page.getByRole('button', { name: 'Launch job' }).click()
  await expect(page.locator('[data-countdown]')).toHaveText(/left of 60 s/)
  await page.getByRole('button', { name: '+60 s' }).click()
  await expect(page.locator('[data-countdown]')).toHaveText(/left of 2 min/)
  await page.getByRole('button', { name: 'Terminate now' }).click()
  const question = page.getByRole('alertdialog')
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await question.getByRole('button', { name: 'Terminate now' }).click()
  await expect(verdict(page)).toContainText('Terminated by you', LONG)
})

test('who may not create jobs is shown the Role that would do, and may launch as soon as it exists', async ({
  cluster,
  folder,
  enter,
  namespace,
  apply,
  kubectl,
}) => {
  await apply(`
apiVersion: v1
kind: ServiceAccount
metadata: {name: newcomer}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: see}
rules:
- {apiGroups: ["", batch], resources: [pods, events, jobs], verbs: [get, list, watch]}
- {apiGroups: [""], resources: [pods/log], verbs: [get]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: see}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: see}
subjects: [{kind: ServiceAccount, name: newcomer, namespace: ${namespace}}]`)
  const { page } = await enter(await writeKubeconfig(folder, cluster, { token: await kubectl('create', 'token', 'newcomer') }))
  await openForm(page, namespace)
  await fill(page, { preset: 'Completes early', name: 'mine', run: 30 })
  await page.getByRole('button', { name: 'Launch job' }).click()
  const card = page.getByRole('alert', { name: 'Not launched' })
  await expect(card).toContainText(`system:serviceaccount:${namespace}:newcomer may not create jobs in ${namespace}`)
  await expect(card).toContainText('cannot create resource "jobs"')
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('mine')
  await apply((await card.getByRole('group', { name: 'Role and RoleBinding as YAML' }).textContent()) ?? '')
  await expect(card).toContainText(`You may create jobs in ${namespace} now`, LONG)
  await card.getByRole('button', { name: 'Launch it' }).click()
  await expect(page).toHaveURL(/\/jobs\/.*\/mine\/monitor/)
  expect(await kubectl('get', 'job', 'mine', '-o', 'name')).toBe('job.batch/mine')
})

test('a name that is taken is said before it is sent, and a double click is one job', async ({ page, namespace, kubectl }) => {
  await kubectl('create', 'job', 'there', `--image=${IMAGE}`, '--', 'true')
  await openForm(page, namespace)
  await fill(page, { preset: 'Completes early', name: 'there', run: 30 })
  await page.getByRole('textbox', { name: 'Name', exact: true }).focus()
  await page.keyboard.press('Tab')
  await expect(page.getByText('A Job named there exists already.')).toBeVisible()
  await page.getByRole('button', { name: 'Use there-2' }).click()
  await page.getByRole('button', { name: 'Launch job' }).dblclick()
  await expect(page).toHaveURL(/there-2\/monitor/)
  expect((await kubectl('get', 'jobs', '-o', 'jsonpath={.items[*].metadata.name}')).split(' ').sort()).toEqual(['there', 'there-2'])
})
