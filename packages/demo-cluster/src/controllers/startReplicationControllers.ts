import type { ClusterParts, Running } from '../ClusterParts.ts'
import type { ReplicaSet, ReplicationController } from '../workloads.ts'
import { startReplicas } from './replicas/startReplicas.ts'
import { stored, storedList } from './stored.ts'

/** ReplicationControllers keep their number of pods by the algorithm of ReplicaSets, as upstream's replication-controller, which converts them. */
export function startReplicationControllers(parts: ClusterParts): Running {
  const { store } = parts
  return startReplicas(parts, {
    kind: 'ReplicationController',
    resource: 'replicationcontrollers',
    component: 'replication-controller',
    get: (name) => {
      const found = stored(store, 'replicationcontrollers', name)
      return found && asReplicaSet(found)
    },
    list: (namespace) => storedList(store, 'replicationcontrollers', namespace).map(asReplicaSet),
  })
}

function asReplicaSet(controller: ReplicationController): ReplicaSet {
  return { ...controller, spec: { ...controller.spec, selector: { matchLabels: controller.spec.selector ?? {} } } }
}
