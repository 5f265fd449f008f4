import type { Admission, Admitted } from '../admission/Admission.ts'
import type { User } from '../apiserver/Api.ts'
import { notFound } from '../apiserver/refusals.ts'
import { done, type Result, refused } from '../Status.ts'
import type { Rbac } from './createRbac.ts'
import { forbidden } from './forbidden.ts'
import { type PolicyRule, RBAC_GROUP, type Role, type RoleBinding } from './rbacKinds.ts'
import { uncovered } from './uncovered.ts'
import { MASTERS } from './users.ts'

const RESOURCES = ['roles', 'clusterroles', 'rolebindings', 'clusterrolebindings'] as const
type Grant = { readonly resource: (typeof RESOURCES)[number]; readonly request: Admitted }

const EVERYTHING: readonly PolicyRule[] = [
  { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
  { verbs: ['*'], nonResourceURLs: ['*'] },
]

/**
 * Puts before an admission what the apiserver asks of whoever writes roles and bindings: nobody grants what they do not hold themselves, unless they may `escalate` that
 * role or `bind` it. The refusal lists what is missing, in the apiserver's words.
 */
export function grantingAdmission(admission: Admission, rbac: Rbac): Admission {
  return {
    ...admission,
    admit(request) {
      const allowed = mayGrant(rbac, request)
      return allowed.ok ? admission.admit(request) : allowed
    },
  }
}

function mayGrant(rbac: Rbac, request: Admitted): Result<null> {
  const resource = RESOURCES.find((one) => request.resource === `${one}.${RBAC_GROUP}`)
  const { user } = request.options
  if (!resource || user.groups.includes(MASTERS) || sameGrants(request)) return done(null)
  return resource.endsWith('roles') ? mayWriteRole(rbac, user, { resource, request }) : mayBind(rbac, user, { resource, request })
}

/** Owners and finalizers may be changed by who holds nothing, so that roles can be collected. */
function sameGrants({ object, before }: Admitted): boolean {
  const grants = (from: Admitted['object']) => JSON.stringify([from['rules'], from['aggregationRule'], from['roleRef'], from['subjects']])
  return before !== null && grants(object) === grants(before)
}

function mayWriteRole(rbac: Rbac, user: User, { resource, request }: Grant): Result<null> {
  const role = request.object as Role
  const { name, namespace } = role.metadata
  const of = { apiGroup: RBAC_GROUP, resource, name }
  if (rbac.decide(user, { ...of, verb: 'escalate', namespace }).allowed) return done(null)
  const missing = missingRights(rbac, user, { rules: role.rules ?? [], namespace })
  if (missing) return refused(forbidden(of, missing))
  const gathers = [role, request.before as Role | null].some((one) => (one?.aggregationRule?.clusterRoleSelectors ?? []).length > 0)
  if (gathers && missingRights(rbac, user, { rules: EVERYTHING, namespace })) {
    return refused(forbidden(of, 'must have cluster-admin privileges to use the aggregationRule'))
  }
  return done(null)
}

function mayBind(rbac: Rbac, user: User, { resource, request }: Grant): Result<null> {
  const { metadata, roleRef } = request.object as RoleBinding
  const { name, namespace } = metadata
  const bound = roleRef.kind === 'Role' ? 'roles' : 'clusterroles'
  if (rbac.decide(user, { verb: 'bind', apiGroup: RBAC_GROUP, resource: bound, name: roleRef.name, namespace }).allowed) return done(null)
  const rules = rbac.rulesOf(roleRef, namespace)
  if (!rules) return refused(notFound({ group: RBAC_GROUP, resource }, { resource: `${resource}.${RBAC_GROUP}`, name: roleRef.name }))
  const missing = missingRights(rbac, user, { rules, namespace })
  return missing ? refused(forbidden({ apiGroup: RBAC_GROUP, resource, name }, missing)) : done(null)
}

type Wanted = { readonly rules: readonly PolicyRule[]; readonly namespace: string | undefined }

function missingRights(rbac: Rbac, user: User, { rules, namespace }: Wanted): string | null {
  const held = rbac.rulesFor(user, namespace)
  const missing = uncovered(held.rules, rules)
  if (missing.length === 0) return null
  const lines = [...new Set(together(missing).map(compact))].sort()
  const who = `user ${JSON.stringify(user.name)} (groups=${quoted(user.groups)})`
  const unresolved = held.errors.length === 0 ? '' : `; resolution errors: [${held.errors.join(', ')}]`
  return `${who} is attempting to grant RBAC permissions not currently held:\n${lines.join('\n')}${unresolved}`
}

/** Rules on the same resource, with the verbs of all of them. */
function together(rules: readonly PolicyRule[]): PolicyRule[] {
  const byResource = new Map<string, PolicyRule>()
  for (const rule of rules) {
    const key = JSON.stringify({ ...rule, verbs: rule.nonResourceURLs ? rule.verbs : [] })
    const known = byResource.get(key)
    byResource.set(key, known ? { ...known, verbs: [...known.verbs, ...rule.verbs] } : rule)
  }
  return [...byResource.values()]
}

function compact({ apiGroups, resources, nonResourceURLs, resourceNames, verbs }: PolicyRule): string {
  const parts = { APIGroups: apiGroups, Resources: resources, NonResourceURLs: nonResourceURLs, ResourceNames: resourceNames, Verbs: verbs }
  const said = Object.entries(parts).flatMap(([field, values]) => (values && values.length > 0 ? [`${field}:${quoted(values)}`] : []))
  return `{${said.join(', ')}}`
}

function quoted(values: readonly string[]): string {
  return `[${values.map((value) => JSON.stringify(value)).join(' ')}]`
}
