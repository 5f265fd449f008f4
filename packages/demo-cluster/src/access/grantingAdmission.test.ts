import { expect, test } from 'vitest'
import type { KubeObject } from '../objects.ts'
import { done } from '../Status.ts'
import { testParts } from '../testing/testParts.ts'
import { createRbac } from './createRbac.ts'
import { grantingAdmission } from './grantingAdmission.ts'
import { seedAccess } from './seedAccess.ts'
import { administrator, serviceAccountUser } from './users.ts'

const group = 'rbac.authorization.k8s.io'
const tester = serviceAccountUser({ namespace: 'web', name: 'tester' })
const opening =
  'user "system:serviceaccount:web:tester" (groups=["system:serviceaccounts" "system:serviceaccounts:web" "system:authenticated"]) is attempting to grant RBAC permissions not currently held:\n'

/** The tester may do everything in the namespace `web` that `admin` may. */
function cluster() {
  const { api, store } = testParts()
  seedAccess(api)
  const roleRef = { apiGroup: group, kind: 'ClusterRole', name: 'admin' }
  const subjects = [{ kind: 'ServiceAccount', name: 'tester' }]
  const binding = { apiVersion: `${group}/v1`, kind: 'RoleBinding', metadata: { namespace: 'web', name: 't' }, roleRef, subjects }
  api.create(`rolebindings.${group}`, binding, { user: administrator, fieldManager: 'test' })
  const admission = grantingAdmission({ admit: ({ object }) => done(object) }, createRbac(store))
  return (kind: string, body: object, user = tester) => {
    const metadata = { namespace: 'web', name: 'new', uid: '', resourceVersion: '', creationTimestamp: '' }
    const object: KubeObject = { apiVersion: `${group}/v1`, kind, metadata, ...body }
    const resource = `${kind.toLowerCase()}s.${group}`
    const result = admission.admit({ resource, object, before: null, subresource: null, options: { user, fieldManager: 'test' } })
    return result.ok ? 'allowed' : result.status.message
  }
}

const refTo = (name: string) => ({ roleRef: { apiGroup: group, kind: 'ClusterRole', name }, subjects: [{ kind: 'User', name: 'joe' }] })

test('Nobody grants in a role what they do not hold, and is told what is missing', () => {
  const admit = cluster()
  const rules = [{ verbs: ['get', 'list'], apiGroups: ['storage.k8s.io', ''], resources: ['csidrivers', 'nodes'] }]
  expect(admit('Role', { rules })).toBe(
    `roles.${group} "new" is forbidden: ${opening}${[
      '{APIGroups:[""], Resources:["csidrivers"], Verbs:["get" "list"]}',
      '{APIGroups:[""], Resources:["nodes"], Verbs:["get" "list"]}',
      '{APIGroups:["storage.k8s.io"], Resources:["csidrivers"], Verbs:["get" "list"]}',
      '{APIGroups:["storage.k8s.io"], Resources:["nodes"], Verbs:["get" "list"]}',
    ].join('\n')}`,
  )
  expect(admit('Role', { rules: [{ verbs: ['get', 'list'], apiGroups: [''], resources: ['pods', 'pods/log'] }] })).toBe('allowed')
  expect(admit('Role', { rules }, administrator)).toBe('allowed')
})

test('Nobody binds a role that holds more than they do', () => {
  const admit = cluster()
  expect(admit('RoleBinding', refTo('cluster-admin'))).toBe(
    `rolebindings.${group} "new" is forbidden: ${opening}{APIGroups:["*"], Resources:["*"], Verbs:["*"]}\n{NonResourceURLs:["*"], Verbs:["*"]}`,
  )
  expect(admit('RoleBinding', refTo('view'))).toBe('allowed')
  expect(admit('RoleBinding', refTo('nope'))).toBe(`rolebindings.${group} "nope" not found`)
})
