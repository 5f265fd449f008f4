import type { LabelSelector } from '../kinds.ts'
import type { KubeObject } from '../objects.ts'

export type PolicyRule = {
  readonly verbs: readonly string[]
  readonly apiGroups?: readonly string[]
  readonly resources?: readonly string[]
  readonly resourceNames?: readonly string[]
  readonly nonResourceURLs?: readonly string[]
}

/** Roles and ClusterRoles; only the latter gather. */
export type Role = KubeObject & {
  readonly rules?: readonly PolicyRule[] | null
  readonly aggregationRule?: { readonly clusterRoleSelectors?: readonly LabelSelector[] }
}

export type Subject = { readonly kind: string; readonly name: string; readonly namespace?: string; readonly apiGroup?: string }

export type RoleRef = { readonly apiGroup?: string; readonly kind: string; readonly name: string }

/** RoleBindings and ClusterRoleBindings. */
export type RoleBinding = KubeObject & { readonly roleRef: RoleRef; readonly subjects?: readonly Subject[] }

export const RBAC_GROUP = 'rbac.authorization.k8s.io'
