import type { KubeObject, ManagedFields } from '../objects.ts'
import { sameFieldsBut, sameValue } from '../patch/sameValue.ts'

/** Whether a write changes nothing but the times at which managers last wrote: such a write is none. */
export function sameButForTimes(after: KubeObject, before: KubeObject): boolean {
  const { managedFields: left = [] } = after.metadata
  const { managedFields: right = [] } = before.metadata
  return sameOwners(left, right) && sameFieldsBut('metadata', after, before) && sameFieldsBut('managedFields', after.metadata, before.metadata)
}

function sameOwners(left: readonly ManagedFields[], right: readonly ManagedFields[]): boolean {
  return left === right || (left.length === right.length && left.every((entry, index) => sameOwner(entry, right[index])))
}

function sameOwner(entry: ManagedFields, other: ManagedFields | undefined): boolean {
  return entry === other || sameValue({ ...entry, time: '' }, { ...other, time: '' })
}
