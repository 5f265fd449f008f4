/*
 * Kubernetes objects as they travel: JSON. What is stored is never changed in place; whoever changes an object makes a new one. Only the fields that the
 * cluster itself reads are named here; every other field is kept as it came.
 */

/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export type JsonObject = { readonly [field: string]: Json | undefined }

export type OwnerReference = {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  readonly uid: string
  readonly controller?: boolean
  readonly blockOwnerDeletion?: boolean
}

export type ManagedFields = {
  readonly manager: string
  readonly operation: 'Apply' | 'Update'
  readonly apiVersion: string
  readonly time?: string
  readonly fieldsType: 'FieldsV1'
  readonly fieldsV1: JsonObject
  readonly subresource?: string
}

export type ObjectMeta = {
  readonly name: string
  readonly generateName?: string
  /** Left out for kinds that belong to no namespace. */
  readonly namespace?: string
  readonly uid: string
  readonly resourceVersion: string
  readonly generation?: number
  /** RFC 3339, whole seconds. */
  readonly creationTimestamp: string
  readonly deletionTimestamp?: string
  readonly deletionGracePeriodSeconds?: number
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly ownerReferences?: readonly OwnerReference[]
  readonly finalizers?: readonly string[]
  readonly managedFields?: readonly ManagedFields[]
}

/** An object of any kind that is stored, or was. */
export type KubeObject = { readonly apiVersion: string; readonly kind: string; readonly metadata: ObjectMeta; readonly [field: string]: unknown }

/** An object that is asked for: the apiserver gives the rest of its metadata. */
export type NewObject = {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: Partial<ObjectMeta>
  readonly [field: string]: unknown
}

/** A field of the object's own: `constructor` is a name as any other. */
export function ownField<Value>(object: { readonly [field: string]: Value }, name: string): Value | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined
}

/** Gives an object a field, `__proto__` as any other. */
export function setField<Value>(object: { [field: string]: Value }, name: string, value: Value): void {
  if (name === '__proto__') Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true })
  else object[name] = value
}

/** Seconds since 1970 as Kubernetes writes times. */
export function timestamp(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`
}

/** With microseconds, as `eventTime` and leases have them. */
export function microTimestamp(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 23)}000Z`
}
