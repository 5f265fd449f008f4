import type { ClusterParts, Running } from '../../ClusterParts.ts'
import type { KubeObject } from '../../objects.ts'
import { sameJson } from '../validation/sameJson.ts'
import { Quotas, quotaStatus } from './Quotas.ts'

const OPTIONS = {
  user: { name: 'system:serviceaccount:kube-system:resourcequota-controller', groups: ['system:masters'] },
  fieldManager: 'kube-controller-manager',
}

/**
 * Keeps `status.hard` and `status.used` of quotas as the resource quota controller does; a whole namespace is counted again after something in it came, went or changed.
 * The periodic resync is left out: nothing is missed in between.
 */
export function startQuotas({ clock, store, api }: Pick<ClusterParts, 'clock' | 'store' | 'api'>): Running {
  const quotas = new Quotas(store)
  const waiting = new Set<string>()
  let cancel = () => {}
  const sync = () => {
    const namespaces = [...waiting]
    waiting.clear()
    for (const namespace of namespaces) {
      for (const quota of store.list('resourcequotas', namespace)) write(quota)
    }
  }
  const write = (quota: KubeObject) => {
    const status = quotaStatus(quotas, quota)
    if (sameJson(status, quota['status'])) return
    const { namespace, name } = quota.metadata
    api.update({ resource: 'resourcequotas', namespace, name, subresource: 'status' }, { ...quota, status }, OPTIONS)
  }
  const ask = (namespace: string | undefined) => {
    if (namespace === undefined || store.list('resourcequotas', namespace).length === 0) return
    if (waiting.size === 0) cancel = clock.after(0, sync)
    waiting.add(namespace)
  }
  const stop = store.subscribe(({ resource, object }) => {
    if (resource !== 'events' && resource !== 'leases.coordination.k8s.io') ask(object.metadata.namespace)
  })
  for (const quota of store.list('resourcequotas')) ask(quota.metadata.namespace)
  return {
    stop: () => {
      cancel()
      stop()
    },
  }
}
