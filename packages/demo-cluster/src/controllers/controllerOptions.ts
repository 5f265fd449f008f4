import type { WriteOptions } from '../apiserver/Api.ts'

const GROUPS = ['system:serviceaccounts', 'system:serviceaccounts:kube-system', 'system:authenticated']

/** How a controller of the controller manager writes: as its own service account, with the fields all owned by the manager. */
export function controllerOptions(component: string): WriteOptions {
  return { user: { name: `system:serviceaccount:kube-system:${component}`, groups: GROUPS }, fieldManager: 'kube-controller-manager' }
}
