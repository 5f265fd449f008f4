import type { ClusterParts, Running } from '../ClusterParts.ts'
import type { Pod } from '../kinds.ts'
import type { KubeObject } from '../objects.ts'
import { done } from '../Status.ts'
import { controllerOf } from './controllerOf.ts'
import { controllerOptions } from './controllerOptions.ts'
import type { DeploymentControl } from './deployments/DeploymentControl.ts'
import { reconcileDeployment } from './deployments/reconcileDeployment.ts'
import { fromObjectKey, objectKey } from './objectKey.ts'
import { selects } from './selects.ts'
import { stored, storedList } from './stored.ts'
import { createWorkQueue } from './workQueue.ts'

const COMPONENT = 'deployment-controller'

/**
 * Deployments roll out their template, as upstream's deployment-controller: RollingUpdate and Recreate, revisions and their history, pause, proportional scaling,
 * progress and its deadline. Left out: the hash of a template is not the one that a real cluster gives, and the long gone rollbackTo is not read.
 */
export function startDeployments(parts: ClusterParts): Running {
  const { api, store, clock, recorder } = parts
  const control: DeploymentControl = {
    api,
    store,
    clock,
    events: recorder({ component: COMPONENT }),
    options: controllerOptions(COMPONENT),
    lookAgain: ({ metadata }, ms) => queue.addAfter(objectKey(metadata), ms),
  }
  const queue = createWorkQueue(clock, (key) => {
    const deployment = stored(store, 'deployments.apps', fromObjectKey(key))
    return deployment ? reconcileDeployment(control, deployment) : done(null)
  })

  function wakeOwner(object: KubeObject): void {
    const owner = controllerOf(object)
    if (owner?.kind === 'Deployment') queue.add(objectKey({ namespace: object.metadata.namespace, name: owner.name }))
  }

  function replicaSetChanged(set: KubeObject): void {
    if (controllerOf(set)) return wakeOwner(set)
    const { namespace, labels } = set.metadata
    const takers = storedList(store, 'deployments.apps', namespace).filter(({ spec }) => selects(spec.selector, labels))
    for (const { metadata } of takers) queue.add(objectKey(metadata))
  }

  /** Recreate waits for the last old pod to be gone. */
  function podGone(pod: Pod): void {
    const owner = controllerOf(pod)
    const set = owner && stored(store, 'replicasets.apps', { namespace: pod.metadata.namespace, name: owner.name })
    if (set) wakeOwner(set)
  }

  const unsubscribe = store.subscribe(({ type, resource, object, before }) => {
    if (resource === 'deployments.apps') queue.add(objectKey(object.metadata))
    if (resource === 'replicasets.apps') {
      if (before) wakeOwner(before)
      replicaSetChanged(object)
    }
    if (resource === 'pods' && type === 'DELETED') podGone(object as Pod)
  })
  for (const { metadata } of storedList(store, 'deployments.apps')) queue.add(objectKey(metadata))
  return {
    stop: () => {
      unsubscribe()
      queue.stop()
    },
  }
}
