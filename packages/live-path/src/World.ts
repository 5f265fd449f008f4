import { codecs, MAX_NAMESPACE_WATCHES, ManualClock, type PodRow } from '@binnacle/shared'
import { Hub } from '../../../apps/bff/src/topics/Hub.ts'
import { Session } from '../../../apps/bff/src/topics/Session.ts'
import { type Asked, Browser, type OpenTable } from './Browser.ts'
import { couldShow } from './couldShow.ts'
import { DEPLOYMENTS, MemoryCluster, NAMESPACES } from './MemoryCluster.ts'
import { Random } from './Random.ts'
import type { SocketPair } from './SocketPair.ts'

/** `live` claims at most this age (ms): 8 s of a silent link, a window, and the step in which it is looked at. */
export const LIVE_MEANS_MS = 8_000 + 200

/** The whole live path, from a cluster's rows to the tables of several tabs, without a network or real time. */
export class World {
  readonly clock = new ManualClock()
  readonly cluster = new MemoryCluster(this.clock)
  readonly browsers: Browser[] = []
  readonly random: Random
  hub = this.#makeHub()
  down = false
  readonly #sessions = new Set<SocketPair>()

  constructor(seed: number) {
    this.random = new Random(seed)
    for (let n = 0; n < 12; n++) this.cluster.create(this.random)
    for (let n = 0; n < 4; n++) this.cluster.changeReplicaSet(this.random)
  }

  addBrowser(): Browser {
    const skew = this.random.below(3) === 0 ? this.random.below(4 * 86_400_000) - 2 * 86_400_000 : 0
    const browser = new Browser({ clock: this.clock, random: this.random, skew, dial: (pair) => this.#dial(pair) })
    this.browsers.push(browser)
    return browser
  }

  /** The BFF is killed; a new one knows nothing of the old. */
  restart(): void {
    for (const pair of this.#sessions) pair.cut()
    this.#sessions.clear()
    this.hub.close()
    this.hub = this.#makeHub()
  }

  /** Lets promises that wait run. */
  async settle(): Promise<void> {
    for (let n = 0; n < 4; n++) await Promise.resolve()
  }

  /** What a table should show, were everything told at once. */
  wanted({ asked }: OpenTable): Map<string, PodRow> {
    const { pods, replicaSets } = this.cluster
    return new Map(
      [...pods].filter(([, pod]) => {
        if (!isAbout(asked, pod.namespace)) return false
        if (asked.name === 'pods') return true
        const owner = replicaSets.get(pod.controller?.uid ?? '')
        return owner?.namespace === pod.namespace && owner.controller?.uid === asked.params.uid
      }),
    )
  }

  /** Why a table that says `live` may not. Null when it may. */
  lie(table: OpenTable): string | null {
    if (table.topic.get().state.state !== 'live') return null
    const since = this.clock.now() - LIVE_MEANS_MS
    const hidden = new Set(table.topic.get().hidden.map(({ namespace }) => namespace))
    const uids = new Set([...table.mirror.keys(), ...this.wanted(table).keys()])
    for (const uid of uids) {
      const versions = this.cluster.history.get(uid) ?? []
      if (hidden.has(versions[0]?.row?.namespace ?? '')) continue
      const shown = textOf(table.mirror.get(uid) ?? null)
      const could = couldShow(this.cluster, table.asked, { uid, since })
      if (could.some((row) => textOf(row) === shown)) continue
      return `says live and shows ${shown} of ${uid}, which is ${JSON.stringify(versions.at(-1))}`
    }
    return null
  }

  #makeHub(): Hub {
    const { clock, cluster } = this
    const missing = { ok: false, failure: { reason: 'NotFound', code: 404, message: 'no such context' } } as const
    return new Hub({ clock, chunkRows: 5, open: (context) => (context === 'c' ? { ok: true, output: cluster } : missing) })
  }

  #dial(pair: SocketPair): boolean {
    if (this.down) return false
    pair.accept(new Session({ hub: this.hub, peer: pair, clock: this.clock, build: 'b' }))
    this.#sessions.add(pair)
    return true
  }
}

const texts = new WeakMap<PodRow, string>()

/** A row as text; every field counts, in the schema's order. */
export const textOf = (row: PodRow | null): string => {
  if (!row) return 'null'
  const known = texts.get(row)
  if (known !== undefined) return known
  const text = JSON.stringify(codecs.pods.columns([{ id: 0, row }]))
  texts.set(row, text)
  return text
}

const isAbout = ({ name, params }: Asked, namespace: string): boolean =>
  name === 'pods' ? params.namespaces === '*' || params.namespaces.includes(namespace) : params.namespace === namespace

export const someTable = (random: Random): Asked => {
  const kind = random.below(5)
  if (kind === 0) return { name: 'pods', params: { namespaces: '*' } }
  if (kind === 4) return { name: 'deployments.pods', params: { namespace: random.chance(0.7) ? 'n0' : 'n1', uid: random.pick(DEPLOYMENTS) ?? '' } }
  const many = kind === 1 ? MAX_NAMESPACE_WATCHES + 1 : 1 + random.below(3)
  const from = random.below(NAMESPACES.length)
  const namespaces = Array.from({ length: many }, (_, n) => NAMESPACES[(from + n) % NAMESPACES.length] ?? 'n0')
  return { name: 'pods', params: { namespaces } }
}
