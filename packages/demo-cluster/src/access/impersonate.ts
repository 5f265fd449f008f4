import type { User } from '../apiserver/Api.ts'
import { badRequest } from '../apiserver/refusals.ts'
import { done, type Result, refused } from '../Status.ts'
import type { Attributes, ResourceAttributes } from './Attributes.ts'
import type { Rbac } from './createRbac.ts'
import { serviceAccountGroups, serviceAccountOf, withStandingGroups } from './users.ts'

/** Header names in lower case; a list where a header came more than once. */
export type RequestHeaders = Readonly<Record<string, string | readonly string[] | undefined>>

const EXTRA = 'impersonate-extra-'
const AUTHENTICATION = 'authentication.k8s.io'

type Wanted = { readonly name: string; readonly uid: string; readonly groups: readonly string[]; readonly extra: Readonly<Record<string, readonly string[]>> }
type Asking = { readonly requester: User; readonly wanted: Wanted; readonly attributes: Attributes }

/**
 * The user that a request wants to be by its Impersonate headers, or the requester where there are none. As Kubernetes 1.36 does: the constrained rights
 * (`impersonate:serviceaccount` and `impersonate-on:serviceaccount:list`, likewise user-info and arbitrary-node) are tried before the older `impersonate`, and the
 * refusal is the first one's. Left out: the associated-node mode.
 */
export function impersonate(rbac: Rbac, asking: { readonly requester: User; readonly headers: RequestHeaders; readonly attributes: Attributes }): Result<User> {
  const { requester, headers, attributes } = asking
  const wanted = wantedUser(headers)
  if (wanted.name === '') {
    const { uid, groups, extra } = wanted
    if (uid === '' && groups.length === 0 && Object.keys(extra).length === 0) return done(requester)
    return refused(badRequest(`requested ${goUser(wanted)} without impersonating a user name`))
  }
  const constrained = constrainedMode(rbac, { requester, wanted, attributes })
  if (constrained?.ok) return constrained
  const older = become(rbac, { requester, wanted, attributes }, { verb: 'impersonate', group: '' })
  return older.ok ? older : (constrained ?? older)
}

function wantedUser(headers: RequestHeaders): Wanted {
  const values = (name: string) => [headers[name] ?? []].flat()
  const extra: Record<string, readonly string[]> = {}
  for (const name of Object.keys(headers)) {
    if (name.startsWith(EXTRA)) extra[unescaped(name.slice(EXTRA.length))] = values(name)
  }
  return { name: values('impersonate-user')[0] ?? '', uid: values('impersonate-uid')[0] ?? '', groups: values('impersonate-group'), extra }
}

function unescaped(key: string): string {
  try {
    return decodeURIComponent(key)
  } catch {
    return key
  }
}

/** Null where only the older right can do it: a node or a service account in other groups than its own. */
function constrainedMode(rbac: Rbac, asking: Asking): Result<User> | null {
  const { requester, wanted, attributes } = asking
  const alone = wanted.uid === '' && wanted.groups.length === 0 && Object.keys(wanted.extra).length === 0
  const special = serviceAccountOf(wanted.name) ? 'serviceaccount' : wanted.name.startsWith('system:node:') ? 'arbitrary-node' : null
  if (special && !alone) return null
  const mode = special ?? 'user-info'
  const on = rbac.authorize(requester, { ...attributes, verb: `impersonate-on:${mode}:${attributes.verb}` })
  return on.ok ? become(rbac, asking, { verb: `impersonate:${mode}`, group: AUTHENTICATION }) : on
}

/** Checks the right to each part of the wanted user in turn. `group` is where users and groups are asked for. */
function become(rbac: Rbac, { requester, wanted }: Asking, { verb, group }: { readonly verb: string; readonly group: string }): Result<User> {
  const account = serviceAccountOf(wanted.name)
  const node = group === AUTHENTICATION && wanted.name.startsWith('system:node:') ? wanted.name.slice('system:node:'.length) : null
  const who = { verb, apiGroup: group }
  const parts: ResourceAttributes[] = [
    account ? { ...who, resource: 'serviceaccounts', ...account } : { ...who, resource: node === null ? 'users' : 'nodes', name: node ?? wanted.name },
    ...(wanted.uid === '' ? [] : [{ verb, apiGroup: AUTHENTICATION, resource: 'uids', name: wanted.uid }]),
    ...wanted.groups.map((name) => ({ ...who, resource: 'groups', name })),
    ...Object.entries(wanted.extra).flatMap(([subresource, values]) =>
      values.map((name) => ({ verb, apiGroup: AUTHENTICATION, resource: 'userextras', subresource, name })),
    ),
  ]
  for (const part of parts) {
    const allowed = rbac.authorize(requester, part)
    if (!allowed.ok) return allowed
  }
  const groups = node !== null ? ['system:nodes'] : account && wanted.groups.length === 0 ? serviceAccountGroups(account.namespace) : wanted.groups
  const { name, uid, extra } = wanted
  return done(withStandingGroups({ name, groups, ...(uid === '' ? {} : { uid }), ...(Object.keys(extra).length === 0 ? {} : { extra }) }))
}

/** As Go prints the struct, which is what the apiserver answers with. */
function goUser({ name, uid, groups, extra }: Wanted): string {
  const list = (values: readonly string[]) => `{${values.map((value) => JSON.stringify(value)).join(', ')}}`
  const extras = Object.entries(extra).map(([key, values]) => `${JSON.stringify(key)}:[]string${list(values)}`)
  const printedGroups = groups.length === 0 ? '[]string(nil)' : `[]string${list(groups)}`
  const printedExtra = extras.length === 0 ? 'map[string][]string(nil)' : `map[string][]string{${extras.join(', ')}}`
  return `&user.DefaultInfo{Name:${JSON.stringify(name)}, UID:${JSON.stringify(uid)}, Groups:${printedGroups}, Extra:${printedExtra}}`
}
