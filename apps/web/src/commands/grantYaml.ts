import type { Need } from '@binnacle/shared'

type Grant = {
  /** As the cluster knows the subject. */
  readonly who: string
  readonly needs: readonly Need[]
  /** null: in every namespace. */
  readonly namespace: string | null
  readonly name: string
}

/** A service account as the apiserver names it. */
const SERVICE_ACCOUNT = /^system:serviceaccount:([^:]+):([^:]+)$/

/** The least that an administrator has to apply: one role with these rights and its binding to exactly this subject. */
export function grantYaml({ who, needs, namespace, name }: Grant): string {
  const cluster = namespace === null
  const metadata = cluster ? [`  name: ${name}`] : [`  name: ${name}`, `  namespace: ${namespace}`]
  return [
    'apiVersion: rbac.authorization.k8s.io/v1',
    `kind: ${cluster ? 'ClusterRole' : 'Role'}`,
    'metadata:',
    ...metadata,
    'rules:',
    ...rules(needs),
    '---',
    'apiVersion: rbac.authorization.k8s.io/v1',
    `kind: ${cluster ? 'ClusterRoleBinding' : 'RoleBinding'}`,
    'metadata:',
    ...metadata,
    'roleRef:',
    '  apiGroup: rbac.authorization.k8s.io',
    `  kind: ${cluster ? 'ClusterRole' : 'Role'}`,
    `  name: ${name}`,
    'subjects:',
    ...subject(who),
    '',
  ].join('\n')
}

function rules(needs: readonly Need[]): string[] {
  const verbs = new Map<string, string[]>()
  for (const { group, resource, subresource, verb } of needs) {
    const key = JSON.stringify([group, subresource === undefined ? resource : `${resource}/${subresource}`])
    verbs.set(key, [...(verbs.get(key) ?? []), verb])
  }
  return [...verbs].flatMap(([key, allowed]) => {
    const [group, resource]: string[] = JSON.parse(key)
    return [`  - apiGroups: ["${group ?? ''}"]`, `    resources: ["${resource ?? ''}"]`, `    verbs: [${allowed.map((verb) => `"${verb}"`).join(', ')}]`]
  })
}

function subject(who: string): string[] {
  const [, namespace, name] = SERVICE_ACCOUNT.exec(who) ?? []
  if (namespace !== undefined && name !== undefined) return ['  - kind: ServiceAccount', `    name: ${name}`, `    namespace: ${namespace}`]
  return ['  - kind: User', '    apiGroup: rbac.authorization.k8s.io', `    name: ${JSON.stringify(who)}`]
}
