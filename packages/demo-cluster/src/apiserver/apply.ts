import { type Applied, applyFields } from '../fields/applyFields.ts'
import { conflictStatus } from '../fields/conflictStatus.ts'
import { annotationOf, conflictsButOwn, withLastApplied } from '../fields/lastApplied.ts'
import type { Managers } from '../fields/Managers.ts'
import { managersOf, recordUpdate, withManagers } from '../fields/recordUpdate.ts'
import { typedProblems } from '../fields/typedProblems.ts'
import type { Json, JsonObject, KubeObject } from '../objects.ts'
import { isObject, textOf } from '../patch/json.ts'
import { done, type Result, refused } from '../Status.ts'
import { normalise } from '../schema/normalise.ts'
import { strictProblems } from '../schema/strictProblems.ts'
import type { Target, WriteOptions } from './Api.ts'
import type { VerbParts } from './ApiParts.ts'
import { createOwned } from './create.ts'
import { kindOfTarget, namedObject } from './namedObject.ts'
import { badRequest, unclassified } from './refusals.ts'
import { replace, withDefaults } from './update.ts'

export type Applying = { readonly before: KubeObject | undefined; readonly body: Json; readonly force: boolean; readonly options: WriteOptions }

/** The manager under which kubectl lets the server apply, and which takes over from what kubectl applied itself. */
const KUBECTL = 'kubectl'

/** Server-side apply: creates or changes an object so that it is as the configuration says. */
export function apply(parts: VerbParts, of: Target, { before, body, force, options }: Applying): Result<KubeObject> {
  const kind = kindOfTarget(parts, of, before)
  if (!isObject(body))
    return refused(
      badRequest('error decoding YAML: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal into Go value of type map[string]interface {}'),
    )
  const wrong = wrongConfiguration(parts, body, { kind, of })
  if (wrong) return wrong
  const live = before ? goForm(parts, before) : { apiVersion: kind.apiVersion, kind: kind.kind }
  const subresource = of.subresource ?? null
  const ask = (forced: boolean): Applied =>
    applyFields(parts, { live, applied: body, kind, managers: ownersOf(parts, before), manager: options.fieldManager, subresource, force: forced })
  let applied = ask(force)
  if (applied.conflicts && options.fieldManager === KUBECTL) {
    const left = conflictsButOwn(parts, live, applied.conflicts)
    applied = left.length === 0 ? ask(true) : { conflicts: left }
  }
  if (applied.conflicts) return refused(conflictStatus(applied.conflicts))
  const marked = options.fieldManager === KUBECTL && annotationOf(applied.object) !== null ? withLastApplied(applied.object, body) : applied.object
  const decoded = decode(parts, marked, { kind, of })
  if (!decoded.ok) return decoded
  const named = namedObject(decoded.value, kind, of)
  if (!named.ok) return named
  const owned = withManagers(withDefaults(parts, of, named.value), applied.managedFields)
  return before ? replace(parts, of, { before, after: owned, options }) : createOwned(parts, of.resource, { object: owned, options })
}

/** An object that nobody is known to own belongs to whoever wrote it before the first apply. */
function ownersOf(parts: VerbParts, before: KubeObject | undefined): Managers {
  const managers = managersOf(before ?? null, null, null)
  if (!before || !managers.isEmpty) return managers
  const known = recordUpdate(parts, { before: null, after: before, subresource: null, manager: 'before-first-apply' })
  return managersOf(known, null, null)
}

type About = { readonly kind: { readonly apiVersion: string; readonly kind: string }; readonly of: Target }

function wrongConfiguration(parts: VerbParts, body: JsonObject, { kind, of }: About): Result<never> | null {
  const { apiVersion = '', kind: given = '', metadata } = body
  if (apiVersion !== kind.apiVersion || given !== kind.kind) {
    return refused(badRequest(`invalid object type: ${textOf(apiVersion) || '/'}, Kind=${textOf(given)}`))
  }
  if (isObject(metadata) && metadata['managedFields'] !== undefined && metadata['managedFields'] !== null) {
    return refused(badRequest('metadata.managedFields must be nil'))
  }
  const problems = typedProblems(parts.shapes, parts.shapes.ofKind(kind.apiVersion, kind.kind), { object: body, unique: true })
  if (problems.length === 0) return null
  const all = problems.length === 1 ? problems.join('') : ['errors:', ...problems.map((problem) => `  ${problem}`)].join('\n')
  return refused(unclassified(`failed to create typed patch object (${of.namespace ?? ''}/${of.name}; ${kind.apiVersion}, Kind=${kind.kind}): ${all}`))
}

function goForm({ schema }: VerbParts, object: KubeObject): JsonObject {
  const { managedFields: _, ...metadata } = object.metadata
  const json = { ...object, metadata } as unknown as JsonObject
  const struct = schema?.kind(object.apiVersion, object.kind)
  return schema && struct ? { ...normalise(schema, struct, json), apiVersion: object.apiVersion, kind: object.kind } : json
}

function decode({ schema }: VerbParts, object: JsonObject, { kind, of }: About): Result<JsonObject> {
  const struct = schema?.kind(kind.apiVersion, kind.kind)
  if (!schema || !struct) return done(object)
  const { wrong } = strictProblems(schema, struct, { object })
  if (wrong === null) return done(normalise(schema, struct, object))
  const about = `${of.namespace ?? ''}/${of.name}; ${kind.apiVersion}, Kind=${kind.kind}`
  return refused(unclassified(`failed to convert new object (${about}) to proper version (${kind.apiVersion}): ${wrong}`))
}
