import type { Subresource } from '../apiserver/Api.ts'
import type { VerbParts } from '../apiserver/ApiParts.ts'
import { type JsonObject, type KubeObject, type ManagedFields, type ObjectMeta, timestamp } from '../objects.ts'
import { compareFields, isSame } from './compareFields.ts'
import { difference, isEmpty, NO_FIELDS, union, withoutTrees } from './FieldSet.ts'
import { Managers } from './Managers.ts'
import { resetBy, UNOWNED } from './unowned.ts'

export type Update = {
  /** What stands in the store; null for a create. */
  readonly before: KubeObject | null
  /** What a create, a PUT or a patch made of it, with its defaults. */
  readonly after: KubeObject
  readonly subresource: Subresource | null
  readonly manager: string
}

/**
 * The object with its `managedFields` as they are after an update: who wrote it owns every field that it added or changed, and nobody else does; what it took away
 * nobody owns. Entries that come with the object itself are taken over, an empty list forgets all owners, and none at all means those of the stored object.
 */
export function recordUpdate(parts: VerbParts, { before, after, subresource, manager }: Update): KubeObject {
  const managers = managersOf(before, after, subresource)
  if (managers.isEmpty && before !== null) return withManagers(after, undefined)
  const compared = compareFields(parts.shapes, parts.shapes.ofKind(after.apiVersion, after.kind), {
    before: before === null ? {} : unmanaged(before),
    after: unmanaged(after),
  })
  if (isSame(compared)) return withManagers(after, managers.encode())
  const reset = resetBy(after.kind, subresource, true)
  const added = withoutTrees(compared.added, reset)
  const modified = withoutTrees(compared.modified, reset)
  const removed = withoutTrees(compared.removed, reset)
  const changed = union(added, modified)
  const key = {
    manager: manager === '' ? 'unknown' : manager,
    operation: 'Update',
    apiVersion: after.apiVersion,
    ...(subresource === null ? {} : { subresource }),
  } as const
  const time = timestamp(parts.clock.now())
  const own = difference(changed, UNOWNED)
  if (own === changed && isEmpty(removed) && managers.owns(key, changed)) {
    managers.set(key, managers.fieldsOf(key) ?? NO_FIELDS, time)
    managers.cap()
    return withManagers(after, managers.encode())
  }
  managers.take(changed, NOBODY)
  managers.take(removed, NOBODY)
  if (!isEmpty(own)) managers.set(key, union(own, managers.fieldsOf(key) ?? NO_FIELDS), time)
  managers.cap()
  return withManagers(after, managers.encode())
}

/** Stands for the write under way, which takes from everybody, also from what its own manager wrote before. */
const NOBODY = { manager: '', operation: 'Update', apiVersion: '' } as const

export function managersOf(before: KubeObject | null, after: KubeObject | null, subresource: Subresource | null): Managers {
  const asked = subresource === null ? after?.metadata.managedFields : undefined
  if (asked !== undefined && isReset(asked)) return Managers.none()
  const own = Managers.from(asked)
  return own && !own.isEmpty ? own : (Managers.from(before?.metadata.managedFields) ?? Managers.none())
}

/** `[]` and `[{}]`. */
function isReset(asked: readonly ManagedFields[]): boolean {
  return asked.length === 0 || (asked.length === 1 && Object.keys(asked[0] ?? {}).length === 0)
}

export function withManagers(object: KubeObject, managedFields: readonly ManagedFields[] | undefined): KubeObject {
  if (managedFields === object.metadata.managedFields) return object
  if (managedFields !== undefined && !('managedFields' in object.metadata)) return { ...object, metadata: { ...object.metadata, managedFields } }
  const { managedFields: _, ...rest } = object.metadata
  const metadata: ObjectMeta = managedFields === undefined ? rest : { ...rest, managedFields }
  return { ...object, metadata }
}

/** The object as it is compared: `managedFields` say nothing of themselves. */
function unmanaged(object: KubeObject): JsonObject {
  return { ...(object as JsonObject), metadata: { ...(object.metadata as JsonObject), managedFields: undefined } }
}
