import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Binnacle } from './Binnacle.ts'
import { expect, test } from './fixtures.ts'
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
  browser,
  namespace,
  apply,
  kubectl,
}) => {
  await apply(`${stillPod('mine')}\n---\n${viewer(namespace)}`)
  const dir = mkdtempSync(join(tmpdir(), 'binnacle-viewer-'))
  const kubeconfig = join(dir, 'config')
  const view: { users: unknown[]; contexts: { context: { user: string } }[] } = JSON.parse(
    (await cluster.kubectl('config', 'view', '--raw', '--minify', '-o', 'json')).stdout,
  )
  const name = view.contexts[0]?.context.user
  writeFileSync(kubeconfig, JSON.stringify({ ...view, users: [{ name, user: { token: await kubectl('create', 'token', 'viewer') } }] }), { mode: 0o600 })

  const binnacle = new Binnacle(kubeconfig)
  const page = await (await browser.newContext()).newPage()
  try {
    await page.goto(await binnacle.start())
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
    expect(await kubectl('get', 'pod', 'mine', '-o', 'name')).toBe('pod/mine')

    await openList(page, 'pods', { ns: `${namespace},default` })
    await expect(page.getByText(/1 namespace hidden/)).toBeVisible()
    await expect(row(page.getByRole('grid'), 'mine')).toBeVisible()
  } finally {
    await page.context().close()
    await binnacle.stop()
    rmSync(dir, { recursive: true, force: true })
  }
})
