import type { Subresource } from '../apiserver/Api.ts'
import type { VerbParts } from '../apiserver/ApiParts.ts'
import { type JsonObject, type KubeObject, type ManagedFields, timestamp } from '../objects.ts'
import { sameValue } from '../patch/sameValue.ts'
import { compareFields } from './compareFields.ts'
import { difference, type FieldSet, intersection, NO_FIELDS, union, withoutTrees } from './FieldSet.ts'
import type { ManagerKey, Managers } from './Managers.ts'
import { mergeApplied } from './mergeApplied.ts'
import { namedFields } from './namedFields.ts'
import { ownedFields } from './ownedFields.ts'
import { removeFields } from './removeFields.ts'
import type { Shape } from './Shapes.ts'
import { resetBy, UNOWNED } from './unowned.ts'

export type Apply = {
  /** As Go writes it, without its `managedFields`. */
  readonly live: JsonObject
  readonly applied: JsonObject
  readonly kind: Pick<KubeObject, 'apiVersion' | 'kind'>
  readonly managers: Managers
  readonly manager: string
  readonly subresource: Subresource | null
  readonly force: boolean
}

/** Fields that a configuration would change, and whose they are. */
export type Conflict = { readonly key: ManagerKey; readonly fields: FieldSet }

export type Applied =
  | { readonly conflicts: readonly Conflict[] }
  | { readonly conflicts: null; readonly object: JsonObject; readonly managedFields: readonly ManagedFields[] | undefined }

/**
 * Server-side apply: the live object with the configuration merged in, and without what the same manager applied the last time and nobody owns now. Whoever applies owns
 * all that the configuration names, also what was so already; what others own and it changes is a conflict, unless forced. Where nothing changes, times stay.
 */
export function applyFields(parts: VerbParts, { live, applied, kind, managers, manager, subresource, force }: Apply): Applied {
  const { shapes } = parts
  const shape = shapes.ofKind(kind.apiVersion, kind.kind)
  const reset = resetBy(kind.kind, subresource, true)
  const key: ManagerKey = { manager, operation: 'Apply', apiVersion: kind.apiVersion, ...(subresource === null ? {} : { subresource }) }
  const last = managers.fieldsOf(key)
  const own = withoutTrees(ownedFields(shapes, shape, applied), reset)
  const merged = mergeApplied(shapes, shape, { live, applied })
  const others = managers.others(key).reduce((all, { fields }) => union(all, fields), NO_FIELDS)
  const object = last === undefined ? merged : prune(parts, shape, { merged, last, managed: union(own, others) })
  const compared = compareFields(shapes, shape, { before: live, after: object })
  const changed = withoutTrees(union(compared.added, compared.modified), reset)
  const conflicts = managers.conflicts(changed, key)
  if (conflicts.length > 0 && !force) return { conflicts }
  managers.take(changed, key)
  managers.take(withoutTrees(compared.removed, reset), key)
  const time = sameValue(live, object) ? undefined : timestamp(parts.clock.now())
  managers.set(key, difference(own, UNOWNED), time)
  return { conflicts: null, object, managedFields: managers.encode() }
}

type Pruning = { readonly merged: JsonObject; readonly last: FieldSet; readonly managed: FieldSet }

/** Takes away what was applied the last time and belongs to nobody now; what nobody ever applied stays, also below it. */
function prune({ shapes }: VerbParts, shape: Shape, { merged, last, managed }: Pruning): JsonObject {
  const named = (set: FieldSet) => namedFields(shapes, shape, set)
  const without = (set: FieldSet) => removeFields(shapes, shape, { object: merged, set })
  const all = named(ownedFields(shapes, shape, merged))
  const left = named(ownedFields(shapes, shape, without(named(last))))
  const owned = without(difference(all, union(left, named(managed))))
  return without(intersection(difference(all, named(ownedFields(shapes, shape, owned))), named(last)))
}
