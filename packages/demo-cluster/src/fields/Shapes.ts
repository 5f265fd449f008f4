import type { Json } from '../objects.ts'
import type { Field, FieldType, Schema, Struct } from '../schema/Schema.ts'
import type { Comparison } from './compareFields.ts'
import { fieldStep } from './pathElement.ts'

/**
 * How a value is owned: `leaf` as a whole (scalars, and what is marked atomic), everything else by its parts. `free` is a value of which no type is known: objects by
 * their fields, lists as a whole.
 */
export type Shape =
  | { readonly is: 'leaf'; readonly type: FieldType | null }
  | { readonly is: 'struct'; readonly struct: Struct }
  | { readonly is: 'map'; readonly of: Shape }
  | { readonly is: 'set'; readonly type: FieldType }
  | { readonly is: 'listMap'; readonly keys: readonly ListKey[]; readonly of: Shape }
  | { readonly is: 'free' }

/** A key of a list's items; `absent` is what stands for one that an item leaves out. */
export type ListKey = { readonly name: string; readonly absent: Json | undefined }

/** A field of a struct: how it is named in paths, how it is owned, and what Go writes where nobody has set it. */
export type Part = { readonly step: string; readonly shape: Shape; readonly zero: Json | undefined }

const FREE: Shape = { is: 'free' }

/** Shapes by type, found when first asked for. */
export class Shapes {
  readonly #schema: Schema | undefined
  readonly #parts = new Map<Field, Part>()
  readonly #fresh = new WeakMap<object, { readonly shape: Shape; readonly found: Comparison }>()
  readonly #written = new Map<Struct, readonly string[]>()

  constructor(schema: Schema | undefined) {
    this.#schema = schema
  }

  /** What a new value adds, worked out once for as long as it lives. */
  fresh({ shape, value }: { readonly shape: Shape; readonly value: object }, find: () => Comparison): Comparison {
    const known = this.#fresh.get(value)
    if (known?.shape === shape) return known.found
    const found = find()
    this.#fresh.set(value, { shape, found })
    return found
  }

  /** Fields that Go writes though nobody has set them. */
  alwaysWritten(struct: Struct): readonly string[] {
    const known = this.#written.get(struct)
    if (known) return known
    const names = [...struct.fields.values()].filter((field) => zeroOf(field) !== undefined).map(({ name }) => name)
    this.#written.set(struct, names)
    return names
  }

  ofKind(apiVersion: string, kind: string): Shape {
    const struct = this.#schema?.kind(apiVersion, kind)
    return struct ? { is: 'struct', struct } : FREE
  }

  ofField(field: Field): Shape {
    return this.part(field).shape
  }

  part(field: Field): Part {
    const known = this.#parts.get(field)
    if (known) return known
    const part: Part = { step: fieldStep(field.name), shape: this.#shapeOf(field), zero: zeroOf(field) }
    this.#parts.set(field, part)
    return part
  }

  #shapeOf({ type, atomic, listType, listMapKeys }: Field): Shape {
    if (type.is === 'list') {
      if (listType === 'set') return { is: 'set', type: type.of }
      if (listType === 'map') return { is: 'listMap', keys: this.#keysOf(type.of, listMapKeys), of: this.ofType(type.of) }
      return { is: 'leaf', type }
    }
    return atomic ? { is: 'leaf', type } : this.ofType(type)
  }

  ofType(type: FieldType): Shape {
    if (type.is === 'struct') {
      const struct = this.#schema?.struct(type.name)
      return struct && !struct.atomic ? { is: 'struct', struct } : { is: 'leaf', type }
    }
    return type.is === 'map' ? { is: 'map', of: this.ofType(type.of) } : { is: 'leaf', type }
  }

  /** What is inside an object that is owned as a whole. */
  inside(type: FieldType & { readonly is: 'struct' | 'map' }): Shape {
    if (type.is === 'map') return { is: 'map', of: this.ofType(type.of) }
    const struct = this.#schema?.struct(type.name)
    return struct ? { is: 'struct', struct } : FREE
  }

  #keysOf(type: FieldType, names: readonly string[]): readonly ListKey[] {
    const fields = type.is === 'struct' ? this.#schema?.struct(type.name).fields : undefined
    return names.map((name) => ({ name, absent: absentOf(fields?.get(name)) }))
  }
}

/** A field that Go always writes has its zero value where it is missing. */
function absentOf(field: Field | undefined): Json | undefined {
  if (!field) return undefined
  return field.default ?? zeroOf(field)
}

/** What Go writes for a field that nobody set: nothing at all for most. */
export function zeroOf({ type, pointer, omitEmpty }: Field): Json | undefined {
  if (pointer) return undefined
  if (type.is === 'struct') return {}
  if (omitEmpty) return undefined
  if (type.is === 'list' || type.is === 'map') return null
  if (type.is === 'string') return ''
  if (type.is === 'bool') return false
  return type.is === 'int32' || type.is === 'int64' || type.is === 'double' ? 0 : undefined
}

/** The shape of a field of an object. */
export function shapeBelow(shapes: Shapes, shape: Shape, name: string): Shape {
  if (shape.is === 'map') return shape.of
  const field = shape.is === 'struct' ? shape.struct.fields.get(name) : undefined
  return field ? shapes.ofField(field) : FREE
}
