import type { User } from '../apiserver/Api.ts'
import { done, type Result, refused } from '../Status.ts'
import type { Store } from '../storage/Store.ts'
import type { Attributes } from './Attributes.ts'
import { cannot } from './forbidden.ts'
import { type PolicyRule, RBAC_GROUP, type Role, type RoleBinding, type RoleRef, type Subject } from './rbacKinds.ts'
import { ruleAllows } from './ruleAllows.ts'
import { MASTERS, serviceAccountUser } from './users.ts'

/** What the authorizers say. `reason` is what SubjectAccessReviews repeat: which binding allows, or what could not be resolved. */
export type Decision = { readonly allowed: boolean; readonly reason: string }

/** Somebody's rules in a namespace (none: in the whole cluster), and the roles that bindings name in vain. */
export type HeldRules = { readonly rules: readonly PolicyRule[]; readonly errors: readonly string[] }

export type Rbac = {
  decide(user: User, wanted: Attributes): Decision
  authorize(user: User, wanted: Attributes): Result<null>
  rulesFor(user: User, namespace: string | undefined): HeldRules
  /** Of a role that a binding names; undefined where there is none. */
  rulesOf(ref: RoleRef, namespace: string | undefined): readonly PolicyRule[] | undefined
}

type Granted = { readonly source: string; readonly rule: PolicyRule }

/**
 * Decides as the apiserver's RBAC authorizer does, from the roles and bindings that are stored at that moment. Members of system:masters may do everything, whatever is
 * bound. Left out: the Node authorizer, so nodes have only what is bound to them.
 */
export function createRbac(store: Store): Rbac {
  const rulesOf = (ref: RoleRef, namespace: string | undefined) => roleRules(store, ref, namespace)
  const decide = (user: User, wanted: Attributes): Decision => {
    if (user.groups.includes(MASTERS)) return { allowed: true, reason: '' }
    const { granted, errors } = grants(store, user, 'path' in wanted ? undefined : wanted.namespace)
    const by = granted.find(({ rule }) => ruleAllows(rule, wanted))
    if (by) return { allowed: true, reason: `RBAC: allowed by ${by.source}` }
    return { allowed: false, reason: errors.length === 0 ? '' : `RBAC: ${aggregate(errors)}` }
  }
  return {
    decide,
    rulesOf,
    authorize(user, wanted) {
      const { allowed, reason } = decide(user, wanted)
      return allowed ? done(null) : refused(cannot(user, wanted, reason))
    },
    rulesFor(user, namespace) {
      const { granted, errors } = grants(store, user, namespace)
      return { rules: granted.map(({ rule }) => rule), errors }
    },
  }
}

function aggregate(errors: readonly string[]): string {
  const different = [...new Set(errors)]
  return different.length === 1 ? different.join('') : `[${different.join(', ')}]`
}

function grants(store: Store, user: User, namespace: string | undefined): { readonly granted: readonly Granted[]; readonly errors: readonly string[] } {
  const granted: Granted[] = []
  const errors: string[] = []
  const bindings = [
    ...store.list(`clusterrolebindings.${RBAC_GROUP}`),
    ...(namespace ? store.list(`rolebindings.${RBAC_GROUP}`, namespace) : []),
  ] as unknown as readonly RoleBinding[]
  for (const binding of bindings) {
    const scope = binding.metadata.namespace
    const subject = binding.subjects?.find((one) => applies(user, one, scope))
    if (!subject) continue
    const rules = roleRules(store, binding.roleRef, scope)
    if (!rules) errors.push(`${binding.roleRef.kind.toLowerCase()}.${RBAC_GROUP} "${binding.roleRef.name}" not found`)
    else granted.push(...rules.map((rule) => ({ rule, source: sourceOf(binding, subject) })))
  }
  return { granted, errors }
}

function roleRules(store: Store, { kind, name }: RoleRef, namespace: string | undefined): readonly PolicyRule[] | undefined {
  const found = kind === 'Role' ? store.get(`roles.${RBAC_GROUP}`, namespace, name) : store.get(`clusterroles.${RBAC_GROUP}`, undefined, name)
  return found && ((found as Role).rules ?? [])
}

function applies(user: User, { kind, name, namespace }: Subject, bindingNamespace: string | undefined): boolean {
  if (kind === 'User') return user.name === name
  if (kind === 'Group') return user.groups.includes(name)
  const home = namespace || bindingNamespace
  return kind === 'ServiceAccount' && home !== undefined && user.name === serviceAccountUser({ namespace: home, name }).name
}

function sourceOf({ metadata, roleRef }: RoleBinding, subject: Subject): string {
  const home = subject.namespace || metadata.namespace || ''
  const who = subject.kind === 'ServiceAccount' ? `${subject.name}/${home}` : subject.name
  const binding = metadata.namespace === undefined ? `ClusterRoleBinding "${metadata.name}"` : `RoleBinding "${metadata.name}/${metadata.namespace}"`
  return `${binding} of ${roleRef.kind} "${roleRef.name}" to ${subject.kind} "${who}"`
}
