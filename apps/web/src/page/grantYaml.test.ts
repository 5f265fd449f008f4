import { describe, expect, it } from 'vitest'
import { grantYaml } from './grantYaml.ts'

const grant = { who: 'jane', resource: 'events', verbs: ['list', 'watch'], namespaces: ['shop'] }

describe('the YAML that would allow it', () => {
  it('is a Role and its binding in the namespace', () => {
    const yaml = grantYaml(grant)
    expect(yaml).toContain('kind: Role\n')
    expect(yaml).toContain('kind: RoleBinding\n')
    expect(yaml).toContain('namespace: "shop"')
    expect(yaml).toContain('verbs: ["list", "watch"]')
    expect(yaml).toContain('- kind: User\n  apiGroup: rbac.authorization.k8s.io\n  name: "jane"')
    expect(yaml).not.toContain('Cluster')
  })
  it('is one for the whole cluster where that was asked', () => {
    expect(grantYaml({ ...grant, namespaces: '*' })).toContain('kind: ClusterRoleBinding')
  })
  it('knows a ServiceAccount', () => {
    expect(grantYaml({ ...grant, who: 'system:serviceaccount:ci:robot' })).toContain('- kind: ServiceAccount\n  name: "robot"\n  namespace: "ci"')
  })
  it('cannot be broken out of by a name', () => {
    expect(grantYaml({ ...grant, who: 'x"\n- kind: Group\n  name: system:masters' })).toContain('name: "x\\"\\n- kind: Group\\n  name: system:masters"')
  })
})
