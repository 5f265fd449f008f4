import { isDeepStrictEqual } from 'node:util'
import type { ClusterParts, Running } from '../ClusterParts.ts'
import { fromObjectKey, objectKey } from '../controllers/objectKey.ts'
import { hasEnded } from '../controllers/podState.ts'
import { stored, storedList } from '../controllers/stored.ts'
import { createWorkQueue } from '../controllers/workQueue.ts'
import type { EventRecorder } from '../events/EventRecorder.ts'
import type { Pod } from '../kinds.ts'
import { done, type Result } from '../Status.ts'
import type { Change } from '../storage/Store.ts'
import { PlacedPods } from './PlacedPods.ts'
import { placePod } from './placePod.ts'
import type { Surroundings } from './podAffinityCheck.ts'
import { amountsOf } from './podRequests.ts'
import { bindPod, notScheduled } from './podScheduled.ts'

const NAME = 'default-scheduler'

/** A pod that found no node is tried again one second after, doubling to ten, when something changes that could help it; and every five minutes in any case. */
const FIRST_BACK_OFF_MS = 1_000
const LONGEST_BACK_OFF_MS = 10_000
const FLUSH_MS = 300_000

/**
 * Gives each pod a node, as kube-scheduler's default profile: cordons, taints, node selectors and affinity, host ports, resources, affinity between pods, claims. Left out:
 * preemption, a spread that is only preferred, volumes of certain nodes; the choice between fitting nodes is simpler.
 */
export function startScheduler(parts: ClusterParts): Running {
  const { store, clock, pace } = parts
  const scheduler = new Scheduler(parts)
  const queue = createWorkQueue(clock, (key) => {
    const pod = stored(store, 'pods', fromObjectKey(key))
    if (!pod || !wantsNode(pod)) return done(null)
    const outcome = scheduler.schedule(key, pod)
    if (scheduler.isWaiting(key)) queue.addAfter(key, FLUSH_MS)
    return outcome
  })
  const consider = (pod: Pod) => {
    if (wantsNode(pod)) queue.addAfter(objectKey(pod.metadata), pace.schedule)
  }
  const unsubscribe = store.subscribe((change) => {
    scheduler.follow(change)
    if (change.resource === 'pods' && isNews(change)) consider(change.object as Pod)
    for (const [key, ms] of scheduler.retries(helpOf(change))) queue.addAfter(key, ms)
  })
  for (const pod of storedList(store, 'pods')) consider(pod)
  return {
    stop: () => {
      unsubscribe()
      queue.stop()
    },
  }
}

function wantsNode(pod: Pod): boolean {
  const { nodeName, schedulerName = NAME, schedulingGates = [] } = pod.spec
  return !nodeName && schedulerName === NAME && schedulingGates.length === 0 && pod.metadata.deletionTimestamp === undefined && !hasEnded(pod)
}

/** What a pod says about itself has changed; what is said of it in its status is none of it. */
function isNews({ type, object, before }: Change): boolean {
  if (type === 'DELETED') return false
  return !before || !isDeepStrictEqual(object['spec'], before['spec']) || !isDeepStrictEqual(object.metadata.labels, before.metadata.labels)
}

/** Whom a change could help: all when a node comes or differs in more than what it reports, or a pod ends or goes; when one is placed or changes, those that look at others; when a claim differs, those that wait for claims. */
type Help = 'all' | 'affine' | 'claims' | 'none'

function helpOf(change: Change): Help {
  const { type, resource, object, before } = change
  if (resource === 'nodes')
    return type !== 'DELETED' && (isNews(change) || !isDeepStrictEqual(allocatable(object), before && allocatable(before))) ? 'all' : 'none'
  if (resource === 'persistentvolumeclaims') return 'claims'
  if (resource !== 'pods') return 'none'
  const pod = object as Pod
  if (!pod.spec.nodeName) return 'none'
  if (type === 'DELETED' || hasEnded(pod)) return 'all'
  return isNews(change) ? 'affine' : 'none'
}

function allocatable(node: Change['object']): unknown {
  const status = node['status'] as { readonly allocatable?: unknown } | undefined
  return status?.allocatable
}

class Scheduler {
  readonly #parts: ClusterParts
  readonly #placed = new PlacedPods()
  readonly #bound: EventRecorder
  readonly #failed: EventRecorder
  /** Until a node changes. */
  #around: Surroundings | null = null
  /** Pods that found no node, with the number of tries and the time of the last. */
  readonly #waiting = new Map<string, { readonly tries: number; readonly at: number; readonly help: readonly Help[] }>()

  constructor(parts: ClusterParts) {
    this.#parts = parts
    this.#bound = parts.recorder({ component: NAME, action: 'Binding' })
    this.#failed = parts.recorder({ component: NAME, action: 'Scheduling' })
    for (const pod of storedList(parts.store, 'pods')) this.#placed.add(pod)
  }

  follow({ type, resource, object, before }: Change): void {
    if (resource === 'nodes') this.#around = null
    if (resource !== 'pods') return
    if (before) this.#placed.remove(before as Pod)
    if (type === 'DELETED') this.#waiting.delete(objectKey(object.metadata))
    else this.#placed.add(object as Pod)
  }

  isWaiting(key: string): boolean {
    return this.#waiting.has(key)
  }

  /** In how many milliseconds each pod that is helped may be tried again. */
  retries(help: Help): readonly (readonly [string, number])[] {
    if (help === 'none') return []
    const now = this.#parts.clock.now()
    const helped = [...this.#waiting].filter(([, { help: helps }]) => helps.includes(help))
    return helped.map(([key, { tries, at }]) => [key, Math.max(0, at + Math.min(LONGEST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** (tries - 1)) - now)])
  }

  schedule(key: string, pod: Pod): Result<unknown> {
    const placement = placePod(pod, this.#surroundings())
    if (placement.node !== null) return this.#bind(key, pod, placement.node)
    const { podAffinity, podAntiAffinity } = pod.spec.affinity ?? {}
    const looksAtOthers = podAffinity !== undefined || podAntiAffinity !== undefined || pod.spec.topologySpreadConstraints !== undefined
    const affine: readonly Help[] = looksAtOthers ? ['affine'] : []
    const help: readonly Help[] = placement.needs === 'claims' ? ['claims'] : ['all', ...affine]
    this.#waiting.set(key, { tries: (this.#waiting.get(key)?.tries ?? 0) + 1, at: this.#parts.clock.now(), help })
    this.#failed.record(pod, { type: 'Warning', reason: 'FailedScheduling', message: placement.message })
    return notScheduled(this.#parts, pod, placement.message)
  }

  #bind(key: string, pod: Pod, node: string): Result<unknown> {
    const bound = bindPod(this.#parts, pod, node)
    if (!bound.ok) return bound
    this.#waiting.delete(key)
    this.#bound.record(pod, { type: 'Normal', reason: 'Scheduled', message: `Successfully assigned ${key} to ${node}` })
    return bound
  }

  #surroundings(): Surroundings {
    this.#around ??= this.#lookAround()
    return this.#around
  }

  #lookAround(): Surroundings {
    const { store } = this.#parts
    const nodes = storedList(store, 'nodes')
    return {
      placed: this.#placed,
      nodes: new Map(nodes.map((node) => [node.metadata.name, node])),
      allocatable: new Map(nodes.map((node) => [node.metadata.name, amountsOf(Object.entries(node.status?.allocatable ?? {}))])),
      claim: (namespace, name) => stored(store, 'persistentvolumeclaims', { namespace, name }),
      namespaceLabels: (namespace) => store.get('namespaces', undefined, namespace)?.metadata.labels ?? {},
    }
  }
}
