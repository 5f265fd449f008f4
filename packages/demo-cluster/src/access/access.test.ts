import { expect, test } from 'vitest'
import type { User } from '../apiserver/Api.ts'
import { testParts } from '../testing/testParts.ts'
import { authorisedApi } from './authorisedApi.ts'
import { createAccess } from './createAccess.ts'
import { seedAccess } from './seedAccess.ts'
import { administrator, serviceAccountUser } from './users.ts'

const by = { user: administrator, fieldManager: 'test' }
const robot = serviceAccountUser({ namespace: 'default', name: 'robot' })

function cluster() {
  const parts = testParts()
  seedAccess(parts.api)
  parts.api.create('serviceaccounts', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { namespace: 'default', name: 'robot' } }, by)
  const access = createAccess(parts, { tokens: { 'joes-token': { name: 'joe', groups: ['devs'] } } })
  const bind = (role: string, namespace?: string) =>
    parts.api.create(
      namespace ? 'rolebindings.rbac.authorization.k8s.io' : 'clusterrolebindings.rbac.authorization.k8s.io',
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: namespace ? 'RoleBinding' : 'ClusterRoleBinding',
        metadata: { name: 'robots', ...(namespace ? { namespace } : {}) },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
        subjects: [{ kind: 'ServiceAccount', name: 'robot', namespace: 'default' }],
      },
      by,
    )
  const may = (user: User, verb: string, resource: string, namespace?: string) => {
    const [plural = '', subresource] = resource.split('/')
    return access.decide(user, { verb, apiGroup: plural === 'deployments' ? 'apps' : '', resource: plural, subresource, namespace }).allowed
  }
  return { ...parts, access, bind, may }
}

const message = (result: { ok: true } | { ok: false; status: { message: string } }) => (result.ok ? 'allowed' : result.status.message)

test('Whoever has no rights is refused in the words of the apiserver', () => {
  const { access } = cluster()
  const pods = { apiGroup: '', resource: 'pods', namespace: 'default' }
  expect(message(access.authorize(robot, { ...pods, verb: 'list' }))).toBe(
    'pods is forbidden: User "system:serviceaccount:default:robot" cannot list resource "pods" in API group "" in the namespace "default"',
  )
  const named = access.authorize(robot, { verb: 'get', apiGroup: 'apps', resource: 'deployments', subresource: 'scale', namespace: 'web', name: 'x' })
  expect(message(named)).toBe(
    'deployments.apps "x" is forbidden: User "system:serviceaccount:default:robot" cannot get resource "deployments/scale" in API group "apps" in the namespace "web"',
  )
  expect(named).toMatchObject({ status: { code: 403, reason: 'Forbidden', details: { name: 'x', group: 'apps', kind: 'deployments' } } })
  expect(message(access.authorize(robot, { ...pods, namespace: undefined, verb: 'list' }))).toMatch(/in API group "" at the cluster scope$/)
  expect(message(access.authorize(robot, { verb: 'get', path: '/metrics' }))).toBe(
    'forbidden: User "system:serviceaccount:default:robot" cannot get path "/metrics"',
  )
  expect(message(access.authorize(robot, { verb: 'get', path: '/version' }))).toBe('allowed')
  expect(message(access.authorize(robot, { verb: 'get', path: '/apis/apps/v1' }))).toBe('allowed')
})

test('A binding of view, edit or admin in a namespace gives what the role gathered, there only', () => {
  const { may, bind } = cluster()
  bind('view', 'web')
  expect([may(robot, 'list', 'pods', 'web'), may(robot, 'get', 'pods/log', 'web'), may(robot, 'list', 'pods', 'default'), may(robot, 'list', 'pods')]).toEqual([
    true,
    true,
    false,
    false,
  ])
  expect([may(robot, 'delete', 'pods', 'web'), may(robot, 'get', 'secrets', 'web')]).toEqual([false, false])
  bind('edit', 'shop')
  expect([may(robot, 'delete', 'pods', 'shop'), may(robot, 'update', 'deployments', 'shop'), may(robot, 'get', 'secrets', 'shop')]).toEqual([true, true, true])
  bind('cluster-admin')
  expect(may(robot, 'delete', 'nodes')).toBe(true)
})

test('Rules of named objects, subresources and wildcards hold for exactly those', () => {
  const { api, access, may } = cluster()
  const rules = [
    { verbs: ['get'], apiGroups: [''], resources: ['secrets'], resourceNames: ['mine'] },
    { verbs: ['*'], apiGroups: ['apps'], resources: ['*/scale'] },
  ]
  const group = 'rbac.authorization.k8s.io'
  api.create(`roles.${group}`, { apiVersion: `${group}/v1`, kind: 'Role', metadata: { namespace: 'web', name: 'few' }, rules }, by)
  const roleRef = { apiGroup: group, kind: 'Role', name: 'few' }
  const binding = {
    apiVersion: `${group}/v1`,
    kind: 'RoleBinding',
    metadata: { namespace: 'web', name: 'few' },
    roleRef,
    subjects: [{ kind: 'Group', name: 'devs' }],
  }
  api.create(`rolebindings.${group}`, binding, by)
  const joe = { name: 'joe', groups: ['devs'] }
  const secret = { verb: 'get', apiGroup: '', resource: 'secrets', namespace: 'web' }
  expect(access.decide(joe, { ...secret, name: 'mine' })).toEqual({
    allowed: true,
    reason: 'RBAC: allowed by RoleBinding "few/web" of Role "few" to Group "devs"',
  })
  expect([access.decide(joe, { ...secret, name: 'other' }).allowed, access.decide(joe, secret).allowed]).toEqual([false, false])
  expect([may(joe, 'patch', 'deployments/scale', 'web'), may(joe, 'patch', 'deployments', 'web')]).toEqual([true, false])
  api.delete({ resource: `roles.${group}`, namespace: 'web', name: 'few' }, {}, by)
  expect(message(access.authorize(joe, secret))).toMatch(/in the namespace "web": RBAC: role.rbac.authorization.k8s.io "few" not found$/)
})

test('Tokens of service accounts come in until they expire or the account is gone', () => {
  const { access, api, clock } = cluster()
  const account = { namespace: 'default', name: 'robot' }
  const request = (spec: object) => access.requestToken(account, { spec: JSON.parse(JSON.stringify(spec)) })
  expect(message(request({ expirationSeconds: 60 }))).toBe(
    'TokenRequest.authentication.k8s.io "" is invalid: spec.expirationSeconds: Invalid value: 60: may not specify a duration less than 10 minutes',
  )
  const issued = request({ expirationSeconds: 600 })
  if (!issued.ok) throw new Error(issued.status.message)
  expect(issued.value).toMatchObject({ spec: { expirationSeconds: 600, boundObjectRef: null }, status: { expirationTimestamp: '2026-01-01T00:10:00Z' } })
  const { token } = issued.value['status'] as { token: string }
  const come = () => access.authenticate({ authorization: `Bearer ${token}` })
  expect(come()).toMatchObject({ ok: true, value: { name: 'system:serviceaccount:default:robot', groups: robot.groups } })
  expect(access.review('TokenReview', { spec: { token } }, { user: administrator })).toMatchObject({ value: { status: { authenticated: true } } })
  clock.advance(600_000)
  expect(come()).toMatchObject({ status: { code: 401, message: 'Unauthorized' } })
  const again = request({})
  const second = again.ok ? (again.value['status'] as { token: string }).token : ''
  api.delete({ resource: 'serviceaccounts', ...account }, {}, by)
  expect(access.authenticate({ authorization: `Bearer ${second}` }).ok).toBe(false)
  expect(access.authenticate({ authorization: 'Bearer joes-token' })).toMatchObject({ value: { name: 'joe', groups: ['devs', 'system:authenticated'] } })
  expect(access.authenticate({})).toMatchObject({ value: { name: 'kubernetes-admin' } })
})

test('Impersonation needs rights, and is refused by the name of the newer right', () => {
  const { access, bind } = cluster()
  const attributes = { verb: 'list', apiGroup: '', resource: 'pods', namespace: 'web' }
  const as = (who: User, headers: Record<string, string | string[]>) => access.impersonate(who, headers, attributes)
  expect(as(administrator, { 'impersonate-user': 'joe', 'impersonate-group': ['a', 'b'], 'impersonate-extra-team%2fcolour': 'red' })).toEqual({
    ok: true,
    value: { name: 'joe', groups: ['a', 'b', 'system:authenticated'], extra: { 'team/colour': ['red'] } },
  })
  expect(as(administrator, { 'impersonate-user': 'system:serviceaccount:web:app' })).toMatchObject({
    value: { groups: ['system:serviceaccounts', 'system:serviceaccounts:web', 'system:authenticated'] },
  })
  bind('edit', 'web')
  expect(message(as(robot, { 'impersonate-user': 'joe' }))).toBe(
    'pods is forbidden: User "system:serviceaccount:default:robot" cannot impersonate-on:user-info:list resource "pods" in API group "" in the namespace "web"',
  )
  expect(as(robot, { 'impersonate-user': 'system:serviceaccount:web:app' }).ok).toBe(true)
  expect(as(robot, { 'impersonate-user': 'system:serviceaccount:kube-system:app' }).ok).toBe(false)
  expect(message(as(robot, { 'impersonate-group': 'x' }))).toBe(
    'requested &user.DefaultInfo{Name:"", UID:"", Groups:[]string{"x"}, Extra:map[string][]string(nil)} without impersonating a user name',
  )
})

test('Reviews answer what kubectl auth can-i and whoami ask', () => {
  const { access, bind } = cluster()
  bind('view', 'web')
  const ask = (namespace: string) => ({ spec: { resourceAttributes: { verb: 'list', resource: 'pods', namespace } } })
  expect(access.review('SelfSubjectAccessReview', ask('web'), { user: robot })).toMatchObject({
    value: { status: { allowed: true, reason: 'RBAC: allowed by RoleBinding "robots/web" of ClusterRole "view" to ServiceAccount "robot/default"' } },
  })
  expect(access.review('SelfSubjectAccessReview', ask('default'), { user: robot })).toMatchObject({ value: { status: { allowed: false } } })
  expect(message(access.review('LocalSubjectAccessReview', { spec: { user: 'joe', ...ask('x').spec } }, { user: administrator, namespace: 'web' }))).toMatch(
    /spec.resourceAttributes.namespace: Invalid value: "x": must match metadata.namespace$/,
  )
  const rules = access.review('SelfSubjectRulesReview', { spec: { namespace: 'web' } }, { user: robot })
  expect(rules.ok && rules.value['status']).toMatchObject({ incomplete: false })
  expect(JSON.stringify(rules)).toContain('"pods/log"')
  expect(access.review('SelfSubjectReview', {}, { user: robot })).toMatchObject({
    value: { status: { userInfo: { username: robot.name, groups: robot.groups } } },
  })
})

test('A program with the rights of its service account is told what it may not', () => {
  const { api, access, bind } = cluster()
  const own = authorisedApi(api, access, robot)
  expect(message(own.create('jobs.batch', { apiVersion: 'batch/v1', kind: 'Job', metadata: { namespace: 'default', name: 'a' } }, by))).toBe(
    'jobs.batch is forbidden: User "system:serviceaccount:default:robot" cannot create resource "jobs" in API group "batch" in the namespace "default"',
  )
  expect(own.list('pods', 'default').ok).toBe(false)
  bind('cluster-admin')
  expect(own.create('jobs.batch', { apiVersion: 'batch/v1', kind: 'Job', metadata: { namespace: 'default', name: 'a' } }, by).ok).toBe(true)
  expect(own.list('jobs.batch', 'default')).toMatchObject({ value: [{ metadata: { name: 'a' } }] })
})
