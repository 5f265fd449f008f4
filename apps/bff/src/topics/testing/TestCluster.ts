import type { LogLine, ObjectRow, PodRow, ReplicaSetRow, ScopeState, ServerFrame, StreamParams } from '@binnacle/shared'
import type { LogSink } from '../../kube/followLog.ts'
import type { ClusterHealth, Informers, Notice, RowKind, Scope, Source, Watched } from '../../kube/Source.ts'
import type { LiveCluster, RunSources } from '../LiveCluster.ts'
import type { Peer } from '../Outlet.ts'

/** A Source that a test moves; notices follow the guarantees of `Source`. */
export class TestSource implements Source<ObjectRow> {
  readonly rows = new Map<string, ObjectRow>()
  state: ScopeState = { state: 'live' }
  epoch = 1
  retries = 0
  holders = 0
  readonly #listeners = new Set<(notice: Notice<ObjectRow>) => void>()

  subscribe(listener: (notice: Notice<ObjectRow>) => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  set<Row extends ObjectRow>(row: Row): void {
    this.rows.set(row.uid, row)
    this.tell({ type: 'set', row })
  }

  remove(row: ObjectRow): void {
    this.rows.delete(row.uid)
    this.tell({ type: 'removed', row })
  }

  replace(rows: readonly ObjectRow[]): void {
    this.rows.clear()
    for (const row of rows) this.rows.set(row.uid, row)
    this.tell({ type: 'replaced' })
  }

  become(state: ScopeState): void {
    this.state = state
    this.tell({ type: 'state' })
  }

  tell(notice: Notice<ObjectRow>): void {
    for (const listener of this.#listeners) listener(notice)
  }
}

export class TestCluster implements LiveCluster {
  health: ClusterHealth = { state: 'reachable' }
  readonly sources = new Map<string, TestSource>()
  readonly logs: { params: StreamParams<'pods.logs'>; sink: LogSink; stopped: boolean }[] = []
  readonly #listeners = new Set<() => void>()

  readonly informers: Informers = {
    acquire: <Row extends ObjectRow>(kind: RowKind<Row>, scope: Scope): Watched<Row> => this.offered(kind.id, scope),
  }

  readonly runs: RunSources = {
    list: (scope) => this.offered('runs', scope),
    samples: ({ namespace, uid }) => this.offered(`samples of ${uid}`, { namespace }),
    logs: ({ namespace, uid }) => this.offered(`logs of ${uid}`, { namespace }),
  }

  offered<Row extends ObjectRow>(kind: string, scope: Scope): Watched<Row> {
    const source = this.source(kind, scope)
    source.holders++
    // The test puts rows of the kind that the topic asks for.
    return { source: source as unknown as Source<Row>, retry: () => void source.retries++, release: () => void source.holders-- }
  }

  source(kind: string, scope: Scope): TestSource {
    const key = `${kind} ${scope.namespace ?? '*'}${scope.fieldSelector ? ` ${scope.fieldSelector}` : ''}${scope.labelSelector ? ` ${scope.labelSelector}` : ''}`
    const source = this.sources.get(key) ?? new TestSource()
    this.sources.set(key, source)
    return source
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  setHealth(health: ClusterHealth): void {
    this.health = health
    for (const listener of this.#listeners) listener()
  }

  follow(params: StreamParams<'pods.logs'>, sink: LogSink): () => void {
    const log = { params, sink, stopped: false }
    this.logs.push(log)
    return () => {
      log.stopped = true
    }
  }
}

/** What a browser would get, as frames. `stuck`: bytes that the network has not taken. */
export class TestPeer implements Peer {
  readonly bytes: Uint8Array[] = []
  stuck = 0
  closedWith: { code: number; reason: string } | null = null

  send(text: Uint8Array): void {
    this.bytes.push(text)
  }

  bufferedAmount(): number {
    return this.stuck
  }

  close(code: number, reason: string): void {
    this.closedWith = { code, reason }
  }

  /** What came since the last call. */
  take(): ServerFrame[] {
    return this.bytes.splice(0).map((bytes) => JSON.parse(new TextDecoder().decode(bytes)))
  }
}

export const pod = (uid: string, change: Partial<PodRow> = {}): PodRow => ({
  uid,
  namespace: 'default',
  name: uid,
  created: 1,
  ready: 1,
  containers: 1,
  status: 'Running',
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
  ...change,
})

export const replicaSet = (uid: string, change: Partial<ReplicaSetRow> = {}): ReplicaSetRow => ({
  uid,
  namespace: 'default',
  name: uid,
  created: 1,
  desired: 1,
  replicas: 1,
  ready: 1,
  available: 1,
  terminating: null,
  controller: null,
  revision: 1,
  revisionHistory: [],
  cause: null,
  hash: '',
  failure: null,
  images: [],
  selector: '',
  deletedAt: null,
  ...change,
})

export const lines = (...texts: string[]): LogLine[] => texts.map((text, n) => ({ at: `2026-01-01T00:00:00.00000000${n}Z`, text }))
