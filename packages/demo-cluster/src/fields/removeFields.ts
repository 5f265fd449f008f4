import { type Json, type JsonObject, setField } from '../objects.ts'
import { isList, isObject } from '../patch/json.ts'
import { below, type FieldSet, hasMember, isEmpty } from './FieldSet.ts'
import { fieldStep, itemStep } from './pathElement.ts'
import { type Shape, type Shapes, shapeBelow } from './Shapes.ts'

/** The object without the fields and items in the set. What is left empty is null. */
export function removeFields(shapes: Shapes, shape: Shape, { object, set }: { readonly object: JsonObject; readonly set: FieldSet }): JsonObject {
  const left = removed(shapes, shape, { value: object, set })
  return isObject(left) ? left : {}
}

function removed(shapes: Shapes, shape: Shape, { value, set }: { readonly value: Json; readonly set: FieldSet }): Json {
  if (shape.is === 'leaf') return isObject(value) || isList(value) ? null : value
  if (isList(value)) return shape.is === 'set' || shape.is === 'listMap' ? orNull(items(shapes, shape, { value, set })) : null
  if (!isObject(value)) return value
  const left: Record<string, Json> = {}
  for (const [name, field] of Object.entries(value)) {
    const step = fieldStep(name)
    if (field === undefined || hasMember(set, step)) continue
    const inner = below(set, step)
    setField(left, name, isEmpty(inner) ? field : removed(shapes, shapeBelow(shapes, shape, name), { value: field, set: inner }))
  }
  return Object.keys(left).length === 0 ? null : left
}

type Items = { readonly value: readonly Json[]; readonly set: FieldSet }

function items(shapes: Shapes, shape: Shape & { readonly is: 'set' | 'listMap' }, { value, set }: Items): readonly Json[] {
  return value.flatMap((item) => {
    const named = itemStep(shape, item)
    if ('error' in named) return [item]
    if (hasMember(set, named.step)) return []
    const inner = below(set, named.step)
    return [isEmpty(inner) || shape.is === 'set' ? item : removed(shapes, shape.of, { value: item, set: inner })]
  })
}

function orNull(left: readonly Json[]): Json {
  return left.length === 0 ? null : left
}
