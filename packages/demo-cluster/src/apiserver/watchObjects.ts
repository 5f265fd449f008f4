import type { Clock } from '../clock.ts'
import type { KubeObject } from '../objects.ts'
import type { Status } from '../Status.ts'
import type { Change, Store } from '../storage/Store.ts'
import { type ListOptions, tooLargeVersion } from './listOptions.ts'
import type { Selection } from './selectors.ts'
import type { Scope } from './snapshotAt.ts'

export type WatchEvent =
  | { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'; readonly object: KubeObject }
  | { readonly type: 'BOOKMARK'; readonly resourceVersion: number; readonly initialEventsEnd: boolean }
  | { readonly type: 'ERROR'; readonly status: Status }

/** Where a watch's events go. After `end` nothing comes any more; whoever stops a watch gets no `end`. */
export type WatchSink = { readonly emit: (event: WatchEvent) => void; readonly end: () => void }

export type WatchAsked = { readonly scope: Scope; readonly selection: Selection; readonly options: ListOptions }

const BOOKMARK_MS = 60_000
/** The apiserver takes 30 to 60 minutes where nobody says. */
const DEFAULT_TIMEOUT_MS = 45 * 60_000

/**
 * Follows the objects of a scope. From a version: exactly the changes after it, each once, in order. Without one, or from 0: the objects that stand now as ADDED,
 * then their changes. What begins to match a selector arrives as ADDED, what ceases to as DELETED in its last matching form at the version of the change. A forgotten
 * version gives one ERROR with 410 Expired. Bookmarks, where asked for, come when the initial events are through, every minute and at the end.
 */
export function watchObjects({ store, clock }: { readonly store: Store; readonly clock: Clock }, asked: WatchAsked, sink: WatchSink): () => void {
  const { options } = asked
  const stops: (() => void)[] = []
  const stop = () => {
    for (const one of stops.splice(0)) one()
  }
  const finish = () => {
    stop()
    sink.end()
  }
  const bookmark = (initialEventsEnd: boolean) => sink.emit({ type: 'BOOKMARK', resourceVersion: store.version, initialEventsEnd })
  const refusal = begin(store, asked, { sink, bookmark })
  if (refusal) {
    sink.emit({ type: 'ERROR', status: refusal })
    finish()
    return stop
  }
  const from = Math.max(store.version, options.resourceVersion ?? 0)
  stops.push(
    store.subscribe((change) => {
      if (change.version > from) tell(change, asked, sink)
    }),
  )
  const ends = () => {
    if (options.allowWatchBookmarks) bookmark(false)
    finish()
  }
  stops.push(clock.after(options.timeoutSeconds === null ? DEFAULT_TIMEOUT_MS : options.timeoutSeconds * 1000, ends))
  if (options.allowWatchBookmarks) stops.push(every(clock, BOOKMARK_MS, () => bookmark(false)))
  return stop
}

type Beginning = { readonly sink: WatchSink; readonly bookmark: (initialEventsEnd: boolean) => void }

/** What a watch says before anything changes; a Status where it cannot begin. */
function begin(store: Store, asked: WatchAsked, { sink, bookmark }: Beginning): Status | null {
  const { options, scope, selection } = asked
  const version = options.resourceVersion ?? 0
  if (options.sendInitialEvents || version === 0) {
    if (version > store.version) return tooLargeVersion(version, store.version)
    for (const object of store.list(scope.resource, scope.namespace)) if (selection.matches(object)) sink.emit({ type: 'ADDED', object })
    if (options.allowWatchBookmarks) bookmark(true)
    return null
  }
  const missed = store.since(version)
  if (!missed) return { code: 410, reason: 'Expired', message: `too old resource version: ${version} (${store.oldest})` }
  for (const change of missed) tell(change, asked, sink)
  return null
}

function tell({ type, resource, version, object, before }: Change, { scope, selection }: WatchAsked, { emit }: WatchSink): void {
  if (resource !== scope.resource || (scope.namespace !== undefined && object.metadata.namespace !== scope.namespace)) return
  const was = before !== null && selection.matches(before)
  const is = type !== 'DELETED' && selection.matches(object)
  if (is) emit({ type: was ? 'MODIFIED' : 'ADDED', object })
  else if (was) emit({ type: 'DELETED', object: { ...before, metadata: { ...before.metadata, resourceVersion: String(version) } } })
}

function every(clock: Clock, ms: number, run: () => void): () => void {
  let cancel = () => {}
  const next = () => {
    cancel = clock.after(ms, () => {
      next()
      run()
    })
  }
  next()
  return () => cancel()
}
