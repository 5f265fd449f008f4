import type { Running } from '../ClusterParts.ts'
import { microTimestamp } from '../objects.ts'
import type { Node } from '../workloads.ts'
import type { KubeletParts } from './KubeletParts.ts'
import { type NodeDescription, newNode, nodeStatus } from './nodeObject.ts'

const HEARTBEAT_MS = 10_000
const REPORT_MS = 5 * 60_000
const LEASE_SECONDS = 40
const LEASE_NAMESPACE = 'kube-node-lease'

export type Heartbeats = Running & {
  /** Reports at once and goes on from there, after the node could not be reached. */
  readonly resume: () => void
}

/**
 * A node's life as the control plane sees it: registers its Node, renews its Lease every ten seconds, and reports its status every five minutes, sooner when its images
 * have changed. Says nothing while the node is cut off.
 */
export function startHeartbeats(kubelet: KubeletParts, description: NodeDescription): Heartbeats {
  const { clock, images, link, random } = kubelet
  const machineID = storedNode(kubelet)?.status?.nodeInfo?.['machineID'] ?? random.hex(32)
  let reported = { at: Number.NEGATIVE_INFINITY, images: -1 }
  let cancel = () => {}

  function report(): void {
    reported = { at: clock.now(), images: images.all.size }
    const node = storedNode(kubelet)
    if (!node) return
    const status = nodeStatus(description, { images: images.all, before: node.status, machineID, now: reported.at })
    kubelet.api.update({ resource: 'nodes', name: kubelet.node, subresource: 'status' }, { ...node, status }, optionsOf(kubelet))
  }

  function beat(): void {
    cancel = clock.after(HEARTBEAT_MS, beat)
    if (!link.up) return
    if (!storedNode(kubelet)) register(kubelet, description, report)
    if (clock.now() - reported.at >= REPORT_MS || images.all.size !== reported.images) report()
    renew(kubelet)
  }

  beat()
  return {
    resume() {
      cancel()
      reported = { ...reported, at: Number.NEGATIVE_INFINITY }
      beat()
    },
    stop: () => cancel(),
  }
}

function optionsOf({ user }: KubeletParts) {
  return { user, fieldManager: 'kubelet' }
}

function storedNode({ store, node }: KubeletParts): Node | undefined {
  return store.get('nodes', undefined, node) as Node | undefined
}

function register(kubelet: KubeletParts, description: NodeDescription, report: () => void): void {
  const { api, node: name, events } = kubelet
  api.create('nodes', newNode(description), optionsOf(kubelet))
  const about = { apiVersion: 'v1', kind: 'Node', metadata: { name, uid: name, resourceVersion: '', creationTimestamp: '' } }
  const say = (reason: string, message = `Node ${name} status is now: ${reason}`) => events.record(about, { type: 'Normal', reason, message })
  say('Starting', 'Starting kubelet.')
  for (const reason of ['NodeHasSufficientMemory', 'NodeHasNoDiskPressure', 'NodeHasSufficientPID']) say(reason)
  say('NodeAllocatableEnforced', 'Updated Node Allocatable limit across pods')
  report()
  say('NodeReady')
}

function renew(kubelet: KubeletParts): void {
  const { api, clock, store, node: name } = kubelet
  const of = { resource: 'leases.coordination.k8s.io', namespace: LEASE_NAMESPACE, name }
  const spec = { holderIdentity: name, leaseDurationSeconds: LEASE_SECONDS, renewTime: microTimestamp(clock.now()) }
  const lease = store.get(of.resource, of.namespace, name)
  if (lease) {
    api.update(of, { ...lease, spec }, optionsOf(kubelet))
    return
  }
  const owner = storedNode(kubelet)
  const ownerReferences = owner ? [{ apiVersion: 'v1', kind: 'Node', name, uid: owner.metadata.uid }] : []
  const metadata = { name, namespace: LEASE_NAMESPACE, ownerReferences }
  api.create(of.resource, { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata, spec }, optionsOf(kubelet))
}
