import type { Pod } from '../kinds.ts'
import type { Store } from '../storage/Store.ts'
import type {
  ControllerRevision,
  CronJob,
  DaemonSet,
  Deployment,
  Job,
  Node,
  PersistentVolume,
  PersistentVolumeClaim,
  ReplicaSet,
  ReplicationController,
  Service,
  StatefulSet,
} from '../workloads.ts'
import type { NamespacedName } from './objectKey.ts'

type KindOf = {
  readonly pods: Pod
  readonly nodes: Node
  readonly replicationcontrollers: ReplicationController
  readonly 'replicasets.apps': ReplicaSet
  readonly 'deployments.apps': Deployment
  readonly 'jobs.batch': Job
  readonly 'daemonsets.apps': DaemonSet
  readonly 'statefulsets.apps': StatefulSet
  readonly persistentvolumes: PersistentVolume
  readonly persistentvolumeclaims: PersistentVolumeClaim
  readonly 'controllerrevisions.apps': ControllerRevision
  readonly 'cronjobs.batch': CronJob
  readonly services: Service
}

type Known = keyof KindOf

/** A stored object as its kind: admission has seen to its shape. */
export function stored<Name extends Known>(store: Store, resource: Name, { namespace, name }: NamespacedName): KindOf[Name] | undefined {
  return store.get(resource, namespace, name) as KindOf[Name] | undefined
}

export function storedList<Name extends Known>(store: Store, resource: Name, namespace?: string): readonly KindOf[Name][] {
  return store.list(resource, namespace) as readonly KindOf[Name][]
}

/** What names `uid` as an owner, of one resource. */
export function storedOwnedBy<Name extends Known>(store: Store, resource: Name, uid: string): readonly KindOf[Name][] {
  const owned = store.ownedBy(uid).filter((entry) => entry.resource === resource)
  return owned.map(({ object }) => object as KindOf[Name])
}
