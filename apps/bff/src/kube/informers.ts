import type { ObjectRow } from '@binnacle/shared'
import { Reflector, type Surroundings } from './Reflector.ts'
import type { Informers, RowKind, Scope, Source, Watched } from './Source.ts'

/** A page that is left and come back to finds its rows still there. */
const WARM_MS = 30_000

/** The shared watches of one cluster. `close` ends them all, whoever uses them; `size` counts those that run, used or warm. */
export type InformerSet = Informers & { retry(): void; close(): void; readonly size: number }

type Shared<Row extends ObjectRow> = {
  readonly kind: RowKind<Row>
  readonly source: Source<Row>
  readonly reflector: { retry(): void; stop(): void }
  users: number
  keep: () => void
}

/** One Reflector per kind and scope: begun by the first who acquires it, ended 30 s after the last has released it. */
export function createInformers(surroundings: Surroundings): InformerSet {
  const all = new Map<string, Shared<ObjectRow>>()

  const begin = <Row extends ObjectRow>(key: string, kind: RowKind<Row>, scope: Scope): Shared<Row> => {
    const reflector = new Reflector(kind, scope, surroundings)
    const shared: Shared<Row> = { kind, source: reflector.store, reflector, users: 0, keep: () => {} }
    all.set(key, shared)
    reflector.start()
    return shared
  }

  const release = (key: string, shared: Shared<ObjectRow>) => {
    shared.users--
    if (shared.users > 0) return
    shared.keep = surroundings.clock.after(WARM_MS, () => {
      shared.reflector.stop()
      if (all.get(key) === shared) all.delete(key)
    })
  }

  return {
    acquire<Row extends ObjectRow>(kind: RowKind<Row>, scope: Scope): Watched<Row> {
      const key = JSON.stringify([kind.id, kind.group, kind.version, kind.resource, scope.namespace, scope.fieldSelector ?? '', scope.labelSelector ?? ''])
      const running = all.get(key)
      const shared = running && isOf(running, kind) ? running : begin(key, kind, scope)
      shared.keep()
      shared.users++
      let released = false
      return {
        source: shared.source,
        retry: () => shared.reflector.retry(),
        release: () => {
          if (!released) release(key, shared)
          released = true
        },
      }
    },
    retry: () => {
      for (const { reflector } of all.values()) reflector.retry()
    },
    close: () => {
      for (const { reflector, keep } of all.values()) {
        keep()
        reflector.stop()
      }
      all.clear()
    },
    get size() {
      return all.size
    },
  }
}

/** The same kind object makes the same rows. */
function isOf<Row extends ObjectRow>(shared: Shared<ObjectRow>, kind: RowKind<Row>): shared is Shared<Row> {
  return shared.kind === kind
}
