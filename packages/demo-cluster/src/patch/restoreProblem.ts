import type { Json, JsonObject } from '../objects.ts'
import type { FieldType, Schema, Struct } from '../schema/Schema.ts'
import { isList, isObject } from './json.ts'
import { kindName } from './patchTypes.ts'
import { goTypeOf } from './StrategicError.ts'

/**
 * The first value of a strategic merge patch's result that its Go type cannot hold, in the words of the apiserver's converter, which differ from those of its JSON
 * decoder. Null for none, and for values with a form of their own (times, quantities), which the decoder looks at.
 */
export function restoreProblem(schema: Schema, struct: Struct, object: JsonObject): string | null {
  for (const [name, value] of Object.entries(object)) {
    const field = struct.fields.get(name)
    const problem = field && value !== undefined ? problemOf(schema, field.type, value) : null
    if (problem !== null) return problem
  }
  return null
}

function problemOf(schema: Schema, type: FieldType, value: Json): string | null {
  if (value === null) return null
  switch (type.is) {
    case 'struct':
      return isObject(value) ? restoreProblem(schema, schema.struct(type.name), value) : `cannot restore struct from: ${jsonKind(value)}`
    case 'map':
      return isObject(value) ? firstProblem(schema, type.of, Object.values(value)) : `cannot restore map from ${jsonKind(value)}`
    case 'list':
      return isList(value) ? firstProblem(schema, type.of, value) : `cannot restore slice from ${jsonKind(value)}`
    case 'string':
    case 'bool':
    case 'int32':
    case 'int64':
    case 'double':
      return scalarProblem(type, goTypeOf(value))
    default:
      return null
  }
}

function firstProblem(schema: Schema, type: FieldType, values: readonly (Json | undefined)[]): string | null {
  for (const value of values) {
    const problem = value === undefined ? null : problemOf(schema, type, value)
    if (problem !== null) return problem
  }
  return null
}

function scalarProblem(type: FieldType, given: string): string | null {
  const number = type.is === 'int32' || type.is === 'int64' || type.is === 'double'
  if (given === 'int64' && number) return null
  if (given === 'float64' && type.is === 'double') return null
  if (given === type.is) return null
  // Go could convert these, JSON must not.
  const convertible = (given === 'int64' && type.is === 'string') || (given === 'float64' && number)
  return convertible ? `cannot convert ${given} to ${type.goName ?? kindName(type)}` : `unrecognized type: ${kindName(type)}`
}

function jsonKind(value: Json): string {
  if (isList(value)) return 'slice'
  return isObject(value) ? 'map' : goTypeOf(value)
}
