import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { writeKubeconfig } from './kubeconfigs.ts'

const deployment = (version: 1 | 2, more = ''): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: lbapp
  annotations: {kubernetes.io/change-cause: version ${version}}
spec:
  replicas: 2
  selector: {matchLabels: {app: lbapp}}
  template:
    metadata: {labels: {app: lbapp}}
    spec:
      schedulerName: nobody
      automountServiceAccountToken: false
      containers:
      - name: web
        image: none:${version}
        env: [{name: APP_VERSION, value: "${version}"}]
${more}`
const service = `apiVersion: v1
kind: Service
metadata: {name: lbapp-svc}
spec: {type: NodePort, selector: {app: lbapp}, ports: [{port: 80, targetPort: 8080}]}
`
const configMap = (name: string, data = '{a: b}', more = ''): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}${more}}\ndata: ${data}\n`
const together = (...documents: string[]): string => documents.join('---\n')

async function openApply(page: Page, namespace: string): Promise<Locator> {
  await expect(page).toHaveURL(/\/c\/[^/]/)
  const [, context = ''] = /\/c\/([^/]+)\//.exec(new URL(page.url()).pathname) ?? []
  await page.goto(new URL(`/c/${context}/apply?ns=${namespace}`, page.url()).href)
  return page.getByRole('textbox', { name: 'YAML' })
}
const documents = (page: Page): Locator =>
  page
    .getByRole('region', { name: 'Documents' })
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading') })
const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name }).click()

test('an application is created by pasting two documents, and its next version is seen before it is applied', async ({
  page,
  namespace,
  kubectl,
  binnacle,
}) => {
  const field = await openApply(page, namespace)
  await field.fill(together(deployment(1), service))
  await expect(page.getByRole('button', { name: 'Apply 2 documents' })).toHaveAttribute('aria-disabled', 'true')
  await field.press('Control+Enter')
  await expect(documents(page)).toHaveCount(2)
  for (const index of [0, 1]) await expect(documents(page).nth(index)).toContainText('will be created')
  expect(await kubectl('get', 'deployments,services', '-o', 'name')).toBe('')
  await press(page, 'Apply 2 documents')
  for (const index of [0, 1]) await expect(documents(page).nth(index)).toContainText(/created in \d+ ms/)
  expect(await kubectl('get', 'deployments,services', '-o', 'name')).toBe('deployment.apps/lbapp\nservice/lbapp-svc')
  const uid = await kubectl('get', 'deployment', 'lbapp', '-o', 'jsonpath={.metadata.uid}')
  expect(binnacle.audit().filter((entry) => entry['uid'] === uid)).toMatchObject([
    { verb: 'patch', resource: 'deployments', namespace, name: 'lbapp', code: 200 },
  ])

  await field.fill(together(deployment(2), service))
  await press(page, 'Check')
  const changes = documents(page).first().getByRole('list', { name: 'What would change' })
  await expect(changes.getByRole('listitem')).toHaveCount(3)
  await expect(changes).toContainText('spec.template.spec.containers[web].image')
  await expect(changes).toContainText('none:1')
  await expect(changes).toContainText('none:2')
  await expect(changes).toContainText('spec.template.spec.containers[web].env[APP_VERSION].value')
  await expect(documents(page).nth(1)).toContainText('unchanged')
  expect(await kubectl('get', 'deployment', 'lbapp', '-o', 'jsonpath={..image}')).toBe('none:1')
  await press(page, 'Apply 2 documents')
  await expect(documents(page).first()).toContainText(/configured in \d+ ms/)
  expect(await kubectl('get', 'deployment', 'lbapp', '-o', 'jsonpath={..image}')).toBe('none:2')
  await page.getByRole('link', { name: 'Open Deployment lbapp' }).click()
  await expect(page).toHaveURL(new RegExp(`/deployments/${namespace}/lbapp`))
})

test('faults of the text are named with their lines, and what was typed outlives them and a reload', async ({ page, namespace }) => {
  const field = await openApply(page, namespace)
  const text = together(
    'a:\n\tb: 1\n',
    deployment(1, '        imagee: x\n').replace('replicas: 2', 'replicas: no'),
    'apiVersion: extensions/v1beta1\nkind: Deployment\nmetadata: {name: old}\n',
  )
  await field.fill(text)
  await press(page, 'Check')
  await expect(documents(page).nth(0)).toContainText(/line 2.*tab/)
  await expect(documents(page).nth(1)).toContainText(/line 21\s*unknown field spec.template.spec.containers\[name="web"\].imagee/)
  await expect(documents(page).nth(1)).toContainText('no without quotes is read as false')
  await expect(documents(page).nth(2)).toContainText('it serves Deployment in apps/v1')
  await page.reload()
  await expect(field).toHaveValue(text)
  await page.getByRole('navigation').getByRole('link', { name: 'Nodes' }).click()
  await page.goBack()
  await expect(field).toHaveValue(text)
  await field.fill(text.replace('kind: Deployment', 'kind: Secret'))
  await page.reload()
  await expect(field).toHaveValue('')
})

test('a field of another manager is taken over only when that is asked for', async ({ page, namespace, kubectl, apply }) => {
  await apply(configMap('owned', '{a: theirs}'))
  const field = await openApply(page, namespace)
  await field.fill(configMap('owned', '{a: mine}'))
  await press(page, 'Check')
  await expect(documents(page)).toContainText('kubectl-client-side-apply')
  await expect(documents(page)).toContainText('data.a')
  await press(page, 'Apply 1 document')
  await expect(documents(page)).toContainText('conflict')
  expect(await kubectl('get', 'configmap', 'owned', '-o', 'jsonpath={.data.a}')).toBe('theirs')
  await page.getByRole('checkbox', { name: 'Take over these fields' }).click()
  await expect(documents(page)).toContainText('1 field will change')
  await expect(documents(page)).toContainText('mine')
  expect(await kubectl('get', 'configmap', 'owned', '-o', 'jsonpath={.data.a}')).toBe('theirs')
  await press(page, 'Apply 1 document')
  await expect(documents(page)).toContainText(/configured in/)
  expect(await kubectl('get', 'configmap', 'owned', '-o', 'jsonpath={.data.a}')).toBe('mine')
})

test('a namespace that is missing is created as a step of its own; one that the text creates is waited for', async ({ page, namespace, objects }) => {
  const [missing, made] = [`${namespace}-m`, `${namespace}-n`]
  const field = await openApply(page, namespace)
  const own = `apiVersion: v1\nkind: Namespace\nmetadata: {name: ${made}}\n`
  await field.fill(together(own, configMap('inside', '{a: b}', `, namespace: ${made}`), configMap('lost', '{a: b}', `, namespace: ${missing}`)))
  await press(page, 'Check')
  await expect(documents(page).nth(1)).toContainText('cannot be checked yet')
  await expect(documents(page).nth(2)).toContainText(`namespace ${missing} does not exist`)
  await press(page, `Create namespace ${missing}`)
  await expect(documents(page).nth(2)).toContainText('will be created')
  await press(page, 'Apply 3 documents')
  for (const index of [0, 1, 2]) await expect(documents(page).nth(index)).toContainText(/created in/)
  for (const name of [missing, made]) await objects.deleteNamespace(name)
})

test('of two documents one is refused, and the other is applied all the same', async ({ page, namespace, kubectl }) => {
  const field = await openApply(page, namespace)
  await field.fill(together(configMap('bad', '{a: 5}'), configMap('good')))
  await press(page, 'Check')
  await expect(documents(page).first()).toContainText('quotes make it text')
  await press(page, 'Apply 2 documents')
  await expect(documents(page).nth(1)).toContainText(/created in/)
  await expect(documents(page).first()).toContainText('invalid')
  expect(await kubectl('get', 'configmap', '-o', 'jsonpath={.items[*].metadata.name}')).not.toContain('bad')
  expect(await kubectl('get', 'configmap', 'good', '-o', 'jsonpath={.data.a}')).toBe('b')

  await field.fill(configMap('x', '{a: b}', ', namespace: kube-system'))
  await press(page, 'Check')
  await expect(documents(page)).toContainText('forbidden')
  await expect(documents(page)).toContainText('--allow-system')
})

test('who may not write is told so by the cluster, for each document, and may still see what one would do', async ({
  cluster,
  folder,
  enter,
  namespace,
  apply,
  kubectl,
}) => {
  await apply(`apiVersion: v1
kind: ServiceAccount
metadata: {name: writer, namespace: ${namespace}}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: writer, namespace: ${namespace}}
rules: [{apiGroups: [""], resources: [configmaps], verbs: [get, create, patch]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: writer, namespace: ${namespace}}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: writer}
subjects: [{kind: ServiceAccount, name: writer, namespace: ${namespace}}]
`)
  const { page } = await enter(await writeKubeconfig(folder, cluster, { token: await kubectl('create', 'token', 'writer') }))
  const field = await openApply(page, namespace)
  await field.fill(together(configMap('allowed'), service))
  await press(page, 'Check')
  await expect(documents(page).first()).toContainText('will be created')
  await expect(documents(page).nth(1)).toContainText('forbidden')
  await expect(documents(page).nth(1)).toContainText(`User "system:serviceaccount:${namespace}:writer" cannot patch resource "services"`)
  await press(page, 'Apply 2 documents')
  await expect(documents(page).first()).toContainText(/created in/)
  await expect(documents(page).nth(1)).toContainText('forbidden')
})
