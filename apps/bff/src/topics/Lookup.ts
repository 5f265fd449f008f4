import type { ObjectRow, ScopeState } from '@binnacle/shared'
import type { Informers, Notice, RowKind, Scope, Watched } from '../kube/Source.ts'

/** Rows of another kind that decide which rows of a topic are kept: those of `kind` in `scope` that `where` accepts. */
export type LookupPlan<Other extends ObjectRow> = { readonly kind: RowKind<Other>; readonly scope: Scope; readonly where: (other: Other) => boolean }

/** What happened to a lookup: uids that came or went (none when only its state changed). `reset`: the cluster is another one. */
export type LookupChange = { readonly uids: ReadonlySet<string>; readonly reset: boolean }

/** A Lookup, whatever its rows are. */
export type AnyLookup = Pick<Lookup<ObjectRow>, 'uids' | 'state' | 'epoch' | 'retry' | 'close'>

/**
 * The uids of the rows that a plan accepts, kept from their shared Source; nothing of those rows is ever sent.
 *
 * Guarantees: `uids`, `state` and `epoch` are those of the Source; the listener is told after they changed. Whoever made it must call `close`.
 */
export class Lookup<Other extends ObjectRow> {
  readonly #where: (other: Other) => boolean
  readonly #watched: Watched<Other>
  readonly #unsubscribe: () => void
  #uids: ReadonlySet<string>
  #epoch: number

  constructor({ kind, scope, where }: LookupPlan<Other>, informers: Informers, changed: (change: LookupChange) => void) {
    this.#where = where
    this.#watched = informers.acquire(kind, scope)
    this.#uids = this.#accepted()
    this.#epoch = this.epoch
    this.#unsubscribe = this.#watched.source.subscribe((notice) => changed(this.#noticed(notice)))
  }

  get uids(): ReadonlySet<string> {
    return this.#uids
  }

  get state(): ScopeState {
    return this.#watched.source.state
  }

  get epoch(): number {
    return this.#watched.source.epoch
  }

  retry(): void {
    this.#watched.retry()
  }

  close(): void {
    this.#unsubscribe()
    this.#watched.release()
  }

  #noticed(notice: Notice<Other>): LookupChange {
    if (notice.type === 'state') return { uids: new Set(), reset: false }
    const reset = this.epoch !== this.#epoch
    this.#epoch = this.epoch
    const before = this.#uids
    if (notice.type === 'replaced') this.#uids = this.#accepted()
    else if (before.has(notice.row.uid) !== this.#accepts(notice.row.uid)) this.#uids = toggled(before, notice.row.uid)
    return { uids: difference(before, this.#uids), reset }
  }

  #accepts(uid: string): boolean {
    const row = this.#watched.source.rows.get(uid)
    return row !== undefined && this.#where(row)
  }

  #accepted(): ReadonlySet<string> {
    return new Set([...this.#watched.source.rows.keys()].filter((uid) => this.#accepts(uid)))
  }
}

/** What opens a Lookup, for a plan that need not know its rows. */
export const lookup =
  <Other extends ObjectRow>(plan: LookupPlan<Other>) =>
  (informers: Informers, changed: (change: LookupChange) => void): AnyLookup =>
    new Lookup(plan, informers, changed)

const toggled = (uids: ReadonlySet<string>, uid: string): ReadonlySet<string> => {
  const after = new Set(uids)
  if (!after.delete(uid)) after.add(uid)
  return after
}

const difference = (a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> =>
  a === b ? new Set() : new Set([...[...a].filter((uid) => !b.has(uid)), ...[...b].filter((uid) => !a.has(uid))])
