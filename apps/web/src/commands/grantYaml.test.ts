import { topics } from '@binnacle/shared'
import { expect, it } from 'vitest'
import { grantYaml } from './grantYaml.ts'

it('grants a service account one namespace, with the verbs of the topic and nothing more', () => {
  expect(
    grantYaml({ who: 'system:serviceaccount:ci:viewer', needs: topics.pods.needs, namespace: 'shop', name: 'see-pods' }),
  ).toBe(`apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: see-pods
  namespace: shop
rules:
  - apiGroups: [""]
    resources: ["pods"]
    verbs: ["list", "watch"]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: see-pods
  namespace: shop
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: see-pods
subjects:
  - kind: ServiceAccount
    name: viewer
    namespace: ci
`)
})

it('grants a user the whole cluster by a ClusterRole, and quotes names that YAML would read otherwise', () => {
  const yaml = grantYaml({ who: 'jane: "x"', needs: [{ verb: 'get', group: '', resource: 'pods', subresource: 'log' }], namespace: null, name: 'see' })
  expect(yaml).toContain('kind: ClusterRoleBinding')
  expect(yaml).toContain('resources: ["pods/log"]')
  expect(yaml).toContain('    name: "jane: \\"x\\""')
  expect(yaml).not.toContain('namespace:')
})
