import type { FieldType, Schema } from '../schema/Schema.ts'
import { StrategicError } from './StrategicError.ts'

/** How a strategic merge patch treats a field: `merge` joins lists and objects, `replace` puts the patch in their place. */
export type PatchField = { readonly type: FieldType; readonly strategy: 'merge' | 'replace' | null; readonly mergeKey: string }

/** The field of a struct, as its tags in Go describe it; names are looked for as Go does, in any case where none fits exactly. */
export function patchField(schema: Schema, of: FieldType, name: string): PatchField {
  if (of.is !== 'struct') throw new StrategicError(`merging an object in json but data type is not struct, instead is: ${kindName(of)}`)
  const { fields, name: structName } = schema.struct(of.name)
  const field = fields.get(name) ?? [...fields.values()].find((one) => one.name.toLowerCase() === name.toLowerCase())
  if (!field) {
    throw new StrategicError(
      `unable to find api field in struct ${structName.slice(structName.lastIndexOf('.') + 1)} for the json field ${JSON.stringify(name)}`,
    )
  }
  const strategy = field.patchStrategy.find((one) => one !== 'retainKeys')
  return { type: field.type, strategy: strategy === 'merge' || strategy === 'replace' ? strategy : null, mergeKey: field.patchMergeKey ?? '' }
}

/** The same for a list: its items' type. */
export function patchList(schema: Schema, of: FieldType, name: string): PatchField {
  const field = patchField(schema, of, name)
  if (field.type.is === 'bytes') return { ...field, type: { is: 'int32' } }
  if (field.type.is !== 'list') throw new StrategicError(`expected slice or array type, but got: ${kindName(of)}`)
  if (field.type.of.is === 'list') throw new StrategicError('unexpected slice of slice')
  return { ...field, type: field.type.of }
}

/** What Go's reflection calls the kind of a type. */
export function kindName(type: FieldType): string {
  switch (type.is) {
    case 'list':
    case 'bytes':
      return 'slice'
    case 'double':
      return 'float64'
    case 'any':
    case 'time':
    case 'microTime':
    case 'duration':
    case 'quantity':
    case 'intOrString':
      return 'struct'
    default:
      return type.is
  }
}
