import type { ClusterParts, Running } from '../ClusterParts.ts'
import type { ContainerRuntime, NodeAccess } from '../containers/Container.ts'
import type { Pod } from '../kinds.ts'
import type { Change } from '../storage/Store.ts'
import { createNodeAccess } from './createNodeAccess.ts'
import type { KubeletParts } from './KubeletParts.ts'
import { NodeImages } from './NodeImages.ts'
import { PodAddresses } from './PodAddresses.ts'
import { PodWorker } from './PodWorker.ts'

export type KubeletOptions = {
  /** The name of its node. */
  readonly node: string
  readonly runtime: ContainerRuntime
  /** The node's own address. */
  readonly hostIP?: string
  /** What its pods' addresses are taken from. */
  readonly podCIDR?: string
  /** A token for a pod's service account, as its containers find it in their files. */
  readonly tokenFor?: (pod: Pod) => string
}

export type Kubelet = Running & {
  readonly node: string
  readonly access: NodeAccess
}

/**
 * The kubelet of one node: runs the pods that are bound to it and tells how they do, in the sequences and words of the kubelet of 1.36 on containerd. Left out: static and
 * mirror pods, ephemeral containers, in-place resize, devices, eviction under pressure, cgroups, and admission of pods by the node.
 */
export function startKubelet(parts: ClusterParts, options: KubeletOptions): Kubelet {
  const { node, runtime, hostIP = '192.168.49.2', podCIDR = '10.244.0.0/24', tokenFor = () => '' } = options
  const kubelet: KubeletParts = {
    ...parts,
    node,
    runtime,
    hostIP,
    tokenFor,
    events: parts.recorder({ component: 'kubelet', host: node }),
    images: new NodeImages({ clock: parts.clock, pace: parts.pace, runtime }),
    addresses: new PodAddresses(podCIDR),
    user: { name: `system:node:${node}`, groups: ['system:nodes', 'system:authenticated'] },
  }
  const workers = new Map<string, PodWorker>()

  function begin(pod: Pod): void {
    const worker = new PodWorker(kubelet, pod)
    workers.set(pod.metadata.uid, worker)
    worker.start()
  }

  function heard({ type, resource, object }: Change): void {
    if (resource !== 'pods') return
    const pod = object as Pod
    const worker = workers.get(pod.metadata.uid)
    if (type === 'DELETED') {
      worker?.gone()
      workers.delete(pod.metadata.uid)
    } else if (worker) worker.update(pod)
    else if (pod.spec.nodeName === node) begin(pod)
  }

  const unsubscribe = parts.store.subscribe(heard)
  for (const pod of parts.store.list('pods') as readonly Pod[]) if (pod.spec.nodeName === node) begin(pod)
  const find = (namespace: string, name: string): PodWorker | undefined => {
    const pod = parts.store.get('pods', namespace, name)
    return pod === undefined ? undefined : workers.get(pod.metadata.uid)
  }
  return {
    node,
    access: createNodeAccess(kubelet, (namespace, name) => find(namespace, name)?.state),
    stop() {
      unsubscribe()
      for (const worker of workers.values()) worker.stop()
      workers.clear()
    },
  }
}
