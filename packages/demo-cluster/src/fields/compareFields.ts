import { type Json, type JsonObject, ownField } from '../objects.ts'
import { isList, isObject } from '../patch/json.ts'
import { sameValue } from '../patch/sameValue.ts'
import { type FieldSet, NO_FIELDS, nodeFrom, ordered, type PathElement } from './FieldSet.ts'
import { fieldStep, itemStep } from './pathElement.ts'
import type { Shape, Shapes } from './Shapes.ts'

/** Which fields a write added, changed and took away. Fields that nobody touched are not looked into. */
export type Comparison = { readonly added: FieldSet; readonly modified: FieldSet; readonly removed: FieldSet }

const SAME: Comparison = { added: NO_FIELDS, modified: NO_FIELDS, removed: NO_FIELDS }

type Value = Json | undefined
/** What a step gives: its own membership and what is below, for each of the three sets. */
type Found = Comparison & { readonly self: 'added' | 'modified' | 'removed' | null }

const NOTHING: Found = { ...SAME, self: null }
const ADDED: Found = { ...SAME, self: 'added' }
const REMOVED: Found = { ...SAME, self: 'removed' }
const MODIFIED: Found = { ...SAME, self: 'modified' }

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
    if (before === undefined) return ADDED
    if (after === undefined) return REMOVED
    return sameValue(before, after) ? NOTHING : MODIFIED
  }
  const below =
    before === undefined && isFresh(after)
      ? shapes.fresh({ shape, value: after }, () => inner(shapes, shape, [before, after]))
      : inner(shapes, shape, [before, after])
  if (below === SAME && before !== undefined && after !== undefined) return NOTHING
  const self = before === undefined ? 'added' : after === undefined ? 'removed' : null
  return { ...below, self }
}

/** Objects never change: one that was new before adds the same fields wherever it is new again, as the containers of a template are in each of its pods. */
function isFresh(value: Value): value is JsonObject | readonly Json[] {
  return isObject(value) || isList(value)
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
  return !isObject(value) || hasNone(value)
}

function hasNone(object: JsonObject): boolean {
  for (const _ in object) return false
  return true
}

function inner(shapes: Shapes, shape: Shape, [before, after]: readonly [Value, Value]): Comparison {
  if (shape.is === 'set' || shape.is === 'listMap') return compareItems(shapes, shape, [isList(before) ? before : [], isList(after) ? after : []])
  const left = isObject(before) ? before : {}
  const right = isObject(after) ? after : {}
  const sets = new Sets()
  const look = (name: string): void => {
    // What stands on both sides, as most does in most writes.
    if (left[name] === right[name] && left[name] !== undefined) return
    const field = shape.is === 'struct' ? shape.struct.fields.get(name) : undefined
    const part = field && shapes.part(field)
    const zero = part?.zero
    const of: Shape = part?.shape ?? (shape.is === 'map' ? shape.of : FREE)
    // Go writes the zero value of such a field wherever its struct is.
    const found = compare(shapes, of, [read(left, name, before === undefined ? undefined : zero), read(right, name, after === undefined ? undefined : zero)])
    if (found !== NOTHING) sets.put(part?.step ?? fieldStep(name), found)
  }
  for (const name in left) look(name)
  for (const name in right) if (!Object.hasOwn(left, name)) look(name)
  // Where a struct is new, or gone, also the fields that Go writes without anybody having set them.
  if (shape.is === 'struct' && (before === undefined || after === undefined)) {
    for (const name of shapes.alwaysWritten(shape.struct)) if (!Object.hasOwn(left, name) && !Object.hasOwn(right, name)) look(name)
  }
  return sets.found()
}

const FREE: Shape = { is: 'free' }

/** Null is a value of its own: whoever took everything out of a field has not taken the field away. */
function read(object: JsonObject, name: string, zero: Value): Value {
  const value = ownField(object, name)
  return value === undefined ? zero : value
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
    else if (was.length > 1 && is.length > 1) sets.put(step, sameValue(was, is) ? NOTHING : MODIFIED)
    else if (was.length > 1) {
      if (is.length > 0) sets.put(step, compare(shapes, of, [undefined, is[0]]))
      sets.put(step, REMOVED)
    } else {
      if (was.length > 0) sets.put(step, compare(shapes, of, [was[0], undefined]))
      sets.put(step, ADDED)
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

type Nodes = Record<PathElement, JsonObject>

/** The three sets of one level while its steps are looked at. */
class Sets {
  #added: Nodes | null = null
  #modified: Nodes | null = null
  #removed: Nodes | null = null

  put(step: PathElement, found: Found): void {
    if (found === NOTHING) return
    const { self } = found
    if (self === 'added' || found.added !== NO_FIELDS) this.#added = withNode(this.#added, step, nodeFrom(self === 'added', found.added))
    if (self === 'modified' || found.modified !== NO_FIELDS) this.#modified = withNode(this.#modified, step, nodeFrom(self === 'modified', found.modified))
    if (self === 'removed' || found.removed !== NO_FIELDS) this.#removed = withNode(this.#removed, step, nodeFrom(self === 'removed', found.removed))
  }

  found(): Comparison {
    const [added, modified, removed] = [setOf(this.#added), setOf(this.#modified), setOf(this.#removed)]
    return added === NO_FIELDS && modified === NO_FIELDS && removed === NO_FIELDS ? SAME : { added, modified, removed }
  }
}

function withNode(nodes: Nodes | null, step: PathElement, node: JsonObject | undefined): Nodes | null {
  if (!node) return nodes
  const next = nodes ?? {}
  next[step] = node
  return next
}

function setOf(nodes: Nodes | null): FieldSet {
  return nodes === null ? NO_FIELDS : ordered(nodes)
}
