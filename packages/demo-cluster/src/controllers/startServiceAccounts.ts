import type { ClusterParts, Running } from '../ClusterParts.ts'
import { done } from '../Status.ts'
import { controllerOptions } from './controllerOptions.ts'
import { isActiveNamespace } from './namespaces/isActiveNamespace.ts'
import { createWorkQueue } from './workQueue.ts'

const options = controllerOptions('service-account-controller')

/** Every namespace has a service account `default`, again when somebody deletes it, as upstream's service-account-controller sees to. */
export function startServiceAccounts({ store, clock, api }: ClusterParts): Running {
  const queue = createWorkQueue(clock, (namespace) => {
    if (!isActiveNamespace(store.get('namespaces', undefined, namespace)) || store.get('serviceaccounts', namespace, 'default')) return done(null)
    return api.create('serviceaccounts', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace } }, options)
  })
  const unsubscribe = store.subscribe(({ resource, type, object: { metadata } }) => {
    if (resource === 'namespaces' && type !== 'DELETED') queue.add(metadata.name)
    else if (resource === 'serviceaccounts' && type === 'DELETED' && metadata.namespace !== undefined) queue.add(metadata.namespace)
  })
  for (const { metadata } of store.list('namespaces')) queue.add(metadata.name)
  return {
    stop: () => {
      unsubscribe()
      queue.stop()
    },
  }
}
