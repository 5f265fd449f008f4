import type { ClusterParts, Running } from '../ClusterParts.ts'
import type { Condition } from '../kinds.ts'
import { type KubeObject, timestamp } from '../objects.ts'
import { done, type Result } from '../Status.ts'
import type { Node } from '../workloads.ts'
import { controllerOptions } from './controllerOptions.ts'
import { taintsFor } from './nodes/taints.ts'
import { isReady } from './podState.ts'
import { stored, storedList } from './stored.ts'
import { createWorkQueue } from './workQueue.ts'

const COMPONENT = 'node-controller'
const options = controllerOptions(COMPONENT)
const LEASES = 'leases.coordination.k8s.io'
/** How long a kubelet may be silent, upstream's node monitor grace period; and how long before its first word. */
const GRACE_MS = 50_000
const STARTUP_MS = 60_000
const KUBELETS_CONDITIONS = ['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure']

/**
 * Watches over nodes as upstream's node-lifecycle-controller: a kubelet that neither renews its Lease nor reports makes its node Unknown and its pods not ready; taints
 * follow conditions and cordons; with the kubelet's next word everything heals. While no node at all is ready nothing is evicted. Left out: zones and the rate of
 * evictions.
 */
export function startNodeLife(parts: ClusterParts): Running {
  const { store, clock, recorder } = parts
  const events = recorder({ component: COMPONENT })
  const heard = new Map<string, number>()
  const tell = ({ metadata: { name } }: KubeObject, reason: string, message: string) => {
    events.record(nodeReference(name, store.get('nodes', undefined, name)), { type: 'Normal', reason, message: `Node ${name} ${message}` })
  }
  const queue = createWorkQueue(clock, (name) => {
    const node = stored(store, 'nodes', { namespace: undefined, name })
    if (!node) return done(null)
    const silent = clock.now() - (heard.get(name) ?? clock.now())
    const grace = ready(node) ? GRACE_MS : STARTUP_MS
    if (silent >= grace) {
      const known = ready(node)?.status
      const lost = known === 'Unknown' ? done<KubeObject>(node) : giveUp(parts, node)
      if (!lost.ok) return lost
      if (known === 'True') tell(node, 'NodeNotReady', 'status is now: NodeNotReady')
    } else queue.addAfter(name, grace - silent)
    return settle(parts, name)
  })

  function nodeChanged(node: Node, before: Node | null): void {
    const { name } = node.metadata
    const [beat, last] = [ready(node)?.lastHeartbeatTime, before && ready(before)?.lastHeartbeatTime]
    if (!before || beat !== last) heard.set(name, clock.now())
    if (!before) tell(node, 'RegisteredNode', `event: Registered Node ${name} in Controller`)
    const [status, old] = [ready(node)?.status, before && ready(before)?.status]
    // How many are ready decides about the taints of all.
    for (const { metadata } of status === old ? [node] : storedList(store, 'nodes')) queue.add(metadata.name)
    if (before && old === 'True' && status === 'False') tell(node, 'NodeNotReady', 'status is now: NodeNotReady')
  }

  const unsubscribe = store.subscribe(({ resource, type, object, before }) => {
    const { name } = object.metadata
    if (resource === LEASES && type !== 'DELETED' && object.metadata.namespace === 'kube-node-lease') {
      heard.set(name, clock.now())
      queue.add(name)
    }
    if (resource !== 'nodes') return
    if (type !== 'DELETED') return nodeChanged(object as Node, before as Node | null)
    heard.delete(name)
    tell(object, 'RemovingNode', `event: Removing Node ${name} from Controller`)
  })
  for (const node of storedList(store, 'nodes')) nodeChanged(node, null)
  return {
    stop: () => {
      unsubscribe()
      queue.stop()
    },
  }
}

/** Events about a node name it as its uid where upstream has no more than that; the stored one where there is one. */
function nodeReference(name: string, node: KubeObject | undefined): KubeObject {
  return node ?? { apiVersion: 'v1', kind: 'Node', metadata: { name, uid: name, resourceVersion: '', creationTimestamp: '' } }
}

function ready({ status }: Node): Condition | undefined {
  return status?.conditions?.find(({ type }) => type === 'Ready')
}

/** Says of a node that nobody knows how it is. */
function giveUp({ api, clock }: ClusterParts, node: Node): Result<KubeObject> {
  const now = timestamp(clock.now())
  const { name, creationTimestamp } = node.metadata
  const before = node.status?.conditions ?? []
  const unknown = (type: string): Condition => {
    const known = before.find((one) => one.type === type)
    if (!known) {
      const said = { reason: 'NodeStatusNeverUpdated', message: 'Kubelet never posted node status.' }
      return { type, status: 'Unknown', ...said, lastHeartbeatTime: creationTimestamp, lastTransitionTime: now }
    }
    if (known.status === 'Unknown') return known
    return { ...known, status: 'Unknown', reason: 'NodeStatusUnknown', message: 'Kubelet stopped posting node status.', lastTransitionTime: now }
  }
  const missing = KUBELETS_CONDITIONS.filter((type) => !before.some((one) => one.type === type))
  const conditions = [...before.map((one) => (KUBELETS_CONDITIONS.includes(one.type) ? unknown(one.type) : one)), ...missing.map(unknown)]
  return api.update({ resource: 'nodes', name, subresource: 'status' }, { ...node, status: { ...node.status, conditions } }, options)
}

/** Taints, and the pods of a node that is not ready. */
function settle(parts: ClusterParts, name: string): Result<unknown> {
  const { api, store, clock } = parts
  const node = stored(store, 'nodes', { namespace: undefined, name })
  if (!node) return done(null)
  const evicts = storedList(store, 'nodes').some((one) => ready(one)?.status === 'True')
  const { taints = [], unschedulable = false, ...spec } = node.spec
  const wanted = taintsFor({ conditions: node.status?.conditions ?? [], unschedulable, taints }, { evicts, now: timestamp(clock.now()) })
  if (wanted !== taints) {
    const next = { ...spec, ...(unschedulable ? { unschedulable } : {}), ...(wanted.length > 0 ? { taints: wanted } : {}) }
    const written = api.update({ resource: 'nodes', name }, { ...node, spec: next }, options)
    if (!written.ok) return written
  }
  return ready(node)?.status === 'True' || !ready(node) ? done(null) : markPodsNotReady(parts, name)
}

function markPodsNotReady({ api, store, clock, recorder }: ClusterParts, node: string): Result<unknown> {
  for (const pod of storedList(store, 'pods').filter((one) => one.spec.nodeName === node && isReady(one))) {
    const { namespace, name } = pod.metadata
    const conditions = (pod.status?.conditions ?? []).map((one) =>
      one.type === 'Ready' ? { ...one, status: 'False' as const, lastTransitionTime: timestamp(clock.now()) } : one,
    )
    const written = api.update({ resource: 'pods', namespace, name, subresource: 'status' }, { ...pod, status: { ...pod.status, conditions } }, options)
    if (!written.ok) return written
    recorder({ component: COMPONENT }).record(pod, { type: 'Warning', reason: 'NodeNotReady', message: 'Node is not ready' })
  }
  return done(null)
}
