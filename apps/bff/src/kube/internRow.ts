/** After this many looks at a field we know whether its values repeat. */
const TRIAL = 256
/** A field whose values differ more often than this is not worth remembering (uids, names, addresses). */
const WORTHWHILE = 0.5
/** What a cluster can make a field's table grow to before it is begun anew. */
const MAX_VALUES = 20_000
const MAX_LENGTH = 512

type Field = { readonly values: Map<string, unknown>; looks: number; kept: boolean }

/**
 * Makes a function that lets rows share what they have in common: a namespace, node or status is one string however many rows hold it, and so is a controller.
 * It learns per field whether that pays. The row given in is changed and given back; nested values become shared and must not be written to.
 */
export function createInterner(): <Row extends object>(row: Row) => Row {
  const fields = new Map<string, Field>()
  return (row) => {
    for (const [key, value] of Object.entries(row)) {
      const id = idOf(value)
      if (id === null) continue
      const shared = share(fieldOf(fields, key), id, value)
      if (shared !== value) Reflect.set(row, key, shared)
    }
    return row
  }
}

/** Two values with the same id are equal. Null: not worth sharing. */
function idOf(value: unknown): string | null {
  if (typeof value === 'string') return value.length <= MAX_LENGTH && value.length > 0 ? value : null
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const text = JSON.stringify(value)
  return text.length <= MAX_LENGTH ? text : null
}

function fieldOf(fields: Map<string, Field>, key: string): Field {
  const field = fields.get(key) ?? { values: new Map(), looks: 0, kept: true }
  fields.set(key, field)
  return field
}

function share(field: Field, id: string, value: unknown): unknown {
  if (!field.kept) return value
  const known = field.values.get(id)
  field.looks++
  if (known !== undefined) return known
  field.values.set(id, value)
  if (field.looks === TRIAL && field.values.size > TRIAL * WORTHWHILE) field.kept = false
  if (!field.kept || field.values.size > MAX_VALUES) field.values.clear()
  return value
}
