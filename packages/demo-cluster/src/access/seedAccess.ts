import type { Api, WriteOptions } from '../apiserver/Api.ts'
import type { NewObject } from '../objects.ts'
import { clusterBindings, namespaceBindings, namespaceRoles } from './bootstrapBindings.ts'
import { bootstrapRoles } from './bootstrapRoles.ts'
import { controllerRoles } from './controllerRoles.ts'
import { gatheredRules } from './gatheredRules.ts'
import { RBAC_GROUP, type Role, type Subject } from './rbacKinds.ts'
import { readRoles } from './readRoles.ts'
import { MASTERS } from './users.ts'

const API_VERSION = `${RBAC_GROUP}/v1`
const BY: WriteOptions = { user: { name: 'system:apiserver', groups: [MASTERS] }, fieldManager: 'kube-apiserver' }

/** Which of the roles for people a role's rules go to. */
const AGGREGATE_TO: Readonly<Record<string, string>> = {
  edit: 'admin',
  view: 'edit',
  'system:aggregate-to-admin': 'admin',
  'system:aggregate-to-edit': 'edit',
  'system:aggregate-to-view': 'view',
}

/** In the order that fills each before the next gathers it. */
const GATHERING = ['view', 'edit', 'admin']

/** Creates the roles and bindings that every Kubernetes 1.36 starts with. The namespaces kube-system and kube-public must be there. */
export function seedAccess(api: Api): void {
  const roles = readRoles(bootstrapRoles)
  const controllers = readRoles(controllerRoles)
  for (const { name, rules } of [...roles, ...controllers]) {
    const gathers = GATHERING.includes(name) ? { aggregationRule: { clusterRoleSelectors: [{ matchLabels: labelTo(name) }] } } : {}
    const to = AGGREGATE_TO[name]
    write(api, 'clusterroles', { ...start('ClusterRole', name, to ? labelTo(to) : {}), ...gathers, rules })
  }
  for (const name of GATHERING) gatherNow(api, name)
  for (const { name } of controllers) {
    const subject = { kind: 'ServiceAccount', name: name.split(':').at(-1) ?? name, namespace: 'kube-system' }
    write(api, 'clusterrolebindings', binding('ClusterRoleBinding', { name, role: name }, [subject]))
  }
  for (const [name, subjects] of Object.entries(clusterBindings))
    write(api, 'clusterrolebindings', binding('ClusterRoleBinding', { name, role: name }, subjects))
  for (const [namespace, lines] of Object.entries(namespaceRoles)) {
    for (const { name, rules } of readRoles(lines)) write(api, 'roles', within(namespace, { ...start('Role', name), rules }))
  }
  for (const { namespace, name, role, subjects } of namespaceBindings) {
    write(api, 'rolebindings', within(namespace, binding('RoleBinding', { name, role: role ?? name }, subjects)))
  }
}

function labelTo(role: string): Record<string, string> {
  return { [`${RBAC_GROUP}/aggregate-to-${role}`]: 'true' }
}

function start(kind: string, name: string, labels: Readonly<Record<string, string>> = {}): NewObject {
  const annotations = { 'rbac.authorization.kubernetes.io/autoupdate': 'true' }
  return { apiVersion: API_VERSION, kind, metadata: { name, annotations, labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults', ...labels } } }
}

function binding(kind: string, { name, role }: { readonly name: string; readonly role: string }, subjects: readonly Subject[]): NewObject {
  const roleRef = { apiGroup: RBAC_GROUP, kind: kind === 'RoleBinding' ? 'Role' : 'ClusterRole', name: role }
  return { ...start(kind, name), roleRef, ...(subjects.length === 0 ? {} : { subjects }) }
}

function within(namespace: string, object: NewObject): NewObject {
  return { ...object, metadata: { ...object.metadata, namespace } }
}

function write(api: Api, plural: string, object: NewObject): void {
  const written = api.create(`${plural}.${RBAC_GROUP}`, object, BY)
  if (!written.ok) throw new Error(`${plural} ${object.metadata.name}: ${written.status.message}`)
}

function gatherNow(api: Api, name: string): void {
  const resource = `clusterroles.${RBAC_GROUP}`
  const found = api.get({ resource, name })
  const rules = found.ok ? gatheredRules(found.value as Role, api.list(resource) as readonly Role[]) : null
  if (found.ok && rules) api.update({ resource, name }, { ...found.value, rules }, BY)
}
