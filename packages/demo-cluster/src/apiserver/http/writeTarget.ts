import type { ObjectName } from '../Api.ts'
import type { ResourceRoute } from './routeOf.ts'
import { storedAs } from './storedAs.ts'

/** What a write to a path goes to: an object, or its status alone. */
export function writeTarget({ info, namespace, name = '', subresource }: ResourceRoute): ObjectName & { readonly subresource?: 'status' } {
  const of = { resource: storedAs(info), namespace, name }
  return subresource === 'status' ? { ...of, subresource } : of
}
