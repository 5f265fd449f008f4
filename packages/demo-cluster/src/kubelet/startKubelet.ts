import type { ClusterParts, Running } from '../ClusterParts.ts'
import type { ContainerRuntime, NodeAccess } from '../containers/Container.ts'
import type { Pod } from '../kinds.ts'
import type { Change } from '../storage/Store.ts'
import { createNodeAccess } from './createNodeAccess.ts'
import type { KubeletParts } from './KubeletParts.ts'
import { NodeImages } from './NodeImages.ts'
import { minikubeLabels, type NodeDescription } from './nodeObject.ts'
import { PodAddresses } from './PodAddresses.ts'
import { PodWorker } from './PodWorker.ts'
import { startHeartbeats } from './startHeartbeats.ts'
import { startVolumeRefresh } from './startVolumeRefresh.ts'

/** The name and the runtime of a node, and where it is not like minikube's one node. */
export type KubeletOptions = Partial<Omit<NodeDescription, 'name'>> & {
  readonly node: string
  readonly runtime: ContainerRuntime
  /** A token for a pod's service account, as its containers find it in their files. */
  readonly tokenFor?: (pod: Pod) => string
}

export type Kubelet = Running & {
  readonly node: string
  readonly access: NodeAccess
  /** A fault: the node is cut off from the apiserver, or comes back. Its containers do not notice. */
  readonly cutOff: (off: boolean) => void
}

const MINIKUBE = { hostIP: '192.168.49.2', podCIDR: '10.244.0.0/24', cpu: '2', memory: '8135680Ki', pods: '110', taints: [] }

/**
 * The kubelet of one node: registers it, runs the pods that are bound to it and tells how they do, in the sequences and words of the kubelet of 1.36 on containerd. What
 * was on the node before goes on. Left out: static and mirror pods, ephemeral containers, in-place resize, devices, eviction under pressure, and admission by the node.
 */
export function startKubelet(parts: ClusterParts, { node, runtime, tokenFor = () => '', ...rest }: KubeletOptions): Kubelet {
  const description: NodeDescription = { ...MINIKUBE, labels: minikubeLabels(node), ...rest, name: node }
  const kubelet: KubeletParts = {
    ...parts,
    node,
    runtime,
    tokenFor,
    hostIP: description.hostIP,
    events: parts.recorder({ component: 'kubelet', host: node }),
    hostFiles: new Map(),
    images: new NodeImages({ clock: parts.clock, pace: parts.pace, runtime }),
    addresses: new PodAddresses(description.podCIDR),
    user: { name: `system:node:${node}`, groups: ['system:nodes', 'system:authenticated'] },
    link: { up: true },
  }
  const workers = new Map<string, PodWorker>()
  const heartbeats = startHeartbeats(kubelet, description)
  const refresh = startVolumeRefresh(kubelet, () => [...workers.values()].map(({ state }) => state))
  const unsubscribe = parts.store.subscribe((change) => heard(kubelet, workers, change))
  catchUp(kubelet, workers)
  const find = (namespace: string, name: string): PodWorker | undefined => {
    const pod = parts.store.get('pods', namespace, name)
    return pod === undefined ? undefined : workers.get(pod.metadata.uid)
  }
  return {
    node,
    access: createNodeAccess(kubelet, (namespace, name) => find(namespace, name)?.state),
    cutOff(off) {
      if (kubelet.link.up !== off) return
      kubelet.link.up = !off
      if (off) return
      heartbeats.resume()
      catchUp(kubelet, workers)
    },
    stop() {
      unsubscribe()
      heartbeats.stop()
      refresh.stop()
      for (const worker of workers.values()) worker.stop()
      workers.clear()
    },
  }
}

function heard(kubelet: KubeletParts, workers: Map<string, PodWorker>, { type, resource, object }: Change): void {
  if (resource !== 'pods' || !kubelet.link.up) return
  const { uid } = object.metadata
  const pod = object as Pod
  if (type !== 'DELETED') take(kubelet, workers, pod)
  else {
    workers.get(uid)?.gone()
    workers.delete(uid)
  }
}

/** A pod of this node, known already or not. */
function take(kubelet: KubeletParts, workers: Map<string, PodWorker>, pod: Pod): void {
  const { uid } = pod.metadata
  const known = workers.get(uid)
  if (known) known.update(pod)
  else if (pod.spec.nodeName === kubelet.node) {
    const worker = new PodWorker(kubelet, pod)
    workers.set(uid, worker)
    worker.start()
  }
}

/** What changed while this kubelet did not hear of it. */
function catchUp(kubelet: KubeletParts, workers: Map<string, PodWorker>): void {
  const pods = new Map((kubelet.store.list('pods') as readonly Pod[]).map((pod) => [pod.metadata.uid, pod]))
  for (const [uid, worker] of workers) {
    const pod = pods.get(uid)
    if (pod) worker.reconnect(pod)
    else {
      worker.gone()
      workers.delete(uid)
    }
    pods.delete(uid)
  }
  for (const pod of pods.values()) take(kubelet, workers, pod)
}
