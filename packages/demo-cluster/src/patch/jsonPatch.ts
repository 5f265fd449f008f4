import { type Json, type JsonObject, ownField, setField } from '../objects.ts'
import { done, type Result, refused } from '../Status.ts'
import { goKind, isList, isObject } from './json.ts'
import { badRequest, rejected, tooLarge } from './patchRefusals.ts'
import { sameValue } from './sameValue.ts'

const MAX_OPERATIONS = 10_000

/** A parent that an operation works on, copied on the way down so that the document it came from stays as it is. */
type Place = { readonly in: Json[]; readonly key: string } | { readonly in: { [field: string]: Json | undefined }; readonly key: string }

/**
 * JSON patch (RFC 6902) as the apiserver does it: a `replace` of a field that is not there adds it, negative indexes count from the end, and whatever cannot be done
 * is answered with the same 422, which does not say why.
 */
export function jsonPatch(target: JsonObject, patch: Json): Result<Json> {
  if (!isList(patch)) {
    return refused(badRequest(`error decoding patch: json: cannot unmarshal ${goKind(patch)} into Go value of type []handlers.jsonPatchOp`))
  }
  if (patch.length > MAX_OPERATIONS) return refused(tooLarge(`The allowed maximum operations in a JSON patch is ${MAX_OPERATIONS}, got ${patch.length}`))
  let document: Json = target
  for (const operation of patch) {
    const next: Json | null = isObject(operation) ? apply(document, operation) : null
    if (next === null) return refused(rejected())
    document = next
  }
  return done(document)
}

/** The document after one operation; null where it does not apply. */
function apply(document: Json, operation: JsonObject): Json | null {
  const { op, path, from, value } = operation
  if (typeof path !== 'string') return null
  if (op === 'add') return put(document, path, { value: value ?? null, grow: true })
  if (op === 'replace') return put(document, path, { value: value ?? null, grow: false })
  if (op === 'remove') return remove(document, path)
  if (op === 'test') return holds(document, path, value ?? null) ? document : null
  if (typeof from !== 'string' || (op !== 'move' && op !== 'copy')) return null
  const found = read(document, from)
  if (found === undefined) return null
  const rest = op === 'move' ? remove(document, from) : document
  return rest === null ? null : put(rest, path, { value: found, grow: true })
}

function put(document: Json, path: string, { value, grow }: { readonly value: Json; readonly grow: boolean }): Json | null {
  if (path === '') return !grow && typeof value === 'object' ? value : null
  const opened = open(document, path)
  if (!opened) return null
  const { root, place } = opened
  if (!Array.isArray(place.in)) {
    setField(place.in, place.key, value)
    return root
  }
  if (grow && place.key === '-') {
    place.in.push(value)
    return root
  }
  const index = indexIn(place.key, place.in.length + (grow ? 1 : 0))
  if (index === null) return null
  place.in.splice(index, grow ? 0 : 1, value)
  return root
}

function remove(document: Json, path: string): Json | null {
  const opened = open(document, path)
  if (!opened) return null
  const { root, place } = opened
  if (Array.isArray(place.in)) {
    const index = indexIn(place.key, place.in.length)
    if (index === null) return null
    place.in.splice(index, 1)
    return root
  }
  if (ownField(place.in, place.key) === undefined) return null
  delete place.in[place.key]
  return root
}

function holds(document: Json, path: string, value: Json): boolean {
  if (path === '') return sameValue(document, value)
  const opened = open(document, path)
  if (!opened) return false
  return sameValue(valueAt(opened.place) ?? null, value)
}

function read(document: Json, path: string): Json | undefined {
  const opened = open(document, path)
  return opened ? valueAt(opened.place) : undefined
}

function valueAt(place: Place): Json | undefined {
  if (!Array.isArray(place.in)) return ownField(place.in, place.key)
  const index = indexIn(place.key, place.in.length)
  return index === null ? undefined : place.in[index]
}

/** Copies every object and list that the path goes through; null where it leads nowhere. */
function open(document: Json, path: string): { readonly root: Json; readonly place: Place } | null {
  const keys = path.split('/').slice(1).map(unescape)
  const last = keys.pop()
  if (last === undefined) return null
  const root = copied(document)
  if (root === null) return null
  let at: Container = root
  for (const key of keys) {
    const inner = copied(valueAt(placeIn(at, key)))
    if (inner === null) return null
    if (Array.isArray(at)) at[indexIn(key, at.length) ?? 0] = inner
    else setField(at, key, inner)
    at = inner
  }
  return { root, place: placeIn(at, last) }
}

type Container = Json[] | { [field: string]: Json | undefined }

function placeIn(container: Container, key: string): Place {
  return Array.isArray(container) ? { in: container, key } : { in: container, key }
}

function copied(value: Json | undefined): Container | null {
  if (isList(value)) return [...value]
  return isObject(value) ? { ...value } : null
}

function indexIn(key: string, length: number): number | null {
  if (!/^[+-]?\d+$/.test(key)) return null
  const index = Number(key) < 0 ? Number(key) + length : Number(key)
  return index >= 0 && index < length ? index : null
}

function unescape(key: string): string {
  return key.replaceAll('~1', '/').replaceAll('~0', '~')
}
