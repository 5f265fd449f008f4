import type { JsonObject } from '../objects.ts'
import { isObject } from '../patch/json.ts'
import { below, type FieldSet, hasMember, nodeFrom, ordered, type PathElement } from './FieldSet.ts'
import { type Shape, type Shapes, shapeBelow } from './Shapes.ts'

/** The set with the declared fields that lie on the way to its members: whoever owns `spec.replicas` has to do with `spec`, too. */
export function namedFields(shapes: Shapes, shape: Shape, set: FieldSet): FieldSet {
  const found = new Map<PathElement, JsonObject>()
  for (const step of Object.keys(set)) {
    if (!isObject(set[step])) continue
    const inner = below(set, step)
    const name = step.startsWith('f:') ? step.slice(2) : null
    const declared = name !== null && shape.is === 'struct' && shape.struct.fields.has(name) && Object.keys(inner).length > 0
    const of: Shape = name !== null ? shapeBelow(shapes, shape, name) : shape.is === 'listMap' ? shape.of : { is: 'free' }
    const node = nodeFrom(hasMember(set, step) || declared, namedFields(shapes, of, inner))
    if (node) found.set(step, node)
  }
  return ordered(Object.fromEntries(found))
}
