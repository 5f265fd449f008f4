import type { KubeObject } from '../objects.ts'
import type { ResourceInfo } from '../resources.ts'
import { done, type Result, refused } from '../Status.ts'
import { parseFieldSelector } from './fieldSelector.ts'
import { parseLabelSelector } from './labelSelector.ts'
import { badRequest } from './refusals.ts'

/** Which objects a list or a watch is about. `empty` selects all of them. */
export type Selection = { readonly empty: boolean; readonly matches: (object: KubeObject) => boolean }

export const everything: Selection = { empty: true, matches: () => true }

/** Reads `labelSelector` and `fieldSelector` of a query; what cannot be read is refused with the apiserver's words. */
export function selectionOf(info: ResourceInfo, query: URLSearchParams): Result<Selection> {
  const labels = parseLabelSelector(query.get('labelSelector') ?? '')
  if (!labels.ok) return refused(badRequest(labels.message))
  const fields = parseFieldSelector(query.get('fieldSelector') ?? '', info)
  if (!fields.ok) return refused(badRequest(fields.message))
  if (labels.empty && fields.empty) return done(everything)
  return done({
    empty: false,
    matches: (object) => labels.matches(object.metadata.labels ?? {}) && fields.matches(object),
  })
}
