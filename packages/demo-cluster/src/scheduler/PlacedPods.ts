import { controllerOf } from '../controllers/controllerOf.ts'
import { hasEnded } from '../controllers/podState.ts'
import type { Pod } from '../kinds.ts'
import { type Amounts, difference, podRequests, sum } from './podRequests.ts'

export type OnNode = {
  /** By uid. */
  readonly pods: ReadonlyMap<string, Pod>
  readonly requested: Amounts
  /** How many pods each controller has there, by its uid. */
  readonly controlled: ReadonlyMap<string, number>
}

type Counted = { readonly pods: Map<string, Pod>; requested: Amounts; readonly controlled: Map<string, number> }

const NOTHING: OnNode = { pods: new Map(), requested: new Map(), controlled: new Map() }

/** The pods that have a node and have not ended, and what they take of it: kept by following every change of a pod, so that no placement counts them again. */
export class PlacedPods {
  readonly #nodes = new Map<string, Counted>()
  readonly #antiAffine = new Map<string, Pod>()

  add(pod: Pod): void {
    const { nodeName } = pod.spec
    if (!nodeName || hasEnded(pod)) return
    const node: Counted = this.#nodes.get(nodeName) ?? { pods: new Map(), requested: new Map(), controlled: new Map() }
    this.#nodes.set(nodeName, node)
    node.pods.set(pod.metadata.uid, pod)
    node.requested = sum(node.requested, podRequests(pod))
    count(node, pod, 1)
    if (pod.spec.affinity?.podAntiAffinity) this.#antiAffine.set(pod.metadata.uid, pod)
  }

  remove({ metadata: { uid }, spec: { nodeName } }: Pod): void {
    const node = this.#nodes.get(nodeName ?? '')
    const placed = node?.pods.get(uid)
    if (!node || !placed) return
    node.pods.delete(uid)
    node.requested = difference(node.requested, podRequests(placed))
    count(node, placed, -1)
    this.#antiAffine.delete(uid)
  }

  on(nodeName: string): OnNode {
    return this.#nodes.get(nodeName) ?? NOTHING
  }

  /** All pods that have something against others. */
  get antiAffine(): Iterable<Pod> {
    return this.#antiAffine.values()
  }

  get all(): Iterable<Pod> {
    return [...this.#nodes.values()].flatMap(({ pods }) => [...pods.values()])
  }
}

function count({ controlled }: Counted, pod: Pod, by: number): void {
  const controller = controllerOf(pod)?.uid
  if (controller === undefined) return
  const now = (controlled.get(controller) ?? 0) + by
  if (now > 0) controlled.set(controller, now)
  else controlled.delete(controller)
}
