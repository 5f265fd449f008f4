import type { KubeObject } from '../../objects.ts'

/** Whether a namespace is there and is not on its way out: things can be created in it. */
export function isActiveNamespace(namespace: KubeObject | undefined): boolean {
  return namespace !== undefined && namespace.metadata.deletionTimestamp === undefined
}
