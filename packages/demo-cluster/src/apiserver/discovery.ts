import type { JsonObject } from '../objects.ts'
import { apiVersionOf, type GroupVersion, type ResourceTable, type ServedResource } from '../schema/resourceTable.ts'
import { aggregatedItem } from './discoveryAggregated.ts'
import { type ServedDocument, servedDocument } from './ServedDocument.ts'

/** Which form of `/api` and `/apis` a client accepts: everything at once, in one of two versions, or names only. */
export type DiscoveryForm = 'v2' | 'v2beta1' | 'plain'

/** What is served, as the apiserver tells it. All forms agree, being made from the same table; each is made when it is first asked for. */
export type Discovery = {
  /** `/api` */
  readonly core: (form: DiscoveryForm) => ServedDocument
  /** `/apis` */
  readonly groups: (form: DiscoveryForm) => ServedDocument
  /** `/apis/{group}`; undefined where there is no such group. */
  readonly group: (group: string) => ServedDocument | undefined
  /** `/api/v1` and `/apis/{group}/{version}`; the group of the first is empty. */
  readonly resources: (group: string, version: string) => ServedDocument | undefined
}

/** `serverAddress` is the host and port that `/api` names. */
export function createDiscovery(table: ResourceTable, serverAddress: string): Discovery {
  const made = new Map<string, ServedDocument>()
  const once = (key: string, make: () => ServedDocument): ServedDocument => {
    const document = made.get(key) ?? make()
    made.set(key, document)
    return document
  }
  const isGroup = ({ group }: GroupVersion) => group !== ''
  const names = [...new Set(table.versions.filter(isGroup).map(({ group }) => group))]
  return {
    core: (form) => once(`/api ${form}`, () => (form === 'plain' ? servedDocument(apiVersions(serverAddress)) : aggregated(table, [''], form))),
    groups: (form) => once(`/apis ${form}`, () => (form === 'plain' ? servedDocument(groupList(table, names)) : aggregated(table, names, form))),
    group: (group) =>
      names.includes(group) ? once(`/apis/${group}`, () => servedDocument({ kind: 'APIGroup', apiVersion: 'v1', ...plainGroup(table, group) })) : undefined,
    resources: (group, version) => {
      const found = table.versions.find((one) => one.group === group && one.version === version)
      return found && once(`${group}/${version}`, () => servedDocument(resourceList(found)))
    },
  }
}

function aggregated(table: ResourceTable, groups: readonly string[], version: 'v2' | 'v2beta1'): ServedDocument {
  const items = groups.map((group) => aggregatedItem(group, versionsOf(table, group)))
  const content = { kind: 'APIGroupDiscoveryList', apiVersion: `apidiscovery.k8s.io/${version}`, metadata: {}, items }
  return servedDocument(content, `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`)
}

function versionsOf(table: ResourceTable, group: string): readonly GroupVersion[] {
  return table.versions.filter((one) => one.group === group)
}

function apiVersions(serverAddress: string): JsonObject {
  return { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress }] }
}

function groupList(table: ResourceTable, names: readonly string[]): JsonObject {
  return { kind: 'APIGroupList', apiVersion: 'v1', groups: names.map((name) => plainGroup(table, name)) }
}

function plainGroup(table: ResourceTable, name: string): JsonObject {
  const versions = versionsOf(table, name).map((one) => ({ groupVersion: apiVersionOf(one), version: one.version }))
  return { name, versions, preferredVersion: versions[0] }
}

function resourceList(of: GroupVersion): JsonObject {
  return {
    kind: 'APIResourceList',
    ...(of.group === '' ? {} : { apiVersion: 'v1' }),
    groupVersion: apiVersionOf(of),
    resources: of.resources.flatMap((resource) => [wholeResource(resource), ...subresources(resource)]),
  }
}

function wholeResource({ resource: name, singular: singularName, namespaced, kind, verbs, shortNames, categories }: ServedResource): JsonObject {
  return {
    name,
    singularName,
    namespaced,
    kind,
    verbs,
    ...(shortNames.length === 0 ? {} : { shortNames }),
    ...(categories.length === 0 ? {} : { categories }),
  }
}

function subresources({ resource, namespaced, details }: ServedResource): readonly JsonObject[] {
  return details.map(({ name, group, version, kind, verbs }) => ({
    name: `${resource}/${name}`,
    singularName: '',
    namespaced,
    ...(group === undefined ? {} : { group }),
    ...(version === undefined ? {} : { version }),
    kind,
    verbs,
  }))
}
