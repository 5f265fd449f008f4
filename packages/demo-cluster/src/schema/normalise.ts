import type { Json, JsonObject } from '../objects.ts'
import { canonicalQuantity } from '../quantity.ts'
import { isJsonList, isJsonObject } from './isJsonObject.ts'
import type { Field, FieldType, Schema, Struct } from './Schema.ts'

/** Times that are written as they are to be. */
const WRITTEN_TIMES = { 0: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, 6: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/ }

/**
 * What is left of a JSON object after Go has read it into a type and written it again: nulls, empty optional fields and unknown fields vanish, fields that Go always
 * writes are there (`status: {}`, `resources: {}`, `restartCount: 0`), quantities and times are written in their one form, keys stand in Go's order. Values of wrong
 * types are kept as they are: finding them is another's work.
 */
export function normalise(schema: Schema, struct: Struct, object: JsonObject): JsonObject {
  const kept: Record<string, Json> = {}
  for (const [name, field] of struct.fields) {
    const value = written(schema, field, object[name])
    if (value !== undefined) kept[name] = value
  }
  return kept
}

/** A field as Go writes it; undefined where it is left out. */
function written(schema: Schema, field: Field, given: Json | undefined): Json | undefined {
  const { type, pointer, omitEmpty, omitZero } = field
  if (given === undefined && omitEmpty && (pointer || omitZero || vanishes(type))) return undefined
  if (pointer) {
    if (given === undefined || given === null) return omitEmpty ? undefined : null
    return read(schema, type, given)
  }
  const value = given === undefined || given === null ? zero(schema, type) : read(schema, type, given)
  if (omitZero && value === null) return undefined
  if (omitEmpty && isEmpty(type, value)) return undefined
  return isCollection(type) && isEmpty(type, value) ? null : value
}

/** Whether `omitempty` leaves the type out when it is zero: it knows nothing of structs, and Go's times and quantities are structs. */
function vanishes({ is }: FieldType): boolean {
  switch (is) {
    case 'struct':
    case 'quantity':
    case 'time':
    case 'microTime':
    case 'duration':
    case 'intOrString':
    case 'any':
      return false
    default:
      return true
  }
}

function isEmpty(type: FieldType, value: Json): boolean {
  if (!vanishes(type)) return false
  if (value === null || value === '' || value === 0 || value === false) return true
  return isCollection(type) && typeof value === 'object' && Object.keys(value).length === 0
}

function isCollection({ is }: FieldType): boolean {
  return is === 'list' || is === 'map' || is === 'bytes'
}

function zero(schema: Schema, type: FieldType): Json {
  switch (type.is) {
    case 'string':
      return ''
    case 'bool':
      return false
    case 'int32':
    case 'int64':
    case 'double':
    case 'intOrString':
      return 0
    case 'quantity':
      return '0'
    case 'duration':
      return '0s'
    case 'struct':
      return normalise(schema, schema.struct(type.name), {})
    default:
      return null
  }
}

function read(schema: Schema, type: FieldType, value: Json): Json {
  if (value === null) return zero(schema, type)
  switch (type.is) {
    case 'struct':
      return isJsonObject(value) ? normalise(schema, schema.struct(type.name), value) : value
    case 'list':
      return isJsonList(value) ? value.map((element) => read(schema, type.of, element)) : value
    case 'map':
      return isJsonObject(value) ? readMap(schema, type.of, value) : value
    case 'quantity':
      return typeof value === 'string' || typeof value === 'number' ? (canonicalQuantity(value) ?? value) : value
    case 'time':
      return typeof value === 'string' ? timeInUtc(value, 0) : value
    case 'microTime':
      return typeof value === 'string' ? timeInUtc(value, 6) : value
    case 'bytes':
      return isJsonList(value) ? Buffer.from(value.map(Number)).toString('base64') : value
    default:
      return value
  }
}

function readMap(schema: Schema, of: FieldType, value: JsonObject): JsonObject {
  const keys = Object.keys(value).sort((a, b) => (a < b ? -1 : 1))
  return Object.fromEntries(keys.map((key) => [key, read(schema, of, value[key] ?? null)]))
}

/** As Kubernetes writes it: in UTC, with as many digits of the second as the type has. */
function timeInUtc(text: string, digits: 0 | 6): string {
  if (WRITTEN_TIMES[digits].test(text)) return text
  const at = Date.parse(text)
  if (Number.isNaN(at)) return text
  const seconds = new Date(at).toISOString().slice(0, 19)
  if (digits === 0) return `${seconds}Z`
  const fraction = /\.(\d+)/.exec(text)?.[1] ?? ''
  return `${seconds}.${fraction.slice(0, digits).padEnd(digits, '0')}Z`
}
