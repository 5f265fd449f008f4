import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { writeKubeconfig } from './kubeconfigs.ts'
import { IMAGE } from './manifests.ts'
import { cell, live, openList, row } from './pages.ts'
import { Wiretap } from './Wiretap.ts'

const form = (page: Page) => page.getByRole('form', { name: 'New secret' })
const keyRow = (page: Page, key: string) => page.locator(`[data-key="${key}"]`)

/** The form for a new Secret, reached from the list. */
async function openForm(page: Page, namespace: string): Promise<void> {
  await openList(page, 'secrets', { ns: namespace })
  await page.getByRole('link', { name: 'New secret' }).click()
  await expect(form(page).getByLabel('Namespace')).toHaveValue(namespace)
}

const opened = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })

/** The tutorial's app, given its database's user by the Secret. */
const app = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: lbapp}
spec:
  replicas: 2
  selector: {matchLabels: {app: lbapp}}
  template:
    metadata: {labels: {app: lbapp}}
    spec:
      automountServiceAccountToken: false
      terminationGracePeriodSeconds: 1
      containers:
      - name: web
        image: ${IMAGE}
        args: [netexec, --http-port=8080, --udp-port=-1, "--http-override=/echo?msg=user+$(LBAPP_DBUSER)"]
        env: [{name: LBAPP_DBUSER, valueFrom: {secretKeyRef: {name: lbapp-db, key: lbapp-dbuser}}}]
        volumeMounts: [{name: files, mountPath: /etc/db}]
        readinessProbe: {httpGet: {path: /, port: 8080}, periodSeconds: 1}
        resources: {requests: {cpu: 10m, memory: 16Mi}, limits: {memory: 64Mi}}
      volumes: [{name: files, secret: {secretName: lbapp-db}}]
`

test('a secret from two literals and a file is given to an app, rotated, and the app restarted', async ({ page, namespace, apply, kubectl, binnacle }) => {
  await openForm(page, namespace)
  await form(page).getByLabel('Name', { exact: true }).fill('lbapp-db')
  await form(page).getByLabel('Key', { exact: true }).first().fill('lbapp-dbuser')
  await form(page).getByRole('textbox', { name: 'Value of lbapp-dbuser' }).fill('produser')
  await form(page).getByRole('button', { name: 'Add key' }).click()
  await form(page).getByLabel('Key', { exact: true }).nth(1).fill('lbapp-dbpwd')
  await form(page).getByRole('textbox', { name: 'Value of lbapp-dbpwd' }).fill('twkubernetes')
  await form(page)
    .getByLabel('Files')
    .setInputFiles({ name: 'ca.pem', mimeType: 'text/plain', buffer: Buffer.from('line\r\nline\0') })
  const line = page.locator('[data-line] code')
  await expect(line).toContainText(`kubectl create secret generic lbapp-db -n ${namespace} '--from-literal=lbapp-dbuser=•••'`)
  await expect(line).not.toContainText('twkubernetes')
  await form(page).getByRole('button', { name: 'Create secret' }).click()
  await expect(opened(page, 'lbapp-db')).toBeVisible()
  await expect(keyRow(page, 'ca.pem')).toContainText('11 bytes')
  const stored = JSON.parse(await kubectl('get', 'secret', 'lbapp-db', '-o', 'jsonpath={.data}')) as Record<string, string>
  expect(Object.entries(stored).map(([key, value]) => [key, Buffer.from(value, 'base64').toString()])).toEqual([
    ['ca.pem', 'line\r\nline\0'],
    ['lbapp-dbpwd', 'twkubernetes'],
    ['lbapp-dbuser', 'produser'],
  ])

  await apply(app)
  await kubectl('rollout', 'status', 'deployment/lbapp', '--timeout=60s')
  const used = page.getByRole('region', { name: 'Used by' })
  await expect(used.locator('[data-user="lbapp"]')).toContainText('env LBAPP_DBUSER = lbapp-dbuser of container web')
  await expect(used.locator('[data-keeps="new"]')).toHaveCount(2)

  await page.getByRole('button', { name: 'Edit secret' }).click()
  const edit = page.getByRole('form', { name: 'Edit secret lbapp-db' })
  await edit.getByRole('button', { name: 'New value of lbapp-dbuser' }).click()
  await edit.getByRole('textbox', { name: 'Value of lbapp-dbuser' }).fill('rotated')
  await edit.getByRole('button', { name: 'Save secret' }).click()
  await expect(page.locator('[data-keeps-old="2"]')).toContainText('2 pods keep the old value until restarted')
  expect(await kubectl('exec', 'deploy/lbapp', '--', 'sh', '-c', 'echo $LBAPP_DBUSER')).toBe('produser')
  expect(await kubectl('get', 'secret', 'lbapp-db', '-o', 'jsonpath={.data.lbapp-dbpwd}')).toBe(Buffer.from('twkubernetes').toString('base64'))

  await page.getByRole('button', { name: 'Restart lbapp' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Restart lbapp' }).click()
  await kubectl('rollout', 'status', 'deployment/lbapp', '--timeout=60s')
  await expect(page.locator('[data-keeps-old]')).toHaveCount(0)
  await expect(used.locator('[data-keeps="new"]')).toHaveCount(2)
  expect(await kubectl('exec', 'deploy/lbapp', '--', 'sh', '-c', 'echo $LBAPP_DBUSER')).toBe('rotated')
  const audited = binnacle.audit().filter((entry) => entry['namespace'] === namespace)
  expect(audited.map(({ verb, resource, code }) => [verb, resource, code])).toEqual([
    ['create', 'secrets', 200],
    ['patch', 'secrets', 200],
    ['patch', 'deployments', 200],
  ])
})

test('a canary is nowhere before its reveal, and in one answer after it; then it is gone from the page', async ({
  page,
  namespace,
  apply,
  kubectl: _,
  binnacle,
}) => {
  const canary = `c4n4ry-${namespace}-value`
  const texts = [canary, Buffer.from(canary).toString('base64'), Buffer.from(canary).toString('base64').slice(0, 16)]
  // Applied by kubectl with stringData, its values stand in an annotation too.
  await apply(`apiVersion: v1\nkind: Secret\nmetadata: {name: canary}\nstringData: {password: ${canary}, other: harmless}`)
  const tap = new Wiretap(page, binnacle)
  await page.reload()
  const secrets = await openList(page, 'secrets', { ns: namespace })
  await expect(cell(row(secrets, 'canary'), 'keys')).toHaveText('other, password')
  await row(secrets, 'canary').getByRole('link', { name: 'canary' }).click()
  await expect(keyRow(page, 'password')).toContainText(`${canary.length} bytes`)
  await page.getByRole('button', { name: 'Reveal other' }).click()
  await expect(keyRow(page, 'other')).toContainText('harmless')
  expect(await tap.find(texts)).toEqual([])

  await page.clock.install()
  await page.getByRole('button', { name: 'Reveal password' }).click()
  await expect(keyRow(page, 'password').locator('[data-value]')).toHaveText(canary)
  await expect(keyRow(page, 'other')).not.toContainText('harmless')
  expect((await tap.find(texts)).sort()).toEqual(['page', expect.stringContaining('/reads/secrets.value')])
  await page.clock.runFor(31_000)
  await expect(keyRow(page, 'password').locator('[data-value]')).toHaveCount(0)
  expect(await tap.find(texts)).toEqual([expect.stringContaining('/reads/secrets.value')])
  const reveals = binnacle.audit().filter((entry) => entry['namespace'] === namespace && entry['name'] === 'canary')
  expect(reveals.map(({ verb, resource, key, code, user }) => [verb, resource, key, code, user])).toEqual([
    ['get', 'secrets', 'other', 200, expect.any(String)],
    ['get', 'secrets', 'password', 200, expect.any(String)],
  ])
})

test('every legal key and a full mebibyte go through; a byte more does not', async ({ page, namespace, kubectl }) => {
  await openForm(page, namespace)
  await form(page).getByLabel('Name', { exact: true }).fill('full')
  const large = Buffer.alloc(1_048_576 - 4, 7)
  await form(page)
    .getByLabel('Files')
    .setInputFiles([
      { name: '__proto__', mimeType: 'application/octet-stream', buffer: Buffer.from('a\0') },
      { name: 'constructor', mimeType: 'application/octet-stream', buffer: Buffer.from([0xff, 0xfe]) },
      { name: 'large', mimeType: 'application/octet-stream', buffer: large },
    ])
  await expect(page.locator('[data-size]')).toHaveText('1,048,576 of 1,048,576 bytes')
  await form(page).getByRole('button', { name: 'Add key' }).click()
  await form(page).getByLabel('Key', { exact: true }).nth(3).fill('more')
  await form(page).getByRole('textbox', { name: 'Value of more' }).fill('x')
  await form(page).getByRole('button', { name: 'Create secret' }).click()
  await expect(form(page)).toContainText('1,048,577 bytes are more than the cluster takes')
  await form(page).getByRole('button', { name: 'Remove key more' }).click()
  await form(page).getByRole('button', { name: 'Create secret' }).click()
  await expect(opened(page, 'full')).toBeVisible()
  await expect(keyRow(page, '__proto__')).toContainText('2 bytes')
  await expect(keyRow(page, 'large')).toContainText('1,048,572 bytes')
  const keys = JSON.parse(await kubectl('get', 'secret', 'full', '-o', 'json')) as { data: Record<string, string> }
  expect(Object.keys(keys.data).sort()).toEqual(['__proto__', 'constructor', 'large'])
  expect(Buffer.from(new Map(Object.entries(keys.data)).get('__proto__') ?? '', 'base64').toString()).toBe('a\0')
  await page.getByRole('button', { name: 'Reveal __proto__' }).click()
  await expect(keyRow(page, '__proto__').locator('[data-value]')).toHaveText('a\\0')
})

test('a name that exists is never overwritten, and nothing that was typed is lost', async ({ page, namespace, kubectl }) => {
  await kubectl('create', 'secret', 'generic', 'taken', '--from-literal=a=first')
  await openForm(page, namespace)
  await form(page).getByLabel('Name', { exact: true }).fill('taken')
  await form(page).getByLabel('Key', { exact: true }).first().fill('a')
  await form(page).getByRole('textbox', { name: 'Value of a' }).fill('second')
  await form(page).getByRole('button', { name: 'Create secret' }).click()
  await expect(form(page).getByRole('alert')).toContainText(`A secret taken exists in ${namespace} already. Nothing was changed.`)
  await expect(form(page).getByRole('textbox', { name: 'Value of a' })).toHaveValue('second')
  expect(await kubectl('get', 'secret', 'taken', '-o', 'jsonpath={.data.a}')).toBe(Buffer.from('first').toString('base64'))
  await form(page).getByLabel('Name', { exact: true }).fill('taken-2')
  await form(page).getByRole('button', { name: 'Create secret' }).click()
  await expect(opened(page, 'taken-2')).toBeVisible()
})

test('a change of somebody else is not written over, and the edits stay', async ({ page, namespace, kubectl }) => {
  await kubectl('create', 'secret', 'generic', 'shared', '--from-literal=a=1', '--from-literal=b=1')
  const secrets = await openList(page, 'secrets', { ns: namespace })
  await row(secrets, 'shared').getByRole('link', { name: 'shared' }).click()
  await page.getByRole('button', { name: 'Edit secret' }).click()
  const edit = page.getByRole('form', { name: 'Edit secret shared' })
  await edit.getByRole('button', { name: 'New value of a' }).click()
  await edit.getByRole('textbox', { name: 'Value of a' }).fill('mine')
  await kubectl('patch', 'secret', 'shared', '-p', '{"stringData":{"a":"theirs","c":"new"}}')
  await expect(edit.getByRole('alert')).toContainText('changed by someone else since you began')
  await expect(edit.getByRole('button', { name: 'Save secret' })).toHaveAttribute('aria-disabled', 'true')
  expect(await kubectl('get', 'secret', 'shared', '-o', 'jsonpath={.data.a}')).toBe(Buffer.from('theirs').toString('base64'))
  await edit.getByRole('button', { name: 'Go on from how it is now' }).click()
  await expect(edit.locator('[data-key="c"]')).toContainText('kept as they are')
  await expect(edit.getByRole('textbox', { name: 'Value of a' })).toHaveValue('mine')
  await edit.getByRole('button', { name: 'Remove key b' }).click()
  await edit.getByRole('button', { name: 'Save secret' }).click()
  await expect(keyRow(page, 'b')).toHaveCount(0)
  expect(JSON.parse(await kubectl('get', 'secret', 'shared', '-o', 'jsonpath={.data}'))).toEqual({
    a: Buffer.from('mine').toString('base64'),
    c: Buffer.from('new').toString('base64'),
  })
})

test('typed secrets: a registry login and basic auth are what kubectl would make', async ({ page, namespace, kubectl }) => {
  await openForm(page, namespace)
  await form(page).getByLabel('Name', { exact: true }).fill('pull')
  await form(page).getByLabel('Type', { exact: true }).selectOption('kubernetes.io/dockerconfigjson')
  await form(page).getByLabel('Registry', { exact: true }).fill('registry.example.org')
  await form(page).getByLabel('User name', { exact: true }).fill('ada')
  await form(page).getByLabel('Password or token').fill('p"ss')
  await form(page).getByRole('button', { name: 'Create secret' }).click()
  await expect(opened(page, 'pull')).toBeVisible()
  await kubectl('create', 'secret', 'docker-registry', 'theirs', '--docker-server=registry.example.org', '--docker-username=ada', '--docker-password=p"ss')
  const jsonOf = async (name: string): Promise<unknown> =>
    JSON.parse(Buffer.from(await kubectl('get', 'secret', name, '-o', 'jsonpath={.data.\\.dockerconfigjson}'), 'base64').toString())
  expect(await jsonOf('pull')).toEqual(await jsonOf('theirs'))

  await openForm(page, namespace)
  await form(page).getByLabel('Name', { exact: true }).fill('basic')
  await form(page).getByLabel('Type', { exact: true }).selectOption('kubernetes.io/basic-auth')
  await form(page).getByRole('textbox', { name: 'Value of username' }).fill('ada')
  await form(page).getByRole('textbox', { name: 'Value of password' }).fill('pw')
  await form(page).getByRole('button', { name: 'Create secret' }).click()
  await expect(opened(page, 'basic')).toBeVisible()
  expect(await kubectl('get', 'secret', 'basic', '-o', 'jsonpath={.type} {.data.username}')).toBe(
    `kubernetes.io/basic-auth ${Buffer.from('ada').toString('base64')}`,
  )
})

test('deleting asks first, names what will miss it, and deletes only the one that was seen', async ({ page, namespace, kubectl }) => {
  await kubectl('create', 'secret', 'generic', 'doomed', '--from-literal=a=1')
  const secrets = await openList(page, 'secrets', { ns: namespace })
  await row(secrets, 'doomed').getByRole('link', { name: 'doomed' }).click()
  await page.getByRole('button', { name: 'Delete secret' }).click()
  const question = page.getByRole('dialog', { name: 'Delete secret doomed?' })
  await expect(question).toContainText('Binnacle keeps no copy')
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await question.getByRole('button', { name: 'Delete secret' }).click()
  await expect(page.locator('[data-deleted-note]')).toContainText('Deleted')
  await expect(page.getByRole('button', { name: 'Reveal a' })).toHaveAttribute('aria-disabled', 'true')
  expect(await kubectl('get', 'secrets', '-o', 'name')).not.toContain('doomed')
})

test('whoever may list secrets but not get them sees keys and sizes, and is told why no value', async ({
  cluster,
  folder,
  enter,
  namespace,
  apply,
  kubectl,
  binnacle: _,
}) => {
  await apply(`
apiVersion: v1
kind: ServiceAccount
metadata: {name: lister}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: lister}
rules: [{apiGroups: [""], resources: [pods, secrets], verbs: [list, watch]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: lister}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: lister}
subjects: [{kind: ServiceAccount, name: lister, namespace: ${namespace}}]
---
apiVersion: v1
kind: Secret
metadata: {name: db}
stringData: {password: c4n4ry}
`)
  const { page, binnacle } = await enter(await writeKubeconfig(folder, cluster, { token: await kubectl('create', 'token', 'lister') }))
  await openList(page, 'secrets', { ns: namespace })
  await row(page.getByRole('grid'), 'db').getByRole('link', { name: 'db' }).click()
  await expect(keyRow(page, 'password')).toContainText('6 bytes')
  await page.getByRole('button', { name: 'Reveal password' }).click()
  await expect(keyRow(page, 'password').getByRole('alert')).toContainText('cannot get resource "secrets"')
  await expect(page.getByRole('button', { name: 'Delete secret' })).toHaveAttribute('aria-disabled', 'true')
  await expect(page.getByRole('region', { name: 'Used by' })).toContainText(/lists are missing here/)
  expect(binnacle.audit().map(({ verb, resource, key, code }) => [verb, resource, key, code])).toEqual([['get', 'secrets', 'password', 403]])
  await expect(live(page)).toHaveAttribute('data-live', 'live')
})

test('a ConfigMap is created, shown with its values, edited with the difference shown, and read again when somebody changes it', async ({
  page,
  namespace,
  kubectl,
}) => {
  await openList(page, 'configmaps', { ns: namespace })
  await page.getByRole('link', { name: 'New ConfigMap' }).click()
  const create = page.getByRole('form', { name: 'New ConfigMap' })
  await create.getByLabel('Name', { exact: true }).fill('settings')
  await create.getByLabel('Key', { exact: true }).first().fill('app.conf')
  await create.getByRole('textbox', { name: 'Value of app.conf' }).fill('one\ntwo\nthree')
  await create.getByLabel('Files', { exact: true }).setInputFiles({ name: 'logo.bin', mimeType: 'application/octet-stream', buffer: Buffer.from([0xff, 0]) })
  await create.getByRole('button', { name: 'Create ConfigMap' }).click()
  await expect(keyRow(page, 'app.conf').locator('[data-value]')).toHaveText('one\ntwo\nthree')
  await expect(keyRow(page, 'logo.bin')).toContainText('2 bytes that are no text: ff 00')
  expect(await kubectl('get', 'configmap', 'settings', '-o', 'jsonpath={.binaryData}')).toBe('{"logo.bin":"/wA="}')

  await page.getByRole('button', { name: 'Edit ConfigMap' }).click()
  const edit = page.getByRole('form', { name: 'Edit ConfigMap settings' })
  await edit.getByRole('button', { name: 'Edit the value of app.conf' }).click()
  await edit.getByRole('textbox', { name: 'Value of app.conf' }).fill('one\nzwei\nthree')
  await expect(edit.locator('[data-diff="app.conf"] [data-side="before"]')).toHaveText('- two')
  await expect(edit.locator('[data-diff="app.conf"] [data-side="after"]')).toHaveText('+ zwei')
  await edit.getByRole('button', { name: 'Save ConfigMap' }).click()
  await expect(keyRow(page, 'app.conf').locator('[data-value]')).toHaveText('one\nzwei\nthree')
  await kubectl('patch', 'configmap', 'settings', '-p', '{"data":{"app.conf":"four"}}')
  await expect(keyRow(page, 'app.conf').locator('[data-value]')).toHaveText('four')
})
