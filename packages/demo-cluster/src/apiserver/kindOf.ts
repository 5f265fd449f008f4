import type { KubeObject } from '../objects.ts'

/** The group and kind of an object, and its name: what 422 and the preconditions of a delete speak of. */
export function kindOf({ apiVersion, kind, metadata }: KubeObject): { readonly group: string; readonly kind: string; readonly name: string } {
  const slash = apiVersion.indexOf('/')
  return { group: slash < 0 ? '' : apiVersion.slice(0, slash), kind, name: metadata.name }
}
