// What of Kubernetes' discovery the demo cluster serves: the stable versions of the groups that it knows, the preferred version first.

const SERVED = {
  apps: ['v1'],
  'events.k8s.io': ['v1'],
  'authentication.k8s.io': ['v1'],
  'authorization.k8s.io': ['v1'],
  autoscaling: ['v2', 'v1'],
  batch: ['v1'],
  'networking.k8s.io': ['v1'],
  policy: ['v1'],
  'rbac.authorization.k8s.io': ['v1'],
  'storage.k8s.io': ['v1'],
  'scheduling.k8s.io': ['v1'],
  'coordination.k8s.io': ['v1'],
  'node.k8s.io': ['v1'],
  'discovery.k8s.io': ['v1'],
}

/** Resources and subresources of these groups that are refused rather than half done. */
const LEFT_OUT = new Set(['componentstatuses', 'pods/ephemeralcontainers', 'pods/resize'])

/** Kinds that bodies and answers may have besides those of the resources. */
const META_TYPES = ['CreateOptions', 'UpdateOptions', 'PatchOptions', 'DeleteOptions', 'Status'].map((kind) => `meta/v1.${kind}`)

export function versionsFrom(core, aggregated) {
  const groups = Object.entries(SERVED).flatMap(([group, versions]) => {
    const item = aggregated.items.find(({ metadata }) => metadata.name === group)
    return versions.map((version) => ({ group, version, resources: fromAggregated(item, version) }))
  })
  return [{ group: '', version: 'v1', resources: fromList(core.resources) }, ...groups]
}

function fromAggregated(item, version) {
  const { resources } = item.versions.find((one) => one.version === version)
  return resources.map(({ resource, responseKind, scope, singularResource, verbs, shortNames, categories, subresources = [] }) => ({
    resource,
    singular: singularResource,
    kind: responseKind.kind,
    namespaced: scope === 'Namespaced',
    shortNames,
    categories,
    verbs,
    subresources: subresources
      .filter(({ subresource }) => !LEFT_OUT.has(`${resource}/${subresource}`))
      .map((one) => ({
        name: one.subresource,
        group: one.responseKind.group || undefined,
        version: one.responseKind.version || undefined,
        kind: one.responseKind.kind,
        verbs: one.verbs,
      })),
  }))
}

function fromList(list) {
  const whole = list.filter(({ name }) => !name.includes('/') && !LEFT_OUT.has(name))
  return whole.map(({ name, singularName, kind, namespaced, shortNames, categories, verbs }) => ({
    resource: name,
    singular: singularName,
    kind,
    namespaced,
    shortNames,
    categories,
    verbs,
    subresources: list
      .filter((one) => one.name.startsWith(`${name}/`) && !LEFT_OUT.has(one.name))
      .map((one) => ({ name: one.name.slice(name.length + 1), group: one.group, version: one.version, kind: one.kind, verbs: one.verbs })),
  }))
}

/** Kinds of resources and subresources by their own names. */
export function kindsOf(versions) {
  return versions.flatMap(({ resources }) => resources.flatMap(({ kind, subresources }) => [kind, ...subresources.map((one) => one.kind)]))
}

/** The types of all kinds, those of subresources included, by the folder of k8s.io/api that holds them. Kinds of options in queries have no body. */
export function typesOf(versions) {
  const kinds = versions.flatMap(({ group, version, resources }) =>
    resources.flatMap(({ kind, subresources }) => [
      folder(group, version, kind),
      ...subresources.filter((one) => !one.kind.endsWith('Options')).map((one) => folder(one.group ?? group, one.version ?? version, one.kind)),
    ]),
  )
  return [...new Set([...kinds, ...META_TYPES])]
}

function folder(group, version, kind) {
  return `${group === '' ? 'core' : group.split('.')[0]}/${version}.${kind}`
}
