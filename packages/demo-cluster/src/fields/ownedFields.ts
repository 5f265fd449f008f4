import type { Json, JsonObject } from '../objects.ts'
import { isList, isObject } from '../patch/json.ts'
import { type FieldSet, NO_FIELDS, nodeFrom, ordered, type PathElement } from './FieldSet.ts'
import { fieldStep, itemStep } from './pathElement.ts'
import { type Shape, type Shapes, shapeBelow } from './Shapes.ts'

/** The fields that an applied configuration names, and thereby owns. */
export function ownedFields(shapes: Shapes, shape: Shape, object: JsonObject): FieldSet {
  return inner(shapes, shape, object)
}

/** Whether a value is owned at its own path, whatever is below. */
function isOwnedAtOnce(shape: Shape, value: Json): boolean {
  if (shape.is === 'leaf') return true
  if (value === null) return true
  if (shape.is === 'free') return !isObject(value) || isBare(value)
  return isObject(value) && isBare(value)
}

function isBare(value: JsonObject): boolean {
  return Object.keys(value).length === 0
}

function inner(shapes: Shapes, shape: Shape, value: Json): FieldSet {
  if (shape.is === 'set' || shape.is === 'listMap') return isList(value) ? ofItems(shapes, shape, value) : NO_FIELDS
  if (shape.is === 'leaf' || !isObject(value)) return NO_FIELDS
  const found = new Map<PathElement, JsonObject>()
  for (const [name, field] of Object.entries(value)) {
    if (field === undefined) continue
    const of = shapeBelow(shapes, shape, name)
    const declared = shape.is === 'struct' && shape.struct.fields.has(name)
    const node = nodeFrom(isOwnedAtOnce(of, field) || !declared, inner(shapes, of, field))
    if (node) found.set(fieldStep(name), node)
  }
  return ordered(Object.fromEntries(found))
}

function ofItems(shapes: Shapes, shape: Shape & { readonly is: 'set' | 'listMap' }, items: readonly Json[]): FieldSet {
  const found = new Map<PathElement, JsonObject>()
  for (const item of items) {
    const named = itemStep(shape, item)
    if ('error' in named) continue
    const { step } = named
    // Several items of one key are owned as one thing.
    const below = found.has(step) || shape.is === 'set' ? NO_FIELDS : inner(shapes, shape.of, item)
    const node = nodeFrom(true, below)
    if (node) found.set(step, node)
  }
  return ordered(Object.fromEntries(found))
}
