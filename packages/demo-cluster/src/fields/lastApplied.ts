import type { VerbParts } from '../apiserver/ApiParts.ts'
import type { Json, JsonObject, KubeObject } from '../objects.ts'
import { isList, isObject, textOf } from '../patch/json.ts'
import type { Conflict } from './applyFields.ts'
import { compareFields } from './compareFields.ts'
import { difference, type FieldSet, isEmpty } from './FieldSet.ts'
import { ownedFields } from './ownedFields.ts'

export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration'

/** Conflicts that are left when kubectl, which applied an object on its own side before, now lets the server do it: what it applied and still stands is no conflict. */
export function conflictsButOwn(parts: VerbParts, live: JsonObject, conflicts: readonly Conflict[]): readonly Conflict[] {
  const allowed = lastAppliedFields(parts, live)
  if (allowed === null) return conflicts
  return conflicts.map(({ key, fields }) => ({ key, fields: difference(fields, allowed) })).filter(({ fields }) => !isEmpty(fields))
}

function lastAppliedFields({ shapes }: VerbParts, live: JsonObject): FieldSet | null {
  const text = annotationOf(live)
  const last = text === null ? null : parsed(text)
  if (last === null || last['apiVersion'] !== live['apiVersion']) return null
  const shape = shapes.ofKind(textOf(live['apiVersion']), textOf(live['kind']))
  const { added, modified, removed } = compareFields(shapes, shape, { before: last, after: live })
  return difference(difference(difference(ownedFields(shapes, shape, last), modified), added), removed)
}

export function annotationOf({ metadata }: JsonObject | KubeObject): string | null {
  const annotations = isObject(metadata) ? metadata['annotations'] : undefined
  const text = isObject(annotations) ? annotations[LAST_APPLIED] : undefined
  return typeof text === 'string' && text !== '' ? text : null
}

/** The object with its annotation telling what kubectl has applied now: older kubectls go on from there. */
export function withLastApplied(object: JsonObject, applied: JsonObject): JsonObject {
  const metadata = isObject(object['metadata']) ? object['metadata'] : {}
  const annotations = isObject(metadata['annotations']) ? metadata['annotations'] : {}
  return { ...object, metadata: { ...metadata, annotations: { ...annotations, [LAST_APPLIED]: `${JSON.stringify(sorted(withoutAnnotation(applied)))}\n` } } }
}

function withoutAnnotation(applied: JsonObject): JsonObject {
  const { metadata } = applied
  if (!isObject(metadata) || !isObject(metadata['annotations'])) return applied
  const { [LAST_APPLIED]: _, ...annotations } = metadata['annotations']
  return { ...applied, metadata: { ...metadata, annotations } }
}

function sorted(value: Json): Json {
  if (isList(value)) return value.map(sorted)
  if (!isObject(value)) return value
  const pairs = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(pairs.map(([key, inner]) => [key, sorted(inner ?? null)]))
}

function parsed(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : null
  } catch {
    return null
  }
}
