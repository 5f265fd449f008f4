import { isUtf8 } from 'node:buffer'
import type { DataEntry } from '@binnacle/shared'

/** The fields of the object that hold the keys; null takes a key away (merge patch). */
type Fields = { readonly [field in 'data' | 'binaryData']?: Readonly<Record<string, string | null>> }

/** What Secrets and ConfigMaps differ in. `guarded`: its values are secret, so what the apiserver says of them is not passed on as it is. */
export type DataKind = {
  readonly resource: 'secrets' | 'configmaps'
  readonly kind: 'Secret' | 'ConfigMap'
  readonly guarded: boolean
  /** The fields that set and remove these keys. */
  fields(set: readonly DataEntry[], remove: readonly string[]): Fields
}

export const secretKind: DataKind = {
  resource: 'secrets',
  kind: 'Secret',
  guarded: true,
  fields: (set, remove) => ({ data: record([...set.map(({ key, value }) => [key, value] as const), ...gone(remove)]) }),
}

/** A key stands in one of the two fields, so setting it takes it away from the other. */
export const configMapKind: DataKind = {
  resource: 'configmaps',
  kind: 'ConfigMap',
  guarded: false,
  fields(set, remove) {
    const decoded = set.map(({ key, value }) => ({ key, value, bytes: Buffer.from(value, 'base64') }))
    const [texts, others] = [decoded.filter(({ bytes }) => isUtf8(bytes)), decoded.filter(({ bytes }) => !isUtf8(bytes))]
    return {
      data: record([...texts.map(({ key, bytes }) => [key, bytes.toString('utf8')] as const), ...gone(others.map(({ key }) => key)), ...gone(remove)]),
      binaryData: record([...others.map(({ key, value }) => [key, value] as const), ...gone(texts.map(({ key }) => key)), ...gone(remove)]),
    }
  },
}

/** `fromEntries` defines properties, so that `__proto__` is a key like any other. */
function record(entries: readonly (readonly [string, string | null])[]): Readonly<Record<string, string | null>> {
  return Object.fromEntries(entries)
}

function gone(keys: readonly string[]): (readonly [string, null])[] {
  return keys.map((key) => [key, null] as const)
}
