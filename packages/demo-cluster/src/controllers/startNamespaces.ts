import type { ClusterParts, Running } from '../ClusterParts.ts'
import type { Condition } from '../kinds.ts'
import type { KubeObject } from '../objects.ts'
import { done, type Result } from '../Status.ts'
import { emptyNamespace, namespaceOptions } from './namespaces/emptyNamespace.ts'
import { namespaceConditions } from './namespaces/namespaceConditions.ts'
import { createWorkQueue } from './workQueue.ts'

type Namespace = KubeObject & {
  readonly spec?: { readonly finalizers?: readonly string[] }
  readonly status?: { readonly phase?: string; readonly conditions?: readonly Condition[] }
}

/** Content that is created just before a namespace goes is waited for, as upstream does. */
const SETTLE_MS = 5_000
const FIRST_RETRY_MS = 5_000
const LONGEST_RETRY_MS = 60_000

/**
 * Empties namespaces that are deleted, pods first, tells by conditions what remains, and lets them go by taking the finalizer of their spec away, as upstream's
 * namespace controller.
 */
export function startNamespaces(parts: ClusterParts): Running {
  const { store, clock } = parts
  const failures = new Map<string, number>()
  const queue = createWorkQueue(clock, (name) => {
    const namespace = store.get('namespaces', undefined, name) as Namespace | undefined
    if (!namespace?.metadata.deletionTimestamp || !namespace.spec?.finalizers?.includes('kubernetes')) return done(null)
    const wait = finish(parts, namespace, Date.parse(namespace.metadata.deletionTimestamp))
    if (wait === null) {
      failures.delete(name)
      return done(null)
    }
    const failed = failures.get(name) ?? 0
    if (wait === 0) failures.set(name, failed + 1)
    queue.addAfter(name, wait === 0 ? Math.min(FIRST_RETRY_MS * 2 ** failed, LONGEST_RETRY_MS) : wait)
    return done(null)
  })
  const see = ({ metadata }: KubeObject) => {
    if (metadata.deletionTimestamp !== undefined) queue.addAfter(metadata.name, SETTLE_MS)
  }
  const unsubscribe = store.subscribe(({ resource, type, object, before }) => {
    if (resource === 'namespaces' && type !== 'DELETED' && before?.metadata.deletionTimestamp === undefined) see(object)
  })
  for (const namespace of store.list('namespaces')) see(namespace)
  return {
    stop: () => {
      unsubscribe()
      queue.stop()
    },
  }
}

/** Null when the namespace is let go; else how long to wait, 0 after an error. */
function finish(parts: ClusterParts, namespace: Namespace, deletedAt: number): number | null {
  const { name } = namespace.metadata
  const { seconds, errors, told } = emptyNamespace(parts, name, deletedAt)
  const conditions = namespaceConditions(namespace.status?.conditions ?? [], told, parts.clock.now())
  const status = { ...namespace.status, conditions }
  const written = parts.api.update({ resource: 'namespaces', name, subresource: 'status' }, { ...namespace, status }, namespaceOptions)
  if (!written.ok || errors.length > 0) return 0
  if (seconds > 0) return (Math.floor(seconds / 2) + 1) * 1000
  return letGo(parts, written.value as Namespace).ok ? null : 0
}

function letGo({ api }: ClusterParts, namespace: Namespace): Result<unknown> {
  const finalizers = (namespace.spec?.finalizers ?? []).filter((one) => one !== 'kubernetes')
  const spec = { ...namespace.spec, finalizers }
  return api.update({ resource: 'namespaces', name: namespace.metadata.name, subresource: 'finalize' }, { ...namespace, spec }, namespaceOptions)
}
