import { expect, test } from './fixtures.ts'
import { writeKubeconfig } from './kubeconfigs.ts'
import { stillPod } from './manifests.ts'
import { live, openList, row } from './pages.ts'

const viewer = (namespace: string): string => `
apiVersion: v1
kind: ServiceAccount
metadata: {name: viewer, namespace: ${namespace}}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: viewer, namespace: ${namespace}}
rules: [{apiGroups: [""], resources: [pods, events], verbs: [get, list, watch]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: viewer, namespace: ${namespace}}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: viewer}
subjects: [{kind: ServiceAccount, name: viewer, namespace: ${namespace}}]
`

test('a user with rights in one namespace only gets an app that works, and words where it does not', async ({
  cluster,
  folder,
  enter,
  namespace,
  apply,
  kubectl,
}) => {
  await apply(`${stillPod('mine')}\n---\n${viewer(namespace)}`)
  const { page, binnacle } = await enter(await writeKubeconfig(folder, cluster, { token: await kubectl('create', 'token', 'viewer') }))
  const card = page.getByRole('region', { name: 'Not allowed' })
  await expect(card).toContainText(`system:serviceaccount:${namespace}:viewer`)
  await expect(card).toContainText('may not list pods in the whole cluster')
  await expect(card.getByLabel('Role and RoleBinding as YAML')).toContainText('kind: ClusterRole')
  await card.getByLabel('Open one namespace').fill(namespace)
  await card.getByRole('button', { name: 'Open' }).click()
  const pods = page.getByRole('grid')
  await expect(row(pods, 'mine')).toBeVisible()
  await expect(live(page)).toHaveAttribute('data-live', 'live')

  const remove = row(pods, 'mine').getByRole('button', { name: 'Delete mine' })
  await expect(remove).toHaveAttribute('aria-disabled', 'true')
  await expect(remove).toHaveAttribute('title', `You may not delete pods in ${namespace}: it needs the verb "delete" on pods.`)
  await remove.click({ force: true })
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect(await kubectl('get', 'pod', 'mine', '-o', 'name')).toBe('pod/mine')
  expect(binnacle.audit()).toEqual([])

  await openList(page, 'pods', { ns: `${namespace},default` })
  await expect(page.getByText(/1 namespace hidden/)).toBeVisible()
  await expect(row(page.getByRole('grid'), 'mine')).toBeVisible()
})

test('what an administrator grants from the card turns the page live by itself', async ({ cluster, folder, enter, namespace, apply, kubectl }) => {
  await apply(`${stillPod('mine')}\n---\napiVersion: v1\nkind: ServiceAccount\nmetadata: {name: newcomer}`)
  const { page } = await enter(await writeKubeconfig(folder, cluster, { token: await kubectl('create', 'token', 'newcomer') }))
  const card = page.getByRole('region', { name: 'Not allowed' })
  await card.getByLabel('Open one namespace').fill(namespace)
  await card.getByRole('button', { name: 'Open' }).click()
  await expect(card).toContainText(`may not list pods in the namespace ${namespace}`)
  await apply((await card.getByLabel('Role and RoleBinding as YAML').textContent()) ?? '')
  await card.getByRole('button', { name: 'Try again' }).click()
  await expect(row(page.getByRole('grid'), 'mine')).toBeVisible()
  await expect(live(page)).toHaveAttribute('data-live', 'live')
})
