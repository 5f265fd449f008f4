import type { Failure } from '@binnacle/shared'

/** Namespaces in which a slip stops the cluster itself. */
export const PROTECTED_NAMESPACES: readonly string[] = ['kube-system', 'kube-public', 'kube-node-lease']

export type GuardRails = { readonly allowSystem: boolean; readonly readOnly: boolean }

/** The namespaces in which nothing can be changed under these guard rails. */
export function protectedNamespaces(rails: GuardRails): readonly string[] {
  return rails.allowSystem ? [] : PROTECTED_NAMESPACES
}

/**
 * Guard rails against slips, before any call to the cluster; null when nothing stands in the way. They are no boundary: what a credential
 * may do is decided by the apiserver alone, and its own 403 is the answer.
 */
export function authorize(target: { readonly namespace: string | null; readonly name: string | null }, rails: GuardRails): Failure | null {
  if (rails.readOnly) return forbidden('Binnacle was started with --read-only: nothing can be changed through it.')
  if (!rails.allowSystem && target.name?.startsWith('system:')) {
    return forbidden(`${target.name} is the cluster's own: Binnacle changes nothing of that name unless it is started with --allow-system.`)
  }
  if (target.namespace === null || !protectedNamespaces(rails).includes(target.namespace)) return null
  return forbidden(`${target.namespace} keeps the cluster running: Binnacle changes nothing in it unless it is started with --allow-system.`)
}

function forbidden(message: string): Failure {
  return { reason: 'Forbidden', code: 403, message }
}
