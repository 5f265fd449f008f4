import type { Clock } from '../clock.ts'
import type { KubeObject } from '../objects.ts'
import type { ResourceName } from '../resources.ts'
import { Shelf } from './Shelf.ts'

/** One write, in the order of all writes. `before` is what stood there until then, null for a new object; `object` of a DELETED is the last state, at the version of the delete. */
export type Change = {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'
  readonly resource: ResourceName
  readonly version: number
  readonly object: KubeObject
  readonly before: KubeObject | null
}

type Listener = (change: Change) => void

/** How long and how many changes are remembered for watches that come back: as etcd compacts every five minutes, and bounded besides. */
const WINDOW_MS = 5 * 60_000
const MAX_CHANGES = 20_000
/** How many more may wait to be forgotten at once. */
const SLACK = 1000

/**
 * The objects of the cluster and the order of their changes, as etcd gives them to an apiserver.
 *
 * Guarantees: every write takes the next version, across all resources; an object carries the version of its last write; listeners hear changes in that order, each
 * once, after the store holds what they tell; `list` is ordered by namespace and name; a reader never sees half of a write. Objects are shared, never copied: nobody may
 * change one. Changes before `oldest` are forgotten.
 */
export class Store {
  readonly #clock: Clock
  readonly #resources = new Map<ResourceName, Map<string, Shelf>>()
  readonly #owned = new Map<string, Map<string, { resource: ResourceName; object: KubeObject }>>()
  readonly #listeners = new Set<Listener>()
  readonly #history: { readonly change: Change; readonly at: number }[] = []
  readonly #queue: Change[] = []
  #telling = false
  #version = 0
  #oldest = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Of the last write. */
  get version(): number {
    return this.#version
  }

  /** Changes after this version are all remembered. */
  get oldest(): number {
    this.#forget()
    return this.#oldest
  }

  get(resource: ResourceName, namespace: string | undefined, name: string): KubeObject | undefined {
    return this.#resources
      .get(resource)
      ?.get(namespace ?? '')
      ?.get(name)
  }

  list(resource: ResourceName, namespace?: string): readonly KubeObject[] {
    const shelves = this.#resources.get(resource)
    if (!shelves) return []
    if (namespace !== undefined) return shelves.get(namespace)?.list() ?? []
    // By the whole path, as etcd has them: `a-b/x` stands before `a/x`.
    const ordered = [...shelves].sort(([a], [b]) => (`${a}/` < `${b}/` ? -1 : 1))
    return ordered.flatMap(([, shelf]) => shelf.list())
  }

  /** Everything that names this uid as an owner. */
  ownedBy(uid: string): readonly { readonly resource: ResourceName; readonly object: KubeObject }[] {
    return [...(this.#owned.get(uid)?.values() ?? [])]
  }

  /** Resources that hold, or held, anything. */
  get resources(): readonly ResourceName[] {
    return [...this.#resources.keys()]
  }

  /** Stores an object under its namespace and name, new or not, and gives it with its version. Whether it may be is the apiserver's to say. */
  put(resource: ResourceName, object: KubeObject): KubeObject {
    const shelf = this.#shelf(resource, object.metadata.namespace ?? '')
    const before = shelf.get(object.metadata.name) ?? null
    const version = ++this.#version
    const stored: KubeObject = { ...object, metadata: { ...object.metadata, resourceVersion: String(version) } }
    shelf.put(object.metadata.name, stored)
    if (before) this.#disown(before)
    this.#own(resource, stored)
    this.#tell({ type: before ? 'MODIFIED' : 'ADDED', resource, version, object: stored, before })
    return stored
  }

  /** Takes an object out and gives its last state at the version of the delete; undefined when there is none. */
  remove(resource: ResourceName, namespace: string | undefined, name: string): KubeObject | undefined {
    const shelf = this.#resources.get(resource)?.get(namespace ?? '')
    const before = shelf?.get(name)
    if (!shelf || !before) return undefined
    shelf.remove(name)
    this.#disown(before)
    const version = ++this.#version
    const object: KubeObject = { ...before, metadata: { ...before.metadata, resourceVersion: String(version) } }
    this.#tell({ type: 'DELETED', resource, version, object, before })
    return object
  }

  /** Changes after `version`, in order; null where some of them are forgotten. */
  since(version: number): readonly Change[] | null {
    this.#forget()
    if (version < this.#oldest) return null
    let from = this.#history.length
    while (from > 0 && (this.#history[from - 1]?.change.version ?? 0) > version) from--
    return this.#history.slice(from).map(({ change }) => change)
  }

  /** Forgets everything up to now, as a compaction does. */
  compact(): void {
    this.#history.length = 0
    this.#oldest = this.#version
  }

  subscribe(listener: Listener): () => void {
    const own: Listener = (change) => listener(change)
    this.#listeners.add(own)
    return () => {
      this.#listeners.delete(own)
    }
  }

  #tell(change: Change): void {
    this.#history.push({ change, at: this.#clock.now() })
    if (this.#history.length > MAX_CHANGES + SLACK) this.#drop(this.#history.length - MAX_CHANGES)
    this.#queue.push(change)
    // A listener that writes is heard after everybody has heard the write before it.
    if (this.#telling) return
    this.#telling = true
    try {
      for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
        for (const listener of this.#listeners) listener(next)
      }
    } finally {
      this.#telling = false
    }
  }

  #forget(): void {
    const before = this.#clock.now() - WINDOW_MS
    let old = 0
    while (old < this.#history.length && (this.#history[old]?.at ?? before) < before) old++
    if (old > 0) this.#drop(old)
  }

  #drop(count: number): void {
    const last = this.#history.splice(0, count).at(-1)
    if (last) this.#oldest = last.change.version
  }

  #shelf(resource: ResourceName, namespace: string): Shelf {
    const shelves = this.#resources.get(resource) ?? new Map<string, Shelf>()
    this.#resources.set(resource, shelves)
    const shelf = shelves.get(namespace) ?? new Shelf()
    shelves.set(namespace, shelf)
    return shelf
  }

  #own(resource: ResourceName, object: KubeObject): void {
    for (const { uid } of object.metadata.ownerReferences ?? []) {
      const owned = this.#owned.get(uid) ?? new Map<string, { resource: ResourceName; object: KubeObject }>()
      this.#owned.set(uid, owned)
      owned.set(object.metadata.uid, { resource, object })
    }
  }

  #disown(object: KubeObject): void {
    for (const { uid } of object.metadata.ownerReferences ?? []) {
      const owned = this.#owned.get(uid)
      owned?.delete(object.metadata.uid)
      if (owned?.size === 0) this.#owned.delete(uid)
    }
  }
}
