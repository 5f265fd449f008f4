import type { Locator, Page } from '@playwright/test'
import { findings } from './findings.ts'
import { expect, test } from './fixtures.ts'
import { writeKubeconfig } from './kubeconfigs.ts'
import { contextOf, goTo, openList, row } from './pages.ts'
import { sideways } from './sideways.ts'
import { tabTo } from './tabTo.ts'

// Two themes of every page are looked through, which takes its time on a machine that does other things, too.
test.describe.configure({ timeout: 300_000 })

const KINDS = ['secrets', 'configmaps'] as const

async function open(page: Page, path: string): Promise<void> {
  await expect(page).toHaveURL(/\/c\/[^/]/)
  await goTo(page, new URL(`/c/${contextOf(page)}/${path}`, page.url()).href)
}
const keyRow = (page: Page, key: string): Locator => page.locator(`[data-key="${key}"]`)
const configMap = (name: string, data: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: ${data}\n`
const documents = (page: Page): Locator =>
  page
    .getByRole('region', { name: 'Documents' })
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading') })
const long = 'l'.repeat(120)

const reader = (namespace: string): string => `
apiVersion: v1
kind: ServiceAccount
metadata: {name: reader}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader}
rules: [{apiGroups: [""], resources: [configmaps], verbs: [get, list, watch]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: reader}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
subjects: [{kind: ServiceAccount, name: reader, namespace: ${namespace}}]
`

test('a secret is created without a mouse; secrets and ConfigMaps with keys in them', async ({ page, namespace, apply }) => {
  const found: string[] = []
  await apply(configMap('settings', '{app.conf: "one\\ntwo\\nthree", mode: production}'))
  await open(page, `secrets/new?ns=${namespace}`)
  const form = page.getByRole('form', { name: 'New secret' })
  await tabTo(page, form.getByLabel('Name', { exact: true }))
  await page.keyboard.type('db')
  await tabTo(page, form.getByRole('button', { name: 'Create secret' }))
  await page.keyboard.press('Enter')
  await expect(form.locator('[data-fault]').first()).toBeVisible()
  found.push(...(await findings(page, 'a new secret with a fault')))
  await tabTo(page, form.getByLabel('Key', { exact: true }).first())
  await page.keyboard.type('password')
  await page.keyboard.press('Tab')
  await page.keyboard.type('twkubernetes')
  await tabTo(page, form.getByRole('button', { name: 'Create secret' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'db' })).toBeVisible()
  await expect(page.getByRole('group', { name: 'Notice' })).toContainText(/^Created db\. Done in/)
  await tabTo(page, page.getByRole('button', { name: 'Reveal password' }))
  await page.keyboard.press('Enter')
  await expect(keyRow(page, 'password')).toContainText('twkubernetes')
  found.push(...(await findings(page, 'a secret with a key that is revealed')))
  await page.getByRole('button', { name: 'Edit secret' }).press('Enter')
  found.push(...(await findings(page, 'a secret that is edited')))

  await open(page, `configmaps/${namespace}/settings`)
  await expect(keyRow(page, 'mode')).toContainText('production')
  found.push(...(await findings(page, 'a ConfigMap')))
  await page.getByRole('button', { name: 'Edit ConfigMap' }).press('Enter')
  await page.getByRole('button', { name: 'Edit the value of app.conf' }).press('Enter')
  const value = page.getByRole('textbox', { name: 'Value of app.conf' })
  await expect(value).toBeFocused()
  await value.fill('one\nzwei\nthree')
  await expect(page.locator('[data-diff="app.conf"]')).toContainText('zwei')
  found.push(...(await findings(page, 'a ConfigMap with its differences')))
  for (const list of KINDS) {
    const grid = await openList(page, list, { ns: namespace })
    await expect(row(grid, /./).first()).toBeVisible()
    found.push(...(await findings(page, list)))
    expect(await sideways(page), list).toBeLessThanOrEqual(0)
  }
  expect(found).toEqual([])
})

test('YAML is applied without a mouse, and its faults are told', async ({ page, namespace, apply, kubectl }) => {
  const found: string[] = []
  await apply(configMap('owned', '{a: theirs}'))
  await open(page, `apply?ns=${namespace}`)
  const field = page.getByRole('textbox', { name: 'YAML' })
  await tabTo(page, field)
  const text = [configMap('created', '{a: b}'), configMap('bad', '{a: 5}'), configMap('owned', '{a: mine}'), 'a:\n\tb: 1\n'].join('---\n')
  await page.keyboard.insertText(text)
  await page.keyboard.press('Control+Enter')
  await expect(documents(page).nth(0)).toContainText('will be created')
  await expect(documents(page).nth(1)).toContainText('quotes make it text')
  await expect(documents(page).nth(2)).toContainText('data.a')
  found.push(...(await findings(page, 'apply, with faults')))
  expect(await sideways(page)).toBeLessThanOrEqual(0)
  await page.keyboard.press('Escape')
  await tabTo(page, documents(page).getByRole('checkbox', { name: 'Take over these fields' }))
  await page.keyboard.press('Space')
  await expect(documents(page).nth(2)).toContainText('1 field will change')
  await tabTo(page, page.getByRole('button', { name: /^Apply 4 documents/ }), 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(documents(page).nth(0)).toContainText(/created in \d+ ms/)
  await expect(documents(page).nth(2)).toContainText(/configured in \d+ ms/)
  found.push(...(await findings(page, 'applied')))
  expect(await kubectl('get', 'configmaps', '-o', 'jsonpath={.items[*].metadata.name}')).toContain('created')
  expect(await kubectl('get', 'configmap', 'owned', '-o', 'jsonpath={.data.a}')).toBe('mine')
  expect(found).toEqual([])
})

test('secrets and ConfigMaps with nothing in them, not allowed, and on a screen of 320 px', async ({
  page,
  namespace,
  apply,
  kubectl,
  cluster,
  folder,
  enter,
}) => {
  const found: string[] = []
  await openList(page, 'secrets', { ns: namespace })
  await expect(page.getByText(`No secrets in ${namespace}.`)).toBeVisible()
  found.push(...(await findings(page, 'no secrets')))
  await open(page, `secrets/${namespace}/nowhere`)
  await expect(page.getByText(/^There is no .* nowhere in/)).toBeVisible()
  found.push(...(await findings(page, 'no such secret')))
  await apply(reader(namespace))
  const { page: limited, binnacle } = await enter(await writeKubeconfig(folder, cluster, { token: await kubectl('create', 'token', 'reader') }))
  for (const list of ['secrets', 'deployments'] as const) {
    await open(limited, `${list}?ns=${namespace}`)
    await expect(limited.getByRole('region', { name: 'Not allowed' })).toBeVisible()
    found.push(...(await findings(limited, `${list} that may not be listed`)))
  }
  await open(limited, `secrets/new?ns=${namespace}`)
  await expect(limited.getByRole('button', { name: 'Create secret' })).toHaveAttribute('aria-disabled', 'true')
  found.push(...(await findings(limited, 'a new secret that may not be created')))
  await tabTo(limited, limited.getByRole('button', { name: 'Create secret' }))
  await open(limited, `configmaps/${namespace}/kube-root-ca.crt`)
  await expect(limited.getByRole('button', { name: 'Edit ConfigMap' })).toHaveAttribute('aria-disabled', 'true')
  await binnacle.end('SIGKILL')
  await expect(limited.getByRole('alert').filter({ hasText: 'Binnacle does not answer' })).toBeVisible()
  found.push(...(await findings(limited, 'a ConfigMap, disconnected')))
  expect(found).toEqual([])

  await apply(
    [configMap(`${long}-map`, `{${long}: "${long}${long}"}`), `apiVersion: v1\nkind: Secret\nmetadata: {name: ${long}}\nstringData: {${long}: ${long}}\n`].join(
      '---\n',
    ),
  )
  await page.setViewportSize({ width: 320, height: 640 })
  for (const list of KINDS) {
    const grid = await openList(page, list, { ns: namespace })
    await expect(row(grid, /./).first()).toBeVisible()
    expect(await sideways(page), list).toBeLessThanOrEqual(0)
    expect(await grid.evaluate((element) => element.scrollWidth - element.clientWidth), `the rows of ${list}`).toBeLessThanOrEqual(0)
  }
  const within = (): Promise<number> => page.locator('#page').evaluate((element) => element.scrollWidth - element.clientWidth)
  for (const path of [
    `secrets/${namespace}/${long}`,
    `configmaps/${namespace}/${long}-map`,
    `secrets/new?ns=${namespace}`,
    `configmaps/new?ns=${namespace}`,
    `apply?ns=${namespace}`,
  ]) {
    await open(page, path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    if (path.startsWith('secrets/b')) await page.getByRole('button', { name: `Reveal ${long}` }).click()
    if (!path.includes('?')) await expect(keyRow(page, long)).toContainText(long)
    expect(await sideways(page), path).toBeLessThanOrEqual(0)
    expect(await within(), `within ${path}`).toBeLessThanOrEqual(0)
  }
  await page.getByRole('textbox', { name: 'YAML' }).fill([configMap(long, `{a: "${long}"}`), configMap('bad', '{a: 5}')].join('---\n'))
  await page.getByRole('button', { name: 'Check' }).click()
  await expect(documents(page).nth(1)).toContainText('quotes make it text')
  expect(await sideways(page), 'apply with documents').toBeLessThanOrEqual(0)
  expect(await within(), 'within apply').toBeLessThanOrEqual(0)
})
