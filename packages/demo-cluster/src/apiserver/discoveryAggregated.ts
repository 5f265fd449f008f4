import type { JsonObject } from '../objects.ts'
import type { GroupVersion, ServedResource } from '../schema/resourceTable.ts'

/** One group in aggregated discovery, with everything in it. */
export function aggregatedItem(group: string, versions: readonly GroupVersion[]): JsonObject {
  return {
    metadata: group === '' ? {} : { name: group },
    versions: versions.map(({ version, resources }) => ({ version, resources: resources.map(aggregatedResource), freshness: 'Current' })),
  }
}

function aggregatedResource({ resource, kind, namespaced, singular, verbs, shortNames, categories, details }: ServedResource): JsonObject {
  return {
    resource,
    responseKind: responseKind(kind),
    scope: namespaced ? 'Namespaced' : 'Cluster',
    singularResource: singular,
    verbs,
    ...(shortNames.length === 0 ? {} : { shortNames }),
    ...(categories.length === 0 ? {} : { categories }),
    ...(details.length === 0
      ? {}
      : { subresources: details.map((one) => ({ subresource: one.name, responseKind: responseKind(one.kind, one), verbs: one.verbs })) }),
  }
}

/** The resource's own group and version are left empty. */
function responseKind(kind: string, { group = '', version = '' }: { readonly group?: string; readonly version?: string } = {}): JsonObject {
  return { group, version, kind }
}
