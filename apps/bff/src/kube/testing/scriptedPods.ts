import { ManualClock, type ObjectRow } from '@binnacle/shared'
import { Cluster } from '../Cluster.ts'
import type { Notice, RowKind, Source } from '../Source.ts'
import { ScriptedApiserver, tick, until } from './scriptedApiserver.ts'

export type TestRow = ObjectRow & { version: string; phase: string }

/** The least that a row can be, with the version it was made from. */
export const testPods: RowKind<TestRow> = {
  id: 'test.pods',
  group: '',
  version: 'v1',
  resource: 'pods',
  project: (object) => {
    const metadata: unknown = Reflect.get(Object(object), 'metadata')
    const text = (key: string) => String(Reflect.get(Object(metadata), key))
    return {
      uid: text('uid'),
      namespace: text('namespace'),
      name: text('name'),
      created: 0,
      version: text('resourceVersion'),
      phase: String(Reflect.get(Object(object), 'phase')),
    }
  },
}

export type Watching = {
  readonly server: ScriptedApiserver
  readonly clock: ManualClock
  readonly cluster: Cluster
  readonly source: Source<TestRow>
  /** What was told, in order: `set a`, `removed a`, `replaced a,b`, `state live`. */
  readonly told: string[]
  names(): string
  retry(): void
  close(): Promise<void>
}

/** A scripted apiserver, a Cluster on it and a table of its pods, on a clock that the test moves. No randomness: every jitter is 0. */
export async function watchPods(script: (server: ScriptedApiserver) => void = () => {}, random = () => 0, kind = testPods): Promise<Watching> {
  const server = await ScriptedApiserver.start()
  script(server)
  const clock = new ManualClock()
  const entry = { name: 'test', clusterName: 'test', userName: '', namespace: null, cluster: { server: server.url }, user: {} }
  const cluster = new Cluster({ entry, clock, random, onMiss: () => {} })
  const watched = cluster.informers.acquire(kind, { namespace: null })
  const { source } = watched
  const told: string[] = []
  const names = () => [...source.rows.values()].map((row) => row.name).join(',')
  source.subscribe((notice: Notice<TestRow>) => {
    if (notice.type === 'set' || notice.type === 'removed') told.push(`${notice.type} ${notice.row.name}`)
    else told.push(notice.type === 'state' ? `state ${source.state.state}` : `replaced ${names()}`)
  })
  const close = async () => {
    watched.release()
    cluster.close()
    await server.kill()
  }
  return { server, clock, cluster, source, told, names, retry: () => watched.retry(), close }
}

/** A table that is live, with its watch open. */
export async function watchLivePods(script?: (server: ScriptedApiserver) => void, random?: () => number): Promise<Watching> {
  const watching = await watchPods(script, random)
  await until(() => watching.server.opened.length === 1)
  return watching
}

/** Moves time in small steps, letting sockets work in between, until something is so. Gives back how much time that took. */
export async function passUntil({ clock }: Watching, isSo: () => boolean, limitMs = 120_000): Promise<number> {
  const from = clock.now()
  while (!isSo()) {
    if (clock.now() - from > limitMs) throw new Error(`not so after ${limitMs} ms: ${isSo.toString()}`)
    clock.advance(100)
    await tick(10)
  }
  return clock.now() - from
}
