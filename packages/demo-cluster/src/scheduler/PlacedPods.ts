import { hasEnded } from '../controllers/podState.ts'
import type { Pod } from '../kinds.ts'
import { type Amounts, difference, podRequests, sum } from './podRequests.ts'

export type OnNode = {
  /** By uid. */
  readonly pods: ReadonlyMap<string, Pod>
  readonly requested: Amounts
}

const NOTHING: OnNode = { pods: new Map(), requested: new Map() }

/** The pods that have a node and have not ended, and what they take of it: kept by following every change of a pod, so that no placement counts them again. */
export class PlacedPods {
  readonly #nodes = new Map<string, { readonly pods: Map<string, Pod>; requested: Amounts }>()
  readonly #antiAffine = new Map<string, Pod>()

  add(pod: Pod): void {
    const { nodeName } = pod.spec
    if (!nodeName || hasEnded(pod)) return
    const node = this.#nodes.get(nodeName) ?? { pods: new Map<string, Pod>(), requested: new Map<string, number>() }
    this.#nodes.set(nodeName, node)
    node.pods.set(pod.metadata.uid, pod)
    node.requested = sum(node.requested, podRequests(pod))
    if (pod.spec.affinity?.podAntiAffinity) this.#antiAffine.set(pod.metadata.uid, pod)
  }

  remove({ metadata: { uid }, spec: { nodeName } }: Pod): void {
    const node = this.#nodes.get(nodeName ?? '')
    const placed = node?.pods.get(uid)
    if (!node || !placed) return
    node.pods.delete(uid)
    node.requested = difference(node.requested, podRequests(placed))
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
