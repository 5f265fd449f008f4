import type { PodRow } from '@binnacle/shared'

/** How far a wish has come: on its way, taken by the apiserver, seen in the watch (terminating), gone, or refused. */
export type Write = 'sent' | 'accepted' | 'seen' | 'done' | 'refused'

type Victim = { readonly pod: PodRow; write: Write }
type Successor = { readonly uid: string; readonly name: string; readonly tookMs: number; readyMs: number | null }
type Batch = { readonly set: readonly PodRow[]; readonly removed: readonly PodRow[] }

/**
 * What became of deleted pods, as the watch tells it: each victim's way, and the pods that the same controllers made since. Times are counted from the
 * moment of sending. A pod that existed before, or belongs to another controller, is nobody's successor; each victim has at most one.
 */
export class DeletionStory {
  readonly #victims: readonly Victim[]
  readonly #known: ReadonlySet<string>
  readonly #sentAt: number
  readonly #successors = new Map<string, Successor>()

  constructor(pods: readonly PodRow[], everyPod: Iterable<PodRow>, sentAt: number) {
    this.#victims = pods.map((pod) => ({ pod, write: 'sent' }))
    this.#known = new Set([...everyPod].map((pod) => pod.uid))
    this.#sentAt = sentAt
  }

  writeOf(uid: string): Write | null {
    return this.#victims.find(({ pod }) => pod.uid === uid)?.write ?? null
  }

  answered(uid: string, accepted: boolean): void {
    const victim = this.#victims.find(({ pod }) => pod.uid === uid)
    // The watch may be faster than the answer.
    if (victim?.write === 'sent') victim.write = accepted ? 'accepted' : 'refused'
  }

  saw({ set, removed }: Batch, now: number): void {
    for (const pod of set) {
      const victim = this.#victims.find((candidate) => candidate.pod.uid === pod.uid)
      if (victim && pod.deletedAt !== null && victim.write !== 'done') victim.write = 'seen'
      if (!victim) this.#mayFollow(pod, now)
    }
    for (const pod of removed) {
      const victim = this.#victims.find((candidate) => candidate.pod.uid === pod.uid)
      if (victim) victim.write = 'done'
    }
  }

  /** Nothing more is to be told: every victim is gone or refused, and whoever was to follow is ready. */
  get over(): boolean {
    const waiting = this.#victims.some(({ write }) => write !== 'done' && write !== 'refused')
    return !waiting && this.#awaited.length <= this.#successors.size && [...this.#successors.values()].every((successor) => successor.readyMs !== null)
  }

  text(): string {
    const [only, ...others] = this.#victims
    return only && others.length === 0 ? this.#one(only) : this.#many()
  }

  #one({ pod, write }: Victim): string {
    const name = suffixOf(pod.name)
    if (write === 'sent') return `Deleting ${name}`
    const [successor] = this.#successors.values()
    if (successor) return `Deleted ${name}. ${suffixOf(successor.name)} took its place in ${inSeconds(successor.tookMs)}${readyText(successor)}`
    return pod.controller === null ? `Deleted ${name}. Nothing brings it back` : `Deleted ${name}`
  }

  #many(): string {
    const taken = this.#victims.filter(({ write }) => write !== 'sent' && write !== 'refused').length
    const deleted = `Deleted ${taken} of ${this.#victims.length} pods`
    const followers = [...this.#successors.values()]
    if (followers.length === 0) return deleted
    const ready = followers.flatMap(({ readyMs }) => readyMs ?? [])
    const all = ready.length === followers.length
    const readiness = all ? `all ready in ${inSeconds(Math.max(...ready))}` : `${ready.length} ready`
    return `${deleted}. ${followers.length} took their place, ${readiness}`
  }

  #mayFollow(pod: PodRow, now: number): void {
    const known = this.#successors.get(pod.uid)
    if (known) {
      if (known.readyMs === null && isReady(pod)) known.readyMs = now - this.#sentAt
      return
    }
    const controller = pod.controller?.uid
    if (controller === undefined || this.#known.has(pod.uid) || pod.deletedAt !== null) return
    const lost = this.#awaited.filter((victim) => victim.pod.controller?.uid === controller).length
    const followed = [...this.#successors.keys()].length
    if (lost === 0 || followed >= this.#awaited.length) return
    const took = now - this.#sentAt
    this.#successors.set(pod.uid, { uid: pod.uid, name: pod.name, tookMs: took, readyMs: isReady(pod) ? took : null })
  }

  get #awaited(): readonly Victim[] {
    return this.#victims.filter(({ pod, write }) => pod.controller !== null && write !== 'refused')
  }
}

function isReady(pod: PodRow): boolean {
  return pod.containers > 0 && pod.ready === pod.containers && pod.deletedAt === null
}

function readyText({ readyMs }: Successor): string {
  return readyMs === null ? '' : `, ready in ${inSeconds(readyMs)}`
}

/** What tells a pod from its siblings. */
export function suffixOf(name: string): string {
  const cut = name.lastIndexOf('-')
  return cut <= 0 ? name : `…${name.slice(cut + 1)}`
}

function inSeconds(ms: number): string {
  return `${(Math.max(0, ms) / 1000).toFixed(1)} s`
}
