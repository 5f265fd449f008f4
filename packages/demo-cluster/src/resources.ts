/** One resource that is served, in the words of discovery. */
export type ResourceInfo = {
  readonly group: string
  readonly version: string
  /** Plural, as in paths. */
  readonly resource: string
  readonly singular: string
  readonly kind: string
  readonly namespaced: boolean
  readonly shortNames: readonly string[]
  readonly categories: readonly string[]
  readonly verbs: readonly string[]
  readonly subresources: readonly string[]
}

/** `pods`, `deployments.apps`: how the cluster names a resource within itself. */
export type ResourceName = string

export function resourceName({ group, resource }: Pick<ResourceInfo, 'group' | 'resource'>): ResourceName {
  return group === '' ? resource : `${resource}.${group}`
}
