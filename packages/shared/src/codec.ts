import * as z from 'zod/mini'
import type { Columns } from './frames.ts'
import type { ObjectRow } from './rows.ts'

/** A row and its small number, which stands for it on one stream. */
export type Numbered<Row> = { readonly id: number; readonly row: Row }

type RowSchema<Row> = z.ZodMiniType<Row> & { readonly shape: Readonly<Record<keyof Row & string, z.ZodMiniType>> }
type Column = Columns['columns'][number]

/**
 * How the rows of one topic travel: as columns in the order of the schema's fields, and as changes `[id, field index, value, …]`.
 * What is read back equals what was written, for every row of the schema; anything else is refused as a whole (null), never read in part.
 */
export class RowCodec<Row extends ObjectRow> {
  readonly fields: readonly (keyof Row & string)[]
  readonly #schema: RowSchema<Row>
  readonly #columns: readonly z.ZodMiniType<unknown[]>[]
  readonly #uid: number

  constructor(schema: RowSchema<Row>) {
    this.#schema = schema
    // The keys of a row schema's shape are the fields of its rows.
    this.fields = Object.keys(schema.shape) as (keyof Row & string)[]
    this.#columns = this.fields.map((field) => z.array(schema.shape[field]))
    this.#uid = this.fields.indexOf('uid')
  }

  columns(rows: readonly Numbered<Row>[]): Columns {
    return { ids: rows.map(({ id }) => id), columns: this.fields.map((field) => column(rows.map(({ row }) => row[field]))) }
  }

  /** The change that makes `after` of `before`; null when they are equal. */
  change(id: number, before: Row, after: Row): unknown[] | null {
    if (before === after) return null
    const change: unknown[] = [id]
    for (const [index, field] of this.fields.entries()) {
      if (!sameValue(before[field], after[field])) change.push(index, after[field])
    }
    return change.length === 1 ? null : change
  }

  same(a: Row, b: Row): boolean {
    return a === b || this.fields.every((field) => sameValue(a[field], b[field]))
  }

  /** A row is checked field by field, a value that many rows share once; those rows then share the value. */
  rows({ ids, columns }: Columns): Numbered<Row>[] | null {
    if (columns.length !== this.fields.length) return null
    const read: (readonly unknown[])[] = []
    for (const [index, schema] of this.#columns.entries()) {
      const all = values(columns[index], ids.length, schema)
      if (!all) return null
      read.push(all)
    }
    return ids.map((id, at) => {
      const row: Record<string, unknown> = {}
      for (const [index, field] of this.fields.entries()) row[field] = read[index]?.[at]
      // Every field of the schema is there and was accepted by its own schema.
      return { id, row: row as Row }
    })
  }

  /** The row after a change that `change` made (its id is not looked at). */
  changed(row: Row, change: readonly unknown[]): Row | null {
    if (change.length < 3 || change.length % 2 === 0) return null
    const after = { ...row }
    for (let at = 1; at < change.length; at += 2) {
      const index = change[at]
      const field = typeof index === 'number' && index !== this.#uid ? this.fields[index] : undefined
      if (field === undefined) return null
      const value = z.safeParse(this.#schema.shape[field], change[at + 1])
      if (!value.success) return null
      // The field's own schema has accepted the value.
      after[field] = value.data as Row[typeof field]
    }
    return after
  }
}

/** Equal as JSON is: the order of an object's keys does not count. */
const sameValue = (a: unknown, b: unknown): boolean => {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const left = Object.entries(a)
  if (left.length !== Object.keys(b).length) return false
  const right = new Map(Object.entries(b))
  return left.every(([name, value]) => right.has(name) && sameValue(value, right.get(name)))
}

/** The plain values or a dictionary, whichever is the shorter text. */
const column = (all: unknown[]): Column => {
  const numbers = new Map<unknown, number>()
  const texts = new Map<string, number>()
  const d: unknown[] = []
  const i: number[] = []
  let plain = 0
  let packed = 0
  for (const value of all) {
    const text = typeof value === 'object' && value !== null ? JSON.stringify(value) : null
    const size = (text ?? String(value)).length + 3
    const known = text === null ? numbers.get(value) : texts.get(text)
    const number = known ?? d.length
    plain += size
    packed += String(number).length + 1 + (known === undefined ? size : 0)
    i.push(number)
    if (known !== undefined) continue
    d.push(value)
    if (text === null) numbers.set(value, number)
    else texts.set(text, number)
  }
  return packed < plain ? { d, i } : { v: all }
}

/** The values of a column of `length` rows, each accepted by the schema of its field; null where it is too short or too long, or points outside its dictionary. */
const values = (packed: Column | undefined, length: number, schema: z.ZodMiniType<unknown[]>): readonly unknown[] | null => {
  if (!packed) return null
  const accepted = z.safeParse(schema, 'v' in packed ? packed.v : packed.d)
  if (!accepted.success) return null
  const all = 'v' in packed ? accepted.data : packed.i.map((at) => accepted.data[at])
  const inside = 'v' in packed || packed.i.every((at) => at >= 0 && at < accepted.data.length)
  return inside && all.length === length ? all : null
}
