import type { KubeObject, ManagedFields } from '../objects.ts'
import { sameValue } from '../patch/sameValue.ts'

/** Whether a write changes nothing but the times at which managers last wrote: such a write is none. */
export function sameButForTimes(after: KubeObject, before: KubeObject): boolean {
  const { metadata: a, ...rest } = after
  const { metadata: b, ...others } = before
  const { managedFields: left = [], ...meta } = a
  const { managedFields: right = [], ...otherMeta } = b
  return sameOwners(left, right) && sameValue(meta, otherMeta) && sameValue(rest, others)
}

function sameOwners(left: readonly ManagedFields[], right: readonly ManagedFields[]): boolean {
  return left === right || (left.length === right.length && left.every((entry, index) => sameOwner(entry, right[index])))
}

function sameOwner(entry: ManagedFields, other: ManagedFields | undefined): boolean {
  return entry === other || sameValue({ ...entry, time: '' }, { ...other, time: '' })
}
