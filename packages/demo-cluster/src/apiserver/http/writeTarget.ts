import type { Target } from '../Api.ts'
import type { ResourceRoute } from './routeOf.ts'
import { storedAs } from './storedAs.ts'

/** What a write to a path goes to: an object, its status alone, or a namespace's finalizers. */
export function writeTarget({ info, namespace, name = '', subresource }: ResourceRoute): Target {
  const of = { resource: storedAs(info), namespace, name }
  return subresource === 'status' || subresource === 'finalize' ? { ...of, subresource } : of
}
