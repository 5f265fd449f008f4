import type { Namespaces } from '@binnacle/shared'

type Grant = { readonly who: string | null; readonly resource: string; readonly verbs: readonly string[]; readonly namespaces: Namespaces }

/** Every JSON string is a YAML string, whatever is in it. */
const quoted = (text: string): string => JSON.stringify(text)

const subject = (who: string): string => {
  const [, namespace, name] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(who) ?? []
  return namespace !== undefined && name !== undefined
    ? `- kind: ServiceAccount\n  name: ${quoted(name)}\n  namespace: ${quoted(namespace)}`
    : `- kind: User\n  apiGroup: rbac.authorization.k8s.io\n  name: ${quoted(who)}`
}

const objects = ({ who, resource, verbs }: Grant, namespace: string | null): string => {
  const cluster = namespace === null ? 'Cluster' : ''
  const name = `binnacle-read-${resource}`
  const place = namespace === null ? '' : `\n  namespace: ${quoted(namespace)}`
  return `apiVersion: rbac.authorization.k8s.io/v1
kind: ${cluster}Role
metadata:
  name: ${name}${place}
rules:
- apiGroups: [""]
  resources: [${quoted(resource)}]
  verbs: [${verbs.map(quoted).join(', ')}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ${cluster}RoleBinding
metadata:
  name: ${name}${place}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ${cluster}Role
  name: ${name}
subjects:
${subject(who ?? 'the user name')}`
}

/** The least that lets this subject see these rows: a Role for each namespace, or one ClusterRole. For a resource of the core group. */
export const grantYaml = (grant: Grant): string =>
  grant.namespaces === '*' ? objects(grant, null) : grant.namespaces.map((namespace) => objects(grant, namespace)).join('\n---\n')
