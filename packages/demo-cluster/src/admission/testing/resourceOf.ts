import type { NewObject } from '../../objects.ts'

const IRREGULAR: Readonly<Record<string, string>> = {
  Ingress: 'ingresses',
  NetworkPolicy: 'networkpolicies',
  StorageClass: 'storageclasses',
  PriorityClass: 'priorityclasses',
  Endpoints: 'endpoints',
}
const OF_CLUSTER = new Set(['Namespace', 'ClusterRole', 'ClusterRoleBinding', 'PersistentVolume', 'StorageClass', 'PriorityClass', 'IngressClass', 'Node'])

/** The resource of a kind that the tests ask for. */
export function resourceOf({ apiVersion, kind }: NewObject): { readonly resource: string; readonly namespaced: boolean } {
  const plural = IRREGULAR[kind] ?? `${kind.toLowerCase()}s`
  const group = apiVersion.includes('/') ? `.${apiVersion.slice(0, apiVersion.indexOf('/'))}` : ''
  return { resource: `${plural}${group}`, namespaced: !OF_CLUSTER.has(kind) }
}
