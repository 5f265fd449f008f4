import type { Json, JsonObject } from '../objects.ts'
import { canonicalQuantity } from '../quantity.ts'
import { isJsonList, isJsonObject } from './isJsonObject.ts'
import type { Duplicate } from './parseJson.ts'
import type { FieldType, Schema, Struct } from './Schema.ts'
import { timeProblem } from './timeProblem.ts'

export type Problems = {
  /**
   * The value of a wrong type that Go tells, which nobody can take: `json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32`. That
   * is the first one, or the first of the types that read themselves (times, quantities, numbers or text), where Go stops.
   */
  readonly wrong: string | null
  /** What strict validation refuses and the loose one drops, in the order of the document: `unknown field "spec.foo"`, `duplicate field "spec.replicas"`. */
  readonly strict: readonly string[]
}

const QUANTITY = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
const READ_THEMSELVES: ReadonlySet<FieldType['is']> = new Set(['intOrString', 'time', 'microTime', 'duration'] as const)
const INT32 = 2 ** 31
const INT64 = 2 ** 63

/** What of an object its type does not have or cannot hold, in the apiserver's words. `duplicates` are those that the parser found in the same document. */
export function strictProblems(
  schema: Schema,
  struct: Struct,
  { object, duplicates = [] }: { object: JsonObject; duplicates?: readonly Duplicate[] },
): Problems {
  const walk = new Walk(schema, duplicates)
  walk.object(object, struct, null)
  return { wrong: walk.stopped ?? walk.wrong, strict: walk.strict }
}

/**
 * Where a value stands. `path` is how strict problems say it; what Go says (no indexes, inlined structs named) is put together of the fields on the way to it, when it is
 * needed.
 */
type Place = { readonly path: string; readonly struct: Struct; readonly name: string; readonly above: Place | null }

class Walk {
  wrong: string | null = null
  stopped: string | null = null
  readonly strict: string[] = []
  readonly #schema: Schema
  readonly #duplicates: readonly Duplicate[]

  constructor(schema: Schema, duplicates: readonly Duplicate[]) {
    this.#schema = schema
    this.#duplicates = duplicates
  }

  object(object: JsonObject, struct: Struct, above: Place | null): void {
    for (const [name, value] of Object.entries(object)) {
      const path = above === null ? name : `${above.path}.${name}`
      const field = struct.fields.get(name)
      if (!field) this.#say(`unknown field "${path}"`)
      else if (value !== undefined) this.#value(value, field.type, { path, struct, name, above })
      this.#tellDuplicates(path)
    }
  }

  #tellDuplicates(after: string): void {
    if (this.#duplicates.length === 0) return
    for (const { path } of this.#duplicates.filter((one) => one.after === after)) this.#say(`duplicate field "${path}"`)
  }

  /** The same problem is told once. */
  #say(problem: string): void {
    if (!this.strict.includes(problem)) this.strict.push(problem)
  }

  #value(value: Json, type: FieldType, place: Place): void {
    if (value === null) return
    switch (type.is) {
      case 'any':
        return
      case 'struct':
        if (!isJsonObject(value)) return this.#mismatch(value, type, place)
        return this.object(value, this.#schema.struct(type.name), place)
      case 'list':
        if (!isJsonList(value)) return this.#mismatch(value, type, place)
        return value.forEach((element, index) => this.#value(element, type.of, { ...place, path: `${place.path}[${index}]` }))
      case 'map':
        if (!isJsonObject(value)) return this.#mismatch(value, type, place)
        return this.#map(value, type.of, place)
      default:
        return this.#plain(value, type, place)
    }
  }

  #map(value: JsonObject, of: FieldType, place: Place): void {
    for (const [key, element] of Object.entries(value)) {
      const path = `${place.path}.${key}`
      if (element !== undefined) this.#value(element, of, { ...place, path })
      this.#tellDuplicates(path)
    }
  }

  #plain(value: Json, type: FieldType, place: Place): void {
    if (type.is === 'quantity') {
      if (isJsonObject(value) || isJsonList(value) || typeof value === 'boolean' || canonicalQuantity(value ?? '') === null) this.stopped ??= QUANTITY
    } else if (type.is === 'bytes' && isJsonList(value)) {
      for (const byte of value) this.#value(byte, { is: 'int32', goName: 'uint8' }, place)
    } else if (!accepts(type, value)) {
      this.#mismatch(value, type, place)
    } else if (type.is === 'bytes' && typeof value === 'string') {
      this.wrong ??= base64Problem(value)
    } else if ((type.is === 'time' || type.is === 'microTime') && typeof value === 'string') {
      this.stopped ??= timeProblem(value, type.is)
    }
  }

  #mismatch(value: Json, type: FieldType, place: Place): void {
    const { owner } = ownerOf(this.#schema, place.struct, place.name)
    const problem = `json: cannot unmarshal ${jsonName(value, type)} into Go struct field ${owner}.${this.#goPath(place)} of type ${goName(type)}`
    if (READ_THEMSELVES.has(type.is)) this.stopped ??= problem
    else this.wrong ??= problem
  }

  #goPath({ struct, name, above }: Place): string {
    const own = [...ownerOf(this.#schema, struct, name).names, name].join('.')
    return above === null ? own : `${this.#goPath(above)}.${own}`
  }
}

function accepts(type: FieldType, value: Json): boolean {
  switch (type.is) {
    case 'string':
    case 'time':
    case 'microTime':
    case 'duration':
    case 'bytes':
      return typeof value === 'string'
    case 'bool':
      return typeof value === 'boolean'
    case 'intOrString':
      return typeof value === 'string' || isWhole(value, INT32)
    case 'int32':
      return isWhole(value, INT32)
    case 'int64':
      return isWhole(value, INT64)
    case 'double':
      return typeof value === 'number'
    default:
      return true
  }
}

function isWhole(value: Json, limit: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= -limit && value < limit
}

/** The struct that a field is declared in, and the inlined ones on the way to it: Go names both. */
function ownerOf(schema: Schema, struct: Struct, name: string): { readonly owner: string; readonly names: readonly string[] } {
  for (const wire of struct.wire.values()) {
    if ('field' in wire) continue
    const inlined = schema.struct(wire.inlined)
    if (!inlined.fields.has(name)) continue
    const { owner, names } = ownerOf(schema, inlined, name)
    return { owner, names: [baseName(wire.inlined), ...names] }
  }
  return { owner: baseName(struct.name), names: [] }
}

function baseName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}

function jsonName(value: Json, type: FieldType): string {
  if (isJsonList(value)) return 'array'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'number') return ['int32', 'int64', 'intOrString'].includes(type.is) ? `number ${value}` : 'number'
  return typeof value
}

function goName(type: FieldType): string {
  if (type.goName !== undefined) return type.goName
  switch (type.is) {
    case 'list':
      return `[]${goName(type.of)}`
    case 'map':
      return `map[string]${goName(type.of)}`
    case 'struct':
      return type.name.slice(type.name.lastIndexOf('/') + 1)
    case 'bytes':
      return '[]uint8'
    case 'double':
      return 'float64'
    case 'intOrString':
      return 'int32'
    case 'quantity':
      return 'resource.Quantity'
    case 'time':
    case 'microTime':
    case 'duration':
      return 'string'
    default:
      return type.is
  }
}

function base64Problem(text: string): string | null {
  const clean = text.replaceAll(/[\r\n]/g, '')
  const valid = /^[A-Za-z0-9+/]*={0,2}$/.exec(clean)
  if (valid && clean.length % 4 === 0) return null
  const at = clean.search(/[^A-Za-z0-9+/]/)
  return `illegal base64 data at input byte ${at >= 0 && !valid ? at : clean.length - (clean.length % 4)}`
}
