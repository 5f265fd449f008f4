/** What a row needs to be told apart and to keep its place among equals. */
export type Identified = { readonly uid: string; readonly name: string }

/** What changed since the last time, at most one batch a frame. `replaced`: a fresh list took the place of the old one; nothing in it is news, and what it lacks goes at once. */
export type RowBatch<Row> = { readonly replaced: boolean; readonly set: readonly Row[]; readonly removed: readonly Row[] }

/** Where rows come from: a copy that somebody else keeps current. */
export type RowSource<Row> = {
  values(): Iterable<Row>
  subscribe(listener: (batch: RowBatch<Row>) => void): () => void
}

/**
 * One row as the table paints it, a new object for each change. `gone`: deleted, still shown struck through. `mark` says what to tint; a mark
 * lasts `MARK_MS`. `turn` tells two changes apart, so that a second one tints again.
 */
export type RowState<Row> = {
  readonly row: Row
  readonly gone: boolean
  readonly mark: 'none' | 'added' | 'changed'
  readonly before: Row | null
  readonly turn: number
}

/** A mark stays as long as the reduced-motion dot is to be seen. */
export const MARK_MS = 3_000
