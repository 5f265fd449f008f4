import type { Clock, ObjectRow, PodRow, ReplicaSetRow } from '@binnacle/shared'
import type { ClusterHealth, Informers, RowKind, Scope, Watched } from '../../../apps/bff/src/kube/Source.ts'
import type { LiveCluster } from '../../../apps/bff/src/topics/LiveCluster.ts'
import { noRuns } from '../../../apps/bff/src/topics/noRuns.ts'
import { MemorySource } from './MemorySource.ts'
import type { Random } from './Random.ts'

export const NAMESPACES = Array.from({ length: 12 }, (_, n) => `n${n}`)

/** Deployments by uid, and their ReplicaSets: each always in the same namespace, and now this Deployment's, now that one's, or nobody's, or not there. */
export const DEPLOYMENTS = ['web-0', 'web-1']
const REPLICA_SETS: ReadonlyMap<string, string> = new Map([
  ['rs-0', 'n0'],
  ['rs-1', 'n0'],
  ['rs-2', 'n1'],
])

/** What a row was, and from when on; null: it was not there. */
export type Version<Row> = { readonly at: number; readonly row: Row | null }

/** A cluster of pods and ReplicaSets whose history is remembered, so that what a browser shows can be dated. */
export class MemoryCluster implements LiveCluster {
  health: ClusterHealth = { state: 'reachable' }
  readonly runs = noRuns
  readonly pods = new Map<string, PodRow>()
  readonly replicaSets = new Map<string, ReplicaSetRow>()
  readonly history = new Map<string, Version<PodRow>[]>()
  readonly replicaSetHistory = new Map<string, Version<ReplicaSetRow>[]>()
  readonly #clock: Clock
  readonly #sources = new Map<string, { source: MemorySource; holders: number; namespace: string | null; kind: string }>()
  readonly #healthListeners = new Set<() => void>()
  #lastUid = 0
  #epoch = 1

  constructor(clock: Clock) {
    this.#clock = clock
  }

  readonly informers: Informers = {
    acquire: <Row extends ObjectRow>(kind: RowKind<Row>, scope: Scope) => this.#acquire(kind.id, scope) as Watched<Row>,
  }

  subscribe(listener: () => void): () => void {
    this.#healthListeners.add(listener)
    return () => {
      this.#healthListeners.delete(listener)
    }
  }

  follow(): () => void {
    return () => undefined
  }

  get sources(): MemorySource[] {
    return [...this.#sources.values()].map(({ source }) => source)
  }

  /** How many hold a watch; of one kind when it is named. */
  holders(kind?: string): number {
    return [...this.#sources.values()].reduce((sum, source) => sum + (kind === undefined || source.kind === kind ? source.holders : 0), 0)
  }

  create(random: Random, like?: PodRow): void {
    const uid = `u${++this.#lastUid}`
    const namespace = like?.namespace ?? NAMESPACES[Math.floor(random.next() ** 3 * NAMESPACES.length)] ?? 'n0'
    const name = like?.name ?? `p${random.below(40)}`
    const taken = [...this.pods.values()].some((pod) => pod.namespace === namespace && pod.name === name)
    if (!taken) this.#put(uid, changed({ ...blank, uid, namespace, name }, random))
  }

  change(uid: string, random: Random): void {
    const pod = this.pods.get(uid)
    if (pod) this.#put(uid, changed(pod, random))
  }

  /** A change and its opposite, at once: nobody needs to hear of it. */
  flicker(uid: string): void {
    const pod = this.pods.get(uid)
    if (!pod) return
    this.#put(uid, { ...pod, restarts: pod.restarts + 1 })
    this.#put(uid, { ...pod })
  }

  remove(uid: string): void {
    if (this.pods.has(uid)) this.#put(uid, null)
  }

  /** One of the ReplicaSets is made, handed to a Deployment or to nobody, scaled, or removed. */
  changeReplicaSet(random: Random): void {
    const uid = random.pick([...REPLICA_SETS.keys()]) ?? 'rs-0'
    this.#rememberReplicaSet(uid, random.chance(0.25) ? null : someReplicaSet(uid, random))
    if (this.health.state === 'reachable') for (const source of this.sources) source.heard(uid)
  }

  wipe(random: Random): void {
    const before = [...this.pods.values()]
    for (const uid of this.replicaSets.keys()) if (random.chance(0.5)) this.#rememberReplicaSet(uid, null)
    for (const { uid } of before) this.#remember(uid, null)
    this.pods.clear()
    for (const pod of before) {
      if (random.chance(0.5)) continue
      const uid = `u${++this.#lastUid}`
      this.#remember(uid, changed({ ...pod, uid }, random))
    }
    this.#epoch++
    for (const source of this.sources) source.newCluster(this.#epoch)
  }

  /** While it is unreachable no source hears of anything, and none says so by itself. */
  setHealth(health: ClusterHealth): void {
    if (health.state === 'reachable') for (const source of this.sources) source.resume()
    this.health = health
    for (const listener of this.#healthListeners) listener()
  }

  #put(uid: string, row: PodRow | null): void {
    this.#remember(uid, row)
    if (this.health.state !== 'reachable') return
    for (const source of this.sources) source.heard(uid)
  }

  #rememberReplicaSet(uid: string, row: ReplicaSetRow | null): void {
    addVersion(this.replicaSetHistory, uid, { at: this.#clock.now(), row })
    if (row) this.replicaSets.set(uid, row)
    else this.replicaSets.delete(uid)
  }

  #remember(uid: string, row: PodRow | null): void {
    addVersion(this.history, uid, { at: this.#clock.now(), row })
    if (row) this.pods.set(uid, row)
    else this.pods.delete(uid)
  }

  #acquire(kind: string, { namespace }: Scope): Watched<ObjectRow> {
    const key = JSON.stringify([kind, namespace])
    const all = held.get(kind)?.(this) ?? nothing
    const shown = () => (namespace === null ? all : new Map([...all].filter(([, row]) => row.namespace === namespace)))
    const entry = this.#sources.get(key) ?? { source: new MemorySource(shown, this.#epoch), holders: 0, namespace, kind }
    this.#sources.set(key, entry)
    entry.holders++
    return {
      source: entry.source,
      retry: () => undefined,
      release: () => {
        entry.holders--
      },
    }
  }
}

/** The kinds that this cluster has; of any other there are none. */
const held: ReadonlyMap<string, (cluster: MemoryCluster) => ReadonlyMap<string, ObjectRow>> = new Map([
  ['pods', (cluster: MemoryCluster): ReadonlyMap<string, ObjectRow> => cluster.pods],
  ['replicasets', (cluster: MemoryCluster): ReadonlyMap<string, ObjectRow> => cluster.replicaSets],
])
const nothing: ReadonlyMap<string, ObjectRow> = new Map()

const addVersion = <Row>(history: Map<string, Version<Row>[]>, uid: string, version: Version<Row>): void => {
  const versions = history.get(uid) ?? []
  versions.push(version)
  history.set(uid, versions)
}

const someReplicaSet = (uid: string, random: Random): ReplicaSetRow => {
  const deployment = random.pick([...DEPLOYMENTS, ...DEPLOYMENTS, null])
  return {
    uid,
    namespace: REPLICA_SETS.get(uid) ?? 'n0',
    name: uid,
    created: 1,
    desired: random.below(3),
    replicas: 0,
    ready: 0,
    available: 0,
    terminating: null,
    controller: deployment ? { kind: 'Deployment', name: deployment, uid: deployment } : null,
    revision: 1,
    revisionHistory: [],
    cause: null,
    hash: uid,
    failure: null,
    images: [],
    selector: '',
    deletedAt: null,
  }
}

const blank: PodRow = {
  uid: '',
  namespace: '',
  name: '',
  created: 1,
  ready: 0,
  containers: 1,
  status: 'Pending',
  restarts: 0,
  lastRestartAt: null,
  ip: null,
  node: null,
  nominatedNode: null,
  readinessGates: null,
  controller: null,
  deletedAt: null,
  notReadySince: null,
  why: null,
}

const STATUSES = ['Pending', 'Running', 'CrashLoopBackOff', 'Completed', 'Terminating']

const controlledBy = (uid: string): PodRow['controller'] => ({ kind: 'ReplicaSet', name: uid, uid })

const changed = (pod: PodRow, random: Random): PodRow => ({
  ...pod,
  status: random.pick(STATUSES) ?? 'Unknown',
  ready: random.below(2),
  restarts: pod.restarts + random.below(2),
  ip: random.chance(0.5) ? `10.0.0.${random.below(9)}` : pod.ip,
  controller: random.chance(0.8) ? controlledBy(`rs-${random.below(REPLICA_SETS.size)}`) : null,
  why: random.chance(0.3) ? { container: 'main', reason: 'Error', message: 'exit 1', at: random.below(3) } : null,
})
