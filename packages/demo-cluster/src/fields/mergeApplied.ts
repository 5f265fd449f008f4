import { type Json, type JsonObject, ownField, setField } from '../objects.ts'
import { isList, isObject } from '../patch/json.ts'
import type { PathElement } from './FieldSet.ts'
import { itemStep } from './pathElement.ts'
import { type Shape, type Shapes, shapeBelow } from './Shapes.ts'

type Value = Json | undefined

/**
 * The live object with everything that an applied configuration says: what is owned as a whole is replaced, objects are merged, and lists by the keys of their items.
 * Where the configuration changes a list, its order wins.
 */
export function mergeApplied(shapes: Shapes, shape: Shape, { live, applied }: { readonly live: JsonObject; readonly applied: JsonObject }): JsonObject {
  const merged = merge(shapes, shape, [live, applied])
  return isObject(merged) ? merged : {}
}

function merge(shapes: Shapes, shape: Shape, [live, applied]: readonly [Value, Value]): Value {
  if (shape.is === 'leaf') return applied ?? (applied === null ? null : live)
  if (isHollow(live) && isHollow(applied)) return applied === undefined ? live : applied
  if (shape.is === 'set' || shape.is === 'listMap') return mergeItems(shapes, shape, [isList(live) ? live : [], isList(applied) ? applied : []])
  if (!isObject(live) && !isObject(applied)) return applied === undefined ? live : applied
  const [left, right] = [isObject(live) ? live : {}, isObject(applied) ? applied : {}]
  const merged: Record<string, Json> = {}
  for (const name of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const value = merge(shapes, shapeBelow(shapes, shape, name), [ownField(left, name), ownField(right, name)])
    if (value !== undefined) setField(merged, name, value)
  }
  return merged
}

function isHollow(value: Value): boolean {
  if (value === undefined || value === null) return true
  if (isList(value)) return value.length === 0
  return isObject(value) && Object.keys(value).length === 0
}

type ListShape = Shape & { readonly is: 'set' | 'listMap' }

/** Walks both lists at once: shared items as the configuration orders them, items of one side where they stood between them. */
function mergeItems(shapes: Shapes, shape: ListShape, [live, applied]: readonly [readonly Json[], readonly Json[]]): Json {
  const [left, right] = [indexed(shape, live), indexed(shape, applied)]
  const shared = right.steps.filter((step) => left.byStep.has(step))
  const taken = new Set<PathElement>()
  const merged: Json[] = []
  const put = (step: PathElement, pair: readonly [Value, Value]) => {
    taken.add(step)
    const value = shape.is === 'set' ? (pair[1] ?? pair[0]) : merge(shapes, shape.of, pair)
    if (value !== undefined) merged.push(value)
  }
  let [l, r] = [0, 0]
  while (l < left.steps.length || r < right.steps.length) {
    const [own, theirs] = [left.steps[l], right.steps[r]]
    if (own !== undefined && own === theirs) {
      put(own, [left.byStep.get(own), right.byStep.get(own)])
      shared.shift()
      l++
      r++
      continue
    }
    const waits = own !== undefined && theirs !== undefined && right.byStep.has(own) && shared[0] !== undefined && shared[0] !== own
    if (waits) {
      l++
      continue
    }
    if (own !== undefined && !right.byStep.has(own)) {
      put(own, [left.items[l], undefined])
      l++
      continue
    }
    if (own !== undefined && taken.has(own)) l++
    if (theirs === undefined) continue
    put(theirs, [left.byStep.get(theirs), right.byStep.get(theirs)])
    r++
    if (shared[0] === theirs) shared.shift()
  }
  return merged
}

/** Several live items of one key are not merged with what is applied. */
function indexed(shape: ListShape, list: readonly Json[]) {
  const steps: PathElement[] = []
  const items: Json[] = []
  const byStep = new Map<PathElement, Value>()
  for (const item of list) {
    const named = itemStep(shape, item)
    if ('error' in named) continue
    byStep.set(named.step, byStep.has(named.step) ? undefined : item)
    steps.push(named.step)
    items.push(item)
  }
  return { steps, items, byStep }
}
