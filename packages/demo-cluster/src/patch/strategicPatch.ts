import { type Json, type JsonObject, ownField, setField } from '../objects.ts'
import { done, type Result, refused } from '../Status.ts'
import type { FieldType, Schema } from '../schema/Schema.ts'
import { isList, isObject, without } from './json.ts'
import { patchField, patchList } from './patchTypes.ts'
import { goTypeOf, StrategicError, unknownDirective, wrongArgument } from './StrategicError.ts'
import { checkNotEmpty, checkOrder, deleteItems, type ListMerge, type MergedList, mergeList, orderItems } from './strategicLists.ts'
import { discardNulls, withoutDirectives } from './strategicValues.ts'

const DIRECTIVE = '$patch'
const RETAIN_KEYS = '$retainKeys'
const DELETE_ITEMS = '$deleteFromPrimitiveList'
const ORDER = '$setElementOrder'

/**
 * A strategic merge patch, as `kubectl apply`, `set` and `edit` send it: merge patch for objects, and lists of objects merged by the key that their Go type names. Also
 * its directives: `$patch`, `$retainKeys`, `$deleteFromPrimitiveList/x` and `$setElementOrder/x`. Items of the patch stand in the order of the patch, those that only
 * the server has are woven in between in the order in which they were.
 */
export function strategicPatch(schema: Schema, kind: FieldType, { target, patch }: { readonly target: JsonObject; readonly patch: JsonObject }): Result<Json> {
  try {
    return done(mergeObject(schema, kind, [target, patch]))
  } catch (error) {
    if (error instanceof StrategicError) return refused(error.status)
    throw error
  }
}

type Pair = readonly [original: JsonObject, patch: JsonObject]

export function mergeObject(schema: Schema, type: FieldType, [given, patch]: Pair): JsonObject {
  const directive = patch[DIRECTIVE]
  if (directive === 'replace') return without(patch, DIRECTIVE)
  if (directive === 'delete') return {}
  if (directive !== undefined) throw unknownDirective(directive, patch)
  const merged: Record<string, Json | undefined> = { ...retained(given, patch) }
  const ordered = mergeOrderedLists(schema, type, { merged, patch })
  for (const [key, value] of Object.entries(patch)) {
    if (key === RETAIN_KEYS || key.startsWith(ORDER) || ordered.has(key) || value === undefined) continue
    const deletes = key.startsWith(DELETE_ITEMS)
    const name = deletes ? nameAfter(key, DELETE_ITEMS) : key
    if (value === null) delete merged[name]
    else mergeField(schema, type, { merged, name, value, deletes })
  }
  return merged
}

type FieldPatch = { readonly merged: Record<string, Json | undefined>; readonly name: string; readonly value: Json; readonly deletes: boolean }

function mergeField(schema: Schema, type: FieldType, { merged, name, value, deletes }: FieldPatch): void {
  const original = ownField(merged, name)
  if (original === undefined || goTypeOf(original) !== goTypeOf(value)) {
    if (!deletes) put(merged, name, withoutDirectives(discardNulls(value)))
    return
  }
  if (isObject(original) && isObject(value)) {
    const { type: inner, strategy } = patchField(schema, type, name)
    setField(merged, name, strategy === 'replace' ? value : mergeObject(schema, inner, [original, value]))
  } else if (isList(original) && isList(value)) {
    const field = patchList(schema, type, name)
    if (deletes) setField(merged, name, deleteItems(original, value))
    else setField(merged, name, field.strategy === 'merge' ? inOrder(mergeList(listOf(schema, field), [original, value])) : value)
  } else put(merged, name, withoutDirectives(value))
}

function put(merged: Record<string, Json | undefined>, name: string, value: Json | undefined): void {
  if (value === undefined) delete merged[name]
  else setField(merged, name, value)
}

function listOf(schema: Schema, { type, mergeKey }: { readonly type: FieldType; readonly mergeKey: string }): ListMerge {
  return { mergeKey, merge: (pair: Pair) => mergeObject(schema, type, pair) }
}

function inOrder({ items, patchOrder, serverOrder, mergeKey }: MergedList): readonly Json[] {
  return orderItems(items, { patchOrder, serverOrder, mergeKey })
}

/** Keys that the patch does not want to keep go. What it sets must be among those that it keeps. */
function retained(given: JsonObject, patch: JsonObject): JsonObject {
  const keys = patch[RETAIN_KEYS]
  if (keys === undefined) return given
  const malformed = new StrategicError('invalid patch format of retainKeys', 400)
  if (!isList(keys)) throw malformed
  for (const [key, value] of Object.entries(patch)) {
    if (key === RETAIN_KEYS || value === null || key.startsWith(DELETE_ITEMS) || key.startsWith(ORDER)) continue
    if (!keys.includes(key)) throw malformed
  }
  return Object.fromEntries(Object.entries(given).filter(([key]) => keys.includes(key)))
}

/** Lists that come with an order of their own; gives their names: they are done. */
function mergeOrderedLists(
  schema: Schema,
  type: FieldType,
  { merged, patch }: { readonly merged: Record<string, Json | undefined>; readonly patch: JsonObject },
): Set<string> {
  const names = new Set<string>()
  for (const [key, order] of Object.entries(patch)) {
    if (!key.startsWith(ORDER)) continue
    if (!isList(order)) throw wrongArgument('list', order)
    const name = nameAfter(key, ORDER)
    const original = ownField(merged, name)
    const value = ownField(patch, name)
    if (original !== undefined && !isList(original)) throw wrongArgument('list', original)
    if (value !== undefined && !isList(value)) throw wrongArgument('list', value)
    const field = patchList(schema, type, name)
    checkOrder(value ?? [], order, field.mergeKey)
    if (original === undefined && value === undefined) continue
    names.add(name)
    checkNotEmpty([original ?? [], value ?? []])
    setField(merged, name, inGivenOrder(listOf(schema, field), { original, value, order, merges: field.strategy === 'merge' }))
  }
  return names
}

type OrderedList = {
  readonly original: readonly Json[] | undefined
  readonly value: readonly Json[] | undefined
  readonly order: readonly Json[]
  readonly merges: boolean
}

function inGivenOrder(list: ListMerge, { original, value, order, merges }: OrderedList): readonly Json[] {
  const { mergeKey } = list
  if (original === undefined) {
    const fresh = withoutDirectives(value ?? [])
    return orderItems(isList(fresh) ? fresh : [], { patchOrder: order, serverOrder: [], mergeKey })
  }
  if (value === undefined || !merges) return orderItems(value ?? original, { patchOrder: order, serverOrder: original, mergeKey })
  const merged = mergeList(list, [original, value])
  return orderItems(inOrder(merged), { patchOrder: order, serverOrder: merged.slots, mergeKey })
}

function nameAfter(key: string, prefix: string): string {
  if (key.startsWith(`${prefix}/`)) return key.slice(prefix.length + 1)
  throw new StrategicError(`invalid patch format of ${prefix === ORDER ? 'setElementOrder list' : 'primitive list'}`, 400)
}
