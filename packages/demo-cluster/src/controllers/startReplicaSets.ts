import type { ClusterParts, Running } from '../ClusterParts.ts'
import { startReplicas } from './replicas/startReplicas.ts'
import { stored, storedList } from './stored.ts'

/** ReplicaSets keep their number of pods, as upstream's replicaset-controller: adoption, slow start, deletion order, minReadySeconds and ReplicaFailure included. */
export function startReplicaSets(parts: ClusterParts): Running {
  const { store } = parts
  return startReplicas(parts, {
    kind: 'ReplicaSet',
    resource: 'replicasets.apps',
    component: 'replicaset-controller',
    get: (name) => stored(store, 'replicasets.apps', name),
    list: (namespace) => storedList(store, 'replicasets.apps', namespace),
  })
}
