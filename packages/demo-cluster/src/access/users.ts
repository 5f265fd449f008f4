import type { User } from '../apiserver/Api.ts'

export const MASTERS = 'system:masters'
const AUTHENTICATED = 'system:authenticated'
const UNAUTHENTICATED = 'system:unauthenticated'
const PREFIX = 'system:serviceaccount:'

/** Who asks over loopback without saying who: the administrator, whom RBAC never refuses. */
export const administrator: User = { name: 'kubernetes-admin', groups: [MASTERS, AUTHENTICATED] }

/** Somebody, as the apiserver completes the groups of whom it knows: everybody but `system:anonymous` is authenticated. */
export function withStandingGroups(user: User): User {
  if (user.groups.includes(UNAUTHENTICATED)) return user
  const standing = user.name === 'system:anonymous' ? UNAUTHENTICATED : AUTHENTICATED
  return user.groups.includes(standing) ? user : { ...user, groups: [...user.groups, standing] }
}

export type AccountName = { readonly namespace: string; readonly name: string }

/** The user that a service account is. */
export function serviceAccountUser({ namespace, name }: AccountName): User {
  return { name: `${PREFIX}${namespace}:${name}`, groups: [...serviceAccountGroups(namespace), AUTHENTICATED] }
}

export function serviceAccountGroups(namespace: string): readonly string[] {
  return ['system:serviceaccounts', `system:serviceaccounts:${namespace}`]
}

/** The service account behind a user's name; null for everybody else. */
export function serviceAccountOf(userName: string): AccountName | null {
  if (!userName.startsWith(PREFIX)) return null
  const [namespace, name, ...more] = userName.slice(PREFIX.length).split(':')
  return namespace && name && more.length === 0 ? { namespace, name } : null
}
