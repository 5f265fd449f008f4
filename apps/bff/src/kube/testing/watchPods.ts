import type { Matching } from '@binnacle/demo-cluster'
import { ManualClock, type ObjectRow } from '@binnacle/shared'
import { Cluster } from '../Cluster.ts'
import type { UserEntry } from '../kubeconfig.ts'
import type { Notice, RowKind, Source } from '../Source.ts'
import type { TestCluster } from './TestCluster.ts'
import { tick, until } from './until.ts'

export type TestRow = ObjectRow & { phase: string }

/** The least that a row can be. */
export const testPods: RowKind<TestRow> = {
  id: 'test.pods',
  group: '',
  version: 'v1',
  resource: 'pods',
  project: (object) => {
    const metadata: unknown = Reflect.get(Object(object), 'metadata')
    const status: unknown = Reflect.get(Object(object), 'status')
    const text = (key: string) => String(Reflect.get(Object(metadata), key))
    return { uid: text('uid'), namespace: text('namespace'), name: text('name'), created: 0, phase: String(Reflect.get(Object(status), 'phase')) }
  },
}

export type Watching = {
  readonly demo: TestCluster
  /** Of the Cluster and its table; the demo cluster has its own. */
  readonly clock: ManualClock
  readonly cluster: Cluster
  readonly source: Source<TestRow>
  /** What was told, in order: `set a`, `removed a`, `replaced a,b`, `state live`. */
  readonly told: string[]
  /** The table's requests, to be planned for or counted. */
  readonly lists: Matching
  readonly watches: Matching
  count(what: 'lists' | 'watches'): number
  /** What the last watch was asked with. */
  asked(): URLSearchParams
  names(): string
  retry(): void
  /** Ends what is Binnacle's; the demo cluster goes on. */
  close(): void
}

export type WatchOptions = {
  /** The whole cluster, unless told otherwise. */
  readonly namespace?: string
  /** No randomness, unless told otherwise: every jitter is 0. */
  readonly random?: () => number
  readonly kind?: RowKind<TestRow>
  readonly user?: UserEntry
}

/** A Cluster on a demo cluster, and a table of its pods, on a clock that the test moves. */
export function watchPods(demo: TestCluster, { namespace, random = () => 0, kind = testPods, user }: WatchOptions = {}): Watching {
  const clock = new ManualClock()
  const cluster = new Cluster({ entry: demo.entry(user), clock, random, onMiss: () => {} })
  const watched = cluster.informers.acquire(kind, { namespace: namespace ?? null })
  const { source } = watched
  const told: string[] = []
  const names = () => [...source.rows.values()].map((row) => row.name).join(',')
  source.subscribe((notice: Notice<TestRow>) => {
    if (notice.type === 'set' || notice.type === 'removed') told.push(`${notice.type} ${notice.row.name}`)
    else told.push(notice.type === 'state' ? `state ${source.state.state}` : `replaced ${names()}`)
  })
  const path = namespace === undefined ? '/api/v1/pods' : `/api/v1/namespaces/${namespace}/pods`
  const of = { lists: { path, watch: false }, watches: { path, watch: true } }
  return {
    demo,
    clock,
    cluster,
    source,
    told,
    ...of,
    count: (what) => demo.faults.count(of[what]),
    asked: () => demo.faults.requests.findLast((request) => request.path === path && request.query.has('watch'))?.query ?? new URLSearchParams(),
    names,
    retry: () => watched.retry(),
    close: () => {
      watched.release()
      cluster.close()
    },
  }
}

/** A table that is live, with its watch open. */
export async function watchLivePods(demo: TestCluster, options?: WatchOptions): Promise<Watching> {
  const watching = watchPods(demo, options)
  await until(() => watching.count('watches') === 1)
  return watching
}

/** Moves time in small steps, letting sockets work in between, until something is so. Gives back how much time that took. */
export async function passUntil({ clock }: Pick<Watching, 'clock'>, isSo: () => boolean, limitMs = 120_000): Promise<number> {
  const from = clock.now()
  while (!isSo()) {
    if (clock.now() - from > limitMs) throw new Error(`not so after ${limitMs} ms: ${isSo.toString()}`)
    clock.advance(100)
    await tick(10)
  }
  return clock.now() - from
}
