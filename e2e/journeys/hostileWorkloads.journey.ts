import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { onlyOurs } from './onlyOurs.ts'
import { contextOf, goTo, openList, openObject, row } from './pages.ts'
import { payloads } from './payloads.ts'

test.describe.configure({ timeout: 240_000 })

const written = payloads.map(([text]) => text)
const everything = written.join(' · ')
const [markup = ''] = written

/** Containers that no scheduler places, with a payload wherever a string may be any. */
const template = (round: string, more: object = {}) => ({
  schedulerName: 'nobody',
  automountServiceAccountToken: false,
  containers: written.map((text, index) => ({
    name: `c${index}`,
    image: text,
    args: [text],
    env: [
      { name: 'VALUE', value: `${round} ${text}` },
      { name: '<b>&"name"', value: text },
    ],
    ...more,
  })),
})
const deployment = (name: string, round: string, more: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, annotations: { 'kubernetes.io/change-cause': `${round} ${everything}` } },
  spec: { replicas: 1, selector: { matchLabels: { app: name } }, template: { metadata: { labels: { app: name } }, spec: template(round, more) } },
})
const job = (name: string, metadata: object) => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name, ...metadata },
  spec: { activeDeadlineSeconds: 600, template: { spec: { ...template('job'), restartPolicy: 'Never' } } },
})
/** As Binnacle launches one. */
const launched = {
  labels: { 'app.kubernetes.io/managed-by': 'binnacle' },
  annotations: { 'binnacle.dev/run': JSON.stringify({ runTimeSeconds: 600, sampleSeconds: 10, atEnd: 'keep' }) },
}
const eventAbout = (uid: string, namespace: string, index: number, text: string) => ({
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name: `about.${index}`, namespace },
  involvedObject: { apiVersion: 'apps/v1', kind: 'Deployment', namespace, name: 'hostile', uid },
  reason: text.slice(0, 100),
  message: text,
  type: 'Warning',
  source: { component: text.slice(0, 100) },
  firstTimestamp: new Date().toISOString(),
  lastTimestamp: new Date().toISOString(),
  count: 1,
})
const list = (items: readonly object[]): string => JSON.stringify({ apiVersion: 'v1', kind: 'List', items })
const content = (page: Page) => page.locator('#page')

async function open(page: Page, path: string): Promise<void> {
  await goTo(page, new URL(`/c/${contextOf(page)}/${path}`, page.url()).href)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
}

test('change causes, images, events and refusals of a rollout are text', async ({ page, namespace, apply, kubectl }) => {
  await apply(list([deployment('hostile', 'before')]))
  // Its pods are refused, and the cluster quotes what they asked for.
  await kubectl('label', 'namespace', namespace, 'pod-security.kubernetes.io/enforce=baseline')
  await apply(list([deployment('hostile', 'after'), deployment('refused', 'once', { securityContext: { capabilities: { add: written } } })]))
  const uid = await kubectl('get', 'deployment', 'hostile', '-o', 'jsonpath={.metadata.uid}')
  await apply(list(written.map((text, index) => eventAbout(uid, namespace, index, text))))

  for (const kind of ['deployments', 'replicasets'] as const) {
    const grid = await openList(page, kind, { ns: namespace, cols: 'wide' })
    await expect(row(grid, 'hostile').first()).toContainText(markup)
    await onlyOurs(page)
  }
  await openObject(page, 'deployments', { namespace, name: 'hostile' })
  for (const [, read] of payloads) await expect(page.getByRole('region', { name: 'History' })).toContainText(read)
  await onlyOurs(page)
  await openObject(page, 'deployments', { namespace, name: 'hostile', tab: 'events' })
  await page.getByRole('button', { name: /^Show \d+ more/ }).click()
  for (const [, read] of payloads) await expect(content(page)).toContainText(read)
  await onlyOurs(page)
  await openObject(page, 'deployments', { namespace, name: 'refused' })
  await expect(content(page)).toContainText('violates PodSecurity')
  await expect(content(page)).toContainText('user \\u202etxt.exe')
  await onlyOurs(page)

  await openObject(page, 'deployments', { namespace, name: 'hostile', tab: 'history' })
  const comparison = page.getByRole('region', { name: 'Comparison' })
  for (const [, read] of payloads) await expect(comparison).toContainText(`after ${read}`)
  await onlyOurs(page)
  await page.getByRole('button', { name: 'Undo to revision 1' }).click()
  const question = page.getByRole('dialog')
  for (const [, read] of payloads) await expect(question).toContainText(`before ${read}`)
  await onlyOurs(page)
  await page.keyboard.press('Escape')
  await page.keyboard.press('i')
  await expect(question).toContainText('Image of c0')
  await onlyOurs(page)
})

test('jobs, secrets and ConfigMaps hold text', async ({ page, namespace, apply, kubectl, cluster }) => {
  const type = `${markup} \u202etype`
  const keys = ['__proto__', 'constructor', 'a.b-c_d', 'hasOwnProperty']
  const data = Object.fromEntries(keys.map((key, index) => [key, index === 0 ? written.join('\n') : (written[index] ?? '')]))
  await apply(
    list([
      job('theirs', {}),
      job('ours', launched),
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'hostile' }, data: Object.fromEntries(Object.entries(data)) },
      { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'hostile' }, type, stringData: Object.fromEntries(Object.entries(data)) },
    ]),
  )
  const owned = list([{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'owned' }, data: { a: 'theirs' } }])
  expect((await cluster.kubectlWithInput(owned, '-n', namespace, 'apply', '--server-side', `--field-manager=${markup}`, '-f', '-')).stderr).toBe('')

  const jobs = await openList(page, 'jobs', { ns: namespace, cols: 'wide' })
  await expect(row(jobs, 'theirs')).toContainText(markup)
  await onlyOurs(page)
  for (const name of ['theirs', 'ours']) {
    await open(page, `jobs/${namespace}/${name}`)
    await expect(content(page)).toContainText(markup)
    await onlyOurs(page)
  }

  const secrets = await openList(page, 'secrets', { ns: namespace, cols: 'wide' })
  await expect(row(secrets, 'hostile')).toContainText(`${markup} \\u202etype`)
  await onlyOurs(page)
  await open(page, `secrets/${namespace}/hostile`)
  await page.getByRole('button', { name: 'Reveal __proto__' }).click()
  for (const [, read] of payloads) await expect(page.locator('[data-key="__proto__"] [data-value]')).toContainText(read)
  await onlyOurs(page)
  await openList(page, 'configmaps', { ns: namespace, cols: 'wide' })
  await onlyOurs(page)
  await open(page, `configmaps/${namespace}/owned`)
  await expect(content(page)).toContainText(`by ${markup}`)
  await onlyOurs(page)
  await open(page, `configmaps/${namespace}/hostile`)
  for (const [, read] of payloads) await expect(page.locator('[data-key="__proto__"] [data-value]')).toContainText(read)
  await page.getByRole('button', { name: 'Edit ConfigMap' }).click()
  await page.getByRole('button', { name: 'Edit the value of constructor' }).click()
  await page.getByRole('textbox', { name: 'Value of constructor' }).fill(`${markup} user \u202etxt.exe`)
  await expect(page.locator('[data-diff="constructor"]')).toContainText('user \\u202etxt.exe')
  await onlyOurs(page)
  expect(await kubectl('get', 'secret', 'hostile', '-o', 'jsonpath={.type}')).toBe(type)
})

test('what is typed to be launched or applied is text', async ({ page, namespace, apply }) => {
  await apply(list([{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'known' }, data: { a: 'theirs' } }]))
  await expect(page).toHaveURL(/\/c\/[^/]/)
  await open(page, `jobs/new?ns=${namespace}`)
  const form = page.getByRole('form', { name: 'Launch a job' })
  await form.getByRole('group', { name: 'Begin with' }).getByText('Your image', { exact: true }).click()
  await form.getByRole('textbox', { name: 'Image' }).fill(`${markup} user \u202etxt.exe`)
  await form.getByRole('textbox', { name: 'Command and arguments' }).fill(
    written
      .filter((text) => !text.includes('\r'))
      .map((text) => `'${text}'`)
      .join(' '),
  )
  await expect(form.locator('[data-split]')).toContainText('user \\u202etxt.exe')
  await onlyOurs(page)

  await open(page, `apply?ns=${namespace}`)
  const text = [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'fine', annotations: { text: everything } }, data: { a: everything } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'known', annotations: { text: everything } }, data: { b: everything } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: everything } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'field', [everything]: 1 } },
    { apiVersion: 'v1', kind: everything, metadata: { name: 'kind' } },
    { apiVersion: everything, kind: 'ConfigMap', metadata: { name: 'version' } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'place', namespace: everything } },
  ].map((each) => JSON.stringify(each))
  await page.getByRole('textbox', { name: 'YAML' }).fill(text.join('\n---\n'))
  await page.getByRole('button', { name: 'Check' }).click()
  const documents = page.getByRole('region', { name: 'Documents' })
  await expect(documents.getByText('will be created')).toBeVisible()
  await expect(documents.getByText(/checking/)).toHaveCount(0)
  for (const [, read] of payloads) await expect(documents.getByRole('list', { name: 'What would change' }).first()).toContainText(read)
  await onlyOurs(page)
  await page.getByRole('button', { name: /^Apply 7 documents/ }).click()
  await expect(documents.getByText(/created in/)).toBeVisible()
  await onlyOurs(page)
})
