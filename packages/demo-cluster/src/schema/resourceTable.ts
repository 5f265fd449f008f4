import type { ResourceInfo, ResourceName } from '../resources.ts'
import { resourceName } from '../resources.ts'
import { GENERATED_RESOURCES } from './generatedResources.ts'

/** A subresource as discovery tells it. `group` and `version` are those of its kind where they are not the resource's own. */
export type SubresourceInfo = {
  readonly name: string
  readonly group?: string
  readonly version?: string
  readonly kind: string
  readonly verbs: readonly string[]
}

/** A resource with all that discovery says of it. */
export type ServedResource = ResourceInfo & { readonly details: readonly SubresourceInfo[] }

export type GroupVersion = { readonly group: string; readonly version: string; readonly resources: readonly ServedResource[] }

/**
 * The resources that the cluster serves: the stable versions of the groups it knows. Where a group has several versions of a resource, its name stands for the
 * preferred one. `events` and `events.events.k8s.io` are two names of the same objects.
 */
export type ResourceTable = {
  readonly all: readonly ServedResource[]
  /** In the order of discovery, a group's preferred version first. */
  readonly versions: readonly GroupVersion[]
  readonly byName: (name: ResourceName) => ServedResource | undefined
  readonly byPath: (of: { readonly group: string; readonly version: string; readonly resource: string }) => ServedResource | undefined
  readonly byKind: (apiVersion: string, kind: string) => ServedResource | undefined
}

type GeneratedResource = {
  readonly resource: string
  readonly singular: string
  readonly kind: string
  readonly namespaced: boolean
  readonly shortNames?: readonly string[]
  readonly categories?: readonly string[]
  readonly verbs: readonly string[]
  readonly subresources: readonly SubresourceInfo[]
}

/** Builds the table from the generated file. */
export function loadResources(): ResourceTable {
  const generated: readonly { group: string; version: string; resources: readonly GeneratedResource[] }[] = JSON.parse(GENERATED_RESOURCES)
  const versions = generated.map(({ group, version, resources }) => ({ group, version, resources: resources.map((one) => served({ group, version }, one)) }))
  const all = versions.flatMap(({ resources }) => resources)
  const byName = firstBy(all, resourceName)
  const byPath = firstBy(all, pathKey)
  const byKind = firstBy(all, (one) => `${apiVersionOf(one)} ${one.kind}`)
  return {
    all,
    versions,
    byName: (name) => byName.get(name),
    byPath: (of) => byPath.get(pathKey(of)),
    byKind: (apiVersion, kind) => byKind.get(`${apiVersion} ${kind}`),
  }
}

/** `apps/v1`, and `v1` for the core group. */
export function apiVersionOf({ group, version }: { readonly group: string; readonly version: string }): string {
  return group === '' ? version : `${group}/${version}`
}

function served(of: { readonly group: string; readonly version: string }, generated: GeneratedResource): ServedResource {
  const { shortNames = [], categories = [], subresources, ...rest } = generated
  return { ...of, ...rest, shortNames, categories, subresources: subresources.map(({ name }) => name), details: subresources }
}

function pathKey({ group, version, resource }: { readonly group: string; readonly version: string; readonly resource: string }): string {
  return `${group}/${version}/${resource}`
}

/** Kinds of several resources (`Scale`) stand for the first. */
function firstBy(all: readonly ServedResource[], key: (one: ServedResource) => string): ReadonlyMap<string, ServedResource> {
  return new Map([...all].reverse().map((one) => [key(one), one]))
}
