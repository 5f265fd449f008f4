import type { WriteOptions } from '../apiserver/Api.ts'
import type { ClusterParts, Running } from '../ClusterParts.ts'
import { fromObjectKey, objectKey } from '../controllers/objectKey.ts'

/** The apiserver's `--event-ttl`. */
const TTL_MS = 3_600_000
const OPTIONS: WriteOptions = { user: { name: 'system:apiserver', groups: ['system:masters'] }, fieldManager: 'kube-apiserver' }

/** Takes Events away one hour after they were last written, as the apiserver's leases in etcd do. */
export function startEventTtl({ api, clock, store }: ClusterParts): Running {
  /** When each one goes: the first to go stands first, since a write puts its Event at the end. */
  const ends = new Map<string, number>()
  let cancel: (() => void) | null = null

  function wait(): void {
    const [first] = ends.values()
    cancel ??= first === undefined ? null : clock.after(first - clock.now(), sweep)
  }

  function sweep(): void {
    cancel = null
    const over = [...ends].filter(([, at]) => at <= clock.now())
    for (const [key] of over) {
      ends.delete(key)
      api.delete({ resource: 'events', ...fromObjectKey(key) }, {}, OPTIONS)
    }
    wait()
  }

  function written(key: string): void {
    ends.delete(key)
    ends.set(key, clock.now() + TTL_MS)
    wait()
  }

  for (const { metadata } of store.list('events')) written(objectKey(metadata))
  const unsubscribe = store.subscribe(({ resource, type, object }) => {
    if (resource !== 'events') return
    if (type === 'DELETED') ends.delete(objectKey(object.metadata))
    else written(objectKey(object.metadata))
  })
  return {
    stop: () => {
      unsubscribe()
      cancel?.()
      cancel = null
    },
  }
}
