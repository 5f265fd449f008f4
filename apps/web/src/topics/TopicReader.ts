import type { Numbered, ObjectRow, RowCodec, ScopePart, ServerFrame } from '@binnacle/shared'
import type { Collection } from './Collection.ts'

type Snapshot = Extract<ServerFrame, { type: 'snapshot' }>
type Delta = Extract<ServerFrame, { type: 'delta' }>
export type StreamFrame = Extract<ServerFrame, { type: 'snapshot' | 'delta' | 'skipped' | 'status' }>

/** `gap`: something is missing, only a fresh snapshot helps. `malformed`: the frame is not of this topic; nothing of it was applied. */
export type Verdict = 'fine' | 'gap' | 'malformed'

type Position = { readonly epoch: number; readonly seq: number }
/** A snapshot of which chunks are still to come. `direct`: its rows are shown as they come, because nothing was shown before. */
type Fill<Row> = { readonly position: Position; readonly direct: boolean; next: number; readonly ids: Map<number, string>; readonly rows: Row[] }

const NOWHERE: Position = { epoch: 0, seq: -1 }

/**
 * Applies the frames of one subscription to a Collection.
 *
 * Guarantees: after a snapshot exactly the next seq is applied; anything older is ignored, anything newer is a gap, so frames that are lost, doubled or out of
 * order never make wrong rows; rows that are shown stay until a whole newer snapshot takes their place in one step. A snapshot that says of itself that it is
 * still catching up is not whole: it grows beside what is shown until its scopes are settled (of another cluster nothing is kept). `following` is true only
 * while everything known to have been sent has been applied.
 */
export class TopicReader<Row extends ObjectRow> {
  readonly #codec: RowCodec<Row>
  readonly #collection: Collection<Row>
  readonly #completed: (changes: number) => void
  #ids = new Map<number, string>()
  #held: Position = NOWHERE
  #known: Position = NOWHERE
  #fill: Fill<Row> | null = null
  #beside: Map<string, Row> | null = null
  parts: readonly ScopePart[] = []
  skipped = 0
  /** How often a snapshot of another cluster took the place of the rows. */
  otherClusters = 0

  constructor(codec: RowCodec<Row>, collection: Collection<Row>, completed: (changes: number) => void) {
    this.#codec = codec
    this.#collection = collection
    this.#completed = completed
  }

  get following(): boolean {
    return this.#held !== NOWHERE && !isNewer(this.#known, this.#held)
  }

  /** A new subscription: numbers and positions begin anew. The rows stay. */
  begin(): void {
    this.#ids = new Map()
    this.#held = NOWHERE
    this.#known = NOWHERE
    this.#fill = null
    this.#beside = null
    this.#collection.requestFlush()
  }

  read(frame: StreamFrame): Verdict {
    if (isNewer(frame, this.#known)) this.#known = { epoch: frame.epoch, seq: frame.seq }
    this.#collection.requestFlush()
    return frame.type === 'snapshot' ? this.#snapshot(frame) : this.#next(frame)
  }

  /** The server says where the stream stands. */
  stands(position: Position): Verdict {
    if (isNewer(position, this.#known)) {
      this.#known = position
      this.#collection.requestFlush()
    }
    return this.following ? 'fine' : 'gap'
  }

  #next(frame: Exclude<StreamFrame, Snapshot>): Verdict {
    if (this.#held === NOWHERE) return 'gap'
    if (!isNewer(frame, this.#held)) return 'fine'
    if (frame.epoch !== this.#held.epoch || frame.seq !== this.#held.seq + 1) return 'gap'
    const verdict = this.#apply(frame)
    if (verdict === 'fine') this.#held = { epoch: frame.epoch, seq: frame.seq }
    return verdict
  }

  #apply(frame: Exclude<StreamFrame, Snapshot>): Verdict {
    switch (frame.type) {
      case 'delta':
        return this.#delta(frame)
      case 'skipped':
        this.skipped += frame.count
        return 'fine'
      case 'status':
        this.parts = frame.parts
        this.#settle()
        return 'fine'
      default:
        return frame satisfies never
    }
  }

  #delta(frame: Delta): Verdict {
    const added = frame.add ? this.#codec.rows(frame.add) : []
    const changed = (frame.set ?? []).map((change) => this.#changedRow(change))
    const gone = (frame.del ?? []).map((id) => this.#ids.get(id))
    if (!added || changed.some((row) => row === null) || gone.some((uid) => uid === undefined)) return 'malformed'
    for (const [index, id] of (frame.del ?? []).entries()) {
      this.#ids.delete(id)
      const uid = gone[index]
      if (uid !== undefined) this.#remove(uid)
    }
    for (const { id, row } of added) {
      this.#ids.set(id, row.uid)
      this.#set(row)
    }
    for (const row of changed) if (row) this.#set(row)
    return 'fine'
  }

  #set(row: Row): void {
    if (this.#beside) this.#beside.set(row.uid, row)
    else this.#collection.set(row)
  }

  #remove(uid: string): void {
    if (this.#beside) this.#beside.delete(uid)
    else this.#collection.remove(uid)
  }

  #changedRow(change: readonly unknown[]): Row | null {
    const uid = typeof change[0] === 'number' ? this.#ids.get(change[0]) : undefined
    const row = uid === undefined ? undefined : this.#beside ? this.#beside.get(uid) : this.#collection.next(uid)
    return row ? this.#codec.changed(row, change) : null
  }

  #snapshot(frame: Snapshot): Verdict {
    if (isNewer(this.#held, frame) || (this.#fill && isNewer(this.#fill.position, frame))) return 'fine'
    if (!this.#fill || isNewer(frame, this.#fill.position)) {
      if (frame.chunk > 0) return isNewer(frame, this.#held) ? 'gap' : 'fine'
      this.#fill = { position: { epoch: frame.epoch, seq: frame.seq }, direct: this.#isEmpty(), next: 0, ids: new Map(), rows: [] }
    }
    const fill = this.#fill
    if (frame.chunk !== fill.next) return frame.chunk < fill.next ? 'fine' : 'gap'
    const rows = this.#codec.rows(frame.rows)
    if (!rows) return 'malformed'
    this.#take(fill, rows)
    if (fill.direct || frame.last) this.parts = frame.parts
    if (frame.last) this.#complete(fill)
    return 'fine'
  }

  #take(fill: Fill<Row>, rows: readonly Numbered<Row>[]): void {
    fill.next++
    for (const { id, row } of rows) {
      fill.ids.set(id, row.uid)
      fill.rows.push(row)
      if (fill.direct) this.#collection.set(row)
    }
  }

  #complete(fill: Fill<Row>): void {
    const otherCluster = this.#held !== NOWHERE && fill.position.epoch > this.#held.epoch
    this.#fill = null
    if (otherCluster) this.otherClusters++
    this.#ids = fill.ids
    this.#held = fill.position
    this.#beside = null
    if (fill.direct) this.#completed(fill.rows.length)
    else if (otherCluster || !this.parts.some(isCatchingUp)) this.#completed(this.#swap(fill.rows))
    else this.#beside = new Map(fill.rows.map((row) => [row.uid, row]))
  }

  /** What grew beside the rows takes their place once nothing of it is on its way any more. */
  #settle(): void {
    if (!this.#beside || this.parts.some(isCatchingUp) || this.parts.some(isStale)) return
    const rows = [...this.#beside.values()]
    this.#beside = null
    this.#completed(this.#swap(rows))
  }

  /** Puts the rows in the place of those held; what is equal keeps its identity. Says how many rows differ. */
  #swap(rows: readonly Row[]): number {
    let changes = 0
    const uids = new Set<string>()
    for (const row of rows) {
      uids.add(row.uid)
      const held = this.#collection.next(row.uid)
      if (held && this.#codec.same(held, row)) continue
      this.#collection.set(row)
      changes++
    }
    for (const { uid } of this.#collection.nextRows()) {
      if (uids.has(uid)) continue
      this.#collection.remove(uid)
      changes++
    }
    this.#collection.markReplaced()
    return changes
  }

  #isEmpty(): boolean {
    return this.#collection.nextRows().next().done === true
  }
}

const isCatchingUp = ({ scope }: ScopePart): boolean => scope.state === 'catching up'
const isStale = ({ scope }: ScopePart): boolean => scope.state === 'stale'

const isNewer = (a: Position, b: Position): boolean => a.epoch > b.epoch || (a.epoch === b.epoch && a.seq > b.seq)
