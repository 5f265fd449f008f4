import type { Json, JsonObject } from '../objects.ts'
import { isList, isObject } from '../patch/json.ts'
import { sameValue } from '../patch/sameValue.ts'
import { type FieldSet, NO_FIELDS, nodeFrom, ordered, type PathElement } from './FieldSet.ts'
import { fieldStep, itemStep } from './pathElement.ts'
import { type Shape, type Shapes, zeroOf } from './Shapes.ts'

/** Which fields a write added, changed and took away. Fields that nobody touched are not looked into. */
export type Comparison = { readonly added: FieldSet; readonly modified: FieldSet; readonly removed: FieldSet }

const SAME: Comparison = { added: NO_FIELDS, modified: NO_FIELDS, removed: NO_FIELDS }

type Value = Json | undefined
/** What a step gives: its own membership and what is below, for each of the three sets. */
type Found = Comparison & { readonly self: 'added' | 'modified' | 'removed' | null }

const NOTHING: Found = { ...SAME, self: null }

export function isSame(comparison: Comparison): boolean {
  return comparison === SAME
}

/** Compares an object with what became of it, both as Go would write them. */
export function compareFields(shapes: Shapes, shape: Shape, { before, after }: { readonly before: JsonObject; readonly after: JsonObject }): Comparison {
  return inner(shapes, shape, [before, after])
}

function compare(shapes: Shapes, shape: Shape, [before, after]: readonly [Value, Value]): Found {
  if (before === after) return NOTHING
  const atOnce = isLeaf(shape, before, after)
  if (atOnce) {
    if (before === undefined) return { ...SAME, self: 'added' }
    if (after === undefined) return { ...SAME, self: 'removed' }
    return sameValue(before, after) ? NOTHING : { ...SAME, self: 'modified' }
  }
  const below = inner(shapes, shape, [before, after])
  if (below === SAME && before !== undefined && after !== undefined) return NOTHING
  const self = before === undefined ? 'added' : after === undefined ? 'removed' : null
  return { ...below, self }
}

/** Scalars and atomic values; and whatever is empty on both sides. */
function isLeaf(shape: Shape, before: Value, after: Value): boolean {
  if (shape.is === 'leaf') return true
  if (shape.is === 'set' || shape.is === 'listMap') return isHollow(before) && isHollow(after)
  if (shape.is === 'free' && !isObject(before) && !isObject(after)) return true
  return isHollow(before) && isHollow(after)
}

function isHollow(value: Value): boolean {
  if (value === undefined || value === null) return true
  if (isList(value)) return value.length === 0
  return !isObject(value) || Object.keys(value).length === 0
}

function inner(shapes: Shapes, shape: Shape, [before, after]: readonly [Value, Value]): Comparison {
  if (shape.is === 'set' || shape.is === 'listMap') return compareItems(shapes, shape, [isList(before) ? before : [], isList(after) ? after : []])
  const left = isObject(before) ? before : {}
  const right = isObject(after) ? after : {}
  const sets = new Sets()
  for (const name of namesOf(shape, { left, right, whole: before === undefined || after === undefined })) {
    const field = shape.is === 'struct' ? shape.struct.fields.get(name) : undefined
    const zero = field ? zeroOf(field) : undefined
    const of: Shape = field ? shapes.ofField(field) : shape.is === 'map' ? shape.of : { is: 'free' }
    // Go writes the zero value of such a field wherever its struct is.
    const pair = [read(left, name, before === undefined ? undefined : zero), read(right, name, after === undefined ? undefined : zero)] as const
    sets.put(fieldStep(name), compare(shapes, of, pair))
  }
  return sets.found()
}

/** Null is a value of its own: whoever took everything out of a field has not taken the field away. */
function read(object: JsonObject, name: string, zero: Value): Value {
  return object[name] === undefined ? zero : object[name]
}

/** Where a struct is new, or gone, also the fields that Go writes without anybody having set them. */
function namesOf(shape: Shape, { left, right, whole }: { readonly left: JsonObject; readonly right: JsonObject; readonly whole: boolean }): Iterable<string> {
  const names = new Set(Object.keys(left))
  for (const name in right) names.add(name)
  if (whole && shape.is === 'struct') for (const [name, field] of shape.struct.fields) if (zeroOf(field) !== undefined) names.add(name)
  return names
}

type ListShape = Shape & { readonly is: 'set' | 'listMap' }

/** Items by their keys; several with one key are taken together, as one that is owned as a whole. */
function compareItems(shapes: Shapes, shape: ListShape, [before, after]: readonly [readonly Json[], readonly Json[]]): Comparison {
  const [left, right] = [byStep(shape, before), byStep(shape, after)]
  const of: Shape = shape.is === 'listMap' ? shape.of : { is: 'leaf', type: shape.type }
  const sets = new Sets()
  for (const step of new Set([...left.keys(), ...right.keys()])) {
    const [was, is] = [left.get(step) ?? [], right.get(step) ?? []]
    if (was.length <= 1 && is.length <= 1) sets.put(step, compare(shapes, of, [was[0], is[0]]))
    else if (was.length > 1 && is.length > 1) sets.put(step, sameValue(was, is) ? NOTHING : { ...SAME, self: 'modified' })
    else if (was.length > 1) {
      if (is.length > 0) sets.put(step, compare(shapes, of, [undefined, is[0]]))
      sets.put(step, { ...SAME, self: 'removed' })
    } else {
      if (was.length > 0) sets.put(step, compare(shapes, of, [was[0], undefined]))
      sets.put(step, { ...SAME, self: 'added' })
    }
  }
  return sets.found()
}

function byStep(shape: ListShape, items: readonly Json[]): ReadonlyMap<PathElement, readonly Json[]> {
  const found = new Map<PathElement, Json[]>()
  for (const item of items) {
    const named = itemStep(shape, item)
    if ('error' in named) continue
    const others = found.get(named.step)
    if (others) others.push(item)
    else found.set(named.step, [item])
  }
  return found
}

/** The three sets of one level while its steps are looked at. */
class Sets {
  readonly #added = new Map<PathElement, JsonObject>()
  readonly #modified = new Map<PathElement, JsonObject>()
  readonly #removed = new Map<PathElement, JsonObject>()

  put(step: PathElement, found: Found): void {
    if (found === NOTHING) return
    putNode(this.#added, step, nodeFrom(found.self === 'added', found.added))
    putNode(this.#modified, step, nodeFrom(found.self === 'modified', found.modified))
    putNode(this.#removed, step, nodeFrom(found.self === 'removed', found.removed))
  }

  found(): Comparison {
    const [added, modified, removed] = [setOf(this.#added), setOf(this.#modified), setOf(this.#removed)]
    return added === NO_FIELDS && modified === NO_FIELDS && removed === NO_FIELDS ? SAME : { added, modified, removed }
  }
}

function putNode(nodes: Map<PathElement, JsonObject>, step: PathElement, node: JsonObject | undefined): void {
  if (node) nodes.set(step, node)
}

function setOf(nodes: ReadonlyMap<PathElement, JsonObject>): FieldSet {
  return nodes.size === 0 ? NO_FIELDS : ordered(Object.fromEntries(nodes))
}
