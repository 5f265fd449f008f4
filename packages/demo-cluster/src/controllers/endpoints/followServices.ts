import type { ClusterParts, Running } from '../../ClusterParts.ts'
import type { Pod } from '../../kinds.ts'
import { sameValue } from '../../patch/sameValue.ts'
import { done, type Result } from '../../Status.ts'
import type { Change } from '../../storage/Store.ts'
import type { Service } from '../../workloads.ts'
import { fromObjectKey, type NamespacedName, objectKey } from '../objectKey.ts'
import { isReady } from '../podState.ts'
import { selects } from '../selects.ts'
import { stored, storedList } from '../stored.ts'
import { createWorkQueue } from '../workQueue.ts'

export type Endpoints = {
  /** What is kept for each service, and which service a change of it concerns. */
  readonly resource: string
  readonly serviceOf: (object: Change['object']) => string | undefined
  readonly reconcile: (service: Service, pods: readonly Pod[]) => Result<unknown>
  readonly gone: (name: NamespacedName) => Result<unknown>
}

/** A service of so many pods is looked at no more often than this, so that many that start together do not cost their number squared. */
const MANY_PODS = 50
const MANY_MS = 200

/** Reconciles each service that selects pods when it, its pods or what is kept for it change in a way that matters to those who connect. */
export function followServices({ store, clock }: ClusterParts, { resource, serviceOf, reconcile, gone }: Endpoints): Running {
  const sizes = new Map<string, number>()
  const queue = createWorkQueue(clock, (key) => {
    const name = fromObjectKey(key)
    const service = stored(store, 'services', name)
    if (!service) {
      sizes.delete(key)
      return gone(name)
    }
    const { selector, type } = service.spec
    if (!selector || Object.keys(selector).length === 0 || type === 'ExternalName') return done(null)
    const pods = storedList(store, 'pods', name.namespace).filter((pod) => selects({ matchLabels: selector }, pod.metadata.labels))
    sizes.set(key, pods.length)
    return reconcile(service, pods)
  })

  function podChanged({ type, object, before }: Change): void {
    const services = storedList(store, 'services', object.metadata.namespace)
    if (services.length === 0) return
    if (type === 'MODIFIED' && before && sameForServices(before as Pod, object as Pod)) return
    for (const { metadata, spec } of services) {
      if (!spec.selector) continue
      const labels = [object.metadata.labels, before?.metadata.labels]
      const key = objectKey(metadata)
      if (labels.some((one) => one && selects({ matchLabels: spec.selector ?? {} }, one))) queue.addAfter(key, (sizes.get(key) ?? 0) > MANY_PODS ? MANY_MS : 0)
    }
  }

  const unsubscribe = store.subscribe((change) => {
    const { metadata } = change.object
    const service = change.resource === resource ? serviceOf(change.object) : undefined
    if (change.resource === 'pods') podChanged(change)
    else if (change.resource === 'services') queue.add(objectKey(metadata))
    else if (service !== undefined && change.type !== 'ADDED') queue.add(objectKey({ namespace: metadata.namespace, name: service }))
  })
  for (const { metadata } of storedList(store, 'services')) queue.add(objectKey(metadata))
  return {
    stop: () => {
      unsubscribe()
      queue.stop()
    },
  }
}

function sameForServices(a: Pod, b: Pod): boolean {
  const seen = ({ metadata, status, spec }: Pod) => [metadata.labels, metadata.deletionTimestamp, status?.podIP, status?.phase, spec.nodeName]
  return isReady(a) === isReady(b) && sameValue(seen(a), seen(b))
}
