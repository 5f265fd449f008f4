import type { Json, JsonObject } from '../objects.ts'
import { goText } from './goText.ts'
import { isList, isObject } from './json.ts'
import { goTypeOf, noMergeKey, StrategicError, unknownDirective, wrongArgument } from './StrategicError.ts'
import { sameValue } from './sameValue.ts'

type Lists = readonly [original: readonly Json[], patch: readonly Json[]]

/** How the items of a list are merged: by a key, or none for lists of scalars. */
export type ListMerge = { readonly mergeKey: string; readonly merge: (pair: readonly [JsonObject, JsonObject]) => JsonObject }

/** `slots`: the live list once the merge has worked in it, as Go leaves it in memory. The order of a list that has its own is looked up in there. */
export type MergedList = Order & { readonly items: readonly Json[]; readonly slots: readonly Json[] }

export type Order = { readonly patchOrder: readonly Json[]; readonly serverOrder: readonly Json[]; readonly mergeKey: string }

/** Merges a list and its patch; the order is still to be made. */
export function mergeList({ mergeKey, merge }: ListMerge, [original, patch]: Lists): MergedList {
  if (!areObjects([original, patch])) return { items: unique([...original, ...patch]), patchOrder: patch, serverOrder: original, mergeKey: '', slots: original }
  if (mergeKey === '') throw new StrategicError('cannot merge lists without merge key for struct')
  const special = applySpecial(original, patch, mergeKey)
  const items = [...special.original]
  for (const item of special.patch) {
    const key = keyOf(item, mergeKey)
    const index = findByKey(items, mergeKey, key)
    const found = items[index]
    if (isObject(found)) items[index] = merge([found, item])
    else items.push(item)
  }
  const added = items.slice(special.original.length)
  return { items, patchOrder: special.patch, serverOrder: special.original, mergeKey, slots: slotsAfter(original, { special, added }) }
}

/** Items that the patch names stand in its order, the others between them in the order in which they were. */
export function orderItems(items: readonly Json[], { patchOrder, serverOrder, mergeKey }: Order): readonly Json[] {
  if (items.length === 0) return items
  const key = areObjects([items]) ? mergeKey : ''
  if (key !== '') for (const item of [...items, ...patchOrder, ...serverOrder]) keyOf(asObject(item), key)
  const patched = sortedBy(
    items.filter((item) => placeIn(patchOrder, item, key) >= 0),
    (item) => placeIn(patchOrder, item, key),
  )
  const others = sortedBy(
    items.filter((item) => placeIn(patchOrder, item, key) < 0),
    (item) => placeIn(serverOrder, item, key),
  )
  const all: Json[] = []
  while (patched.length > 0 || others.length > 0) {
    const [own, other] = [patched[0], others[0]]
    const first = other !== undefined && (own === undefined || isBefore(placeIn(serverOrder, other, key), placeIn(serverOrder, own, key)))
    const next = first ? others.shift() : patched.shift()
    if (next !== undefined) all.push(next)
  }
  return all
}

function isBefore(a: number, b: number): boolean {
  return a >= 0 && b >= 0 && a < b
}

/** Takes values out of a list of scalars. */
export function deleteItems(original: readonly Json[], values: readonly Json[]): readonly Json[] {
  return original.filter((item) => !values.includes(item))
}

/** The items of a patch must stand as its own order says. */
export function checkOrder(patch: readonly Json[], order: readonly Json[], mergeKey: string): void {
  if (patch.length === 0 || order.length === 0) return
  const items = mergeKey === '' ? patch : patch.filter((item) => asObject(item)['$patch'] !== 'delete')
  let next = 0
  for (const wanted of order) {
    while (isObject(items[next]) && asObject(items[next])['$patch'] !== undefined) next++
    const item = items[next]
    if (item === undefined) return
    const same = mergeKey === '' ? item === wanted : sameValue(keyOf(asObject(item), mergeKey), keyOf(asObject(wanted), mergeKey))
    if (same) next++
  }
  if (next < items.length) {
    throw new StrategicError(`The order in patch list:\n${goText(patch)}\n doesn't match $setElementOrder list:\n${goText(order)}\n`)
  }
}

/** Items that are deleted leave their places at the end to those that are added, as long as there are places. */
function slotsAfter(original: readonly Json[], { special, added }: { readonly special: Special; readonly added: readonly Json[] }): readonly Json[] {
  if (special.patch.length === 0) return original
  return [...special.original, ...added.slice(0, original.length - special.original.length)]
}

type Special = { readonly original: readonly Json[]; readonly patch: readonly JsonObject[] }

/** Items that delete what has their key, or make the patch replace the whole list. */
function applySpecial(original: readonly Json[], patch: readonly Json[], mergeKey: string): Special {
  let left = original
  let replaces = false
  const plain: JsonObject[] = []
  for (const item of patch.map(asObject)) {
    const directive = item['$patch']
    if (directive === undefined) plain.push(item)
    else if (directive === 'replace') replaces = true
    else if (directive === 'merge') throw new StrategicError('merging lists cannot yet be specified in the patch')
    else if (directive === 'delete') {
      const key = keyOf(item, mergeKey)
      left = left.filter((one) => !isObject(one) || one[mergeKey] !== key)
    } else throw unknownDirective(directive, item)
  }
  return replaces ? { original: plain, patch: [] } : { original: left, patch: plain }
}

/** An order can only be given to lists that hold something. */
export function checkNotEmpty(lists: readonly (readonly Json[])[]): void {
  if (lists.every((list) => list.length === 0)) throw new StrategicError('no elements in any of the given slices')
}

/** Whether these are lists of objects. All their items must be of one type. */
function areObjects(lists: readonly (readonly Json[])[]): boolean {
  const items = lists.flat()
  const first = items[0]
  if (isList(first)) throw new StrategicError('lists of lists are not supported', 422)
  if (items.some((item) => goTypeOf(item) !== goTypeOf(first))) {
    throw new StrategicError(`list element types are not identical: [${lists.map((list) => goText(list)).join(' ')}]`)
  }
  return isObject(first)
}

function keyOf(item: JsonObject, mergeKey: string): Json {
  const key = item[mergeKey]
  if (key === undefined) throw noMergeKey(item, mergeKey)
  return key
}

function findByKey(items: readonly Json[], mergeKey: string, key: Json): number {
  return items.findIndex((item) => isObject(item) && item[mergeKey] === key)
}

function placeIn(order: readonly Json[], item: Json, key: string): number {
  if (key === '') return order.indexOf(item)
  const wanted = asObject(item)[key]
  return order.findIndex((one) => isObject(one) && one[key] === wanted)
}

function sortedBy(items: readonly Json[], place: (item: Json) => number): Json[] {
  return items
    .map((item) => ({ item, at: place(item) }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
}

function unique(items: readonly Json[]): readonly Json[] {
  return [...new Set(items)]
}

function asObject(item: Json | undefined): JsonObject {
  if (isObject(item)) return item
  throw wrongArgument('object', item)
}
