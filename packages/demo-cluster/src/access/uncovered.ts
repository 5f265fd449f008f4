import type { PolicyRule } from './rbacKinds.ts'

/**
 * The rights in `wanted` that `held` does not give, each as its own smallest rule: one verb on one resource, name or path. What a role may grant is decided with this:
 * each right must be in one held rule.
 */
export function uncovered(held: readonly PolicyRule[], wanted: readonly PolicyRule[]): readonly PolicyRule[] {
  return wanted.flatMap(smallest).filter((part) => !held.some((rule) => covers(rule, part)))
}

function smallest(rule: PolicyRule): PolicyRule[] {
  const names = rule.resourceNames ?? []
  const onResources = (rule.apiGroups ?? []).flatMap((group) =>
    (rule.resources ?? []).flatMap((resource) =>
      rule.verbs.flatMap((verb): PolicyRule[] => {
        const part = { apiGroups: [group], resources: [resource], verbs: [verb] }
        return names.length === 0 ? [part] : names.map((name) => ({ ...part, resourceNames: [name] }))
      }),
    ),
  )
  const onPaths = (rule.nonResourceURLs ?? []).flatMap((url) => rule.verbs.map((verb) => ({ nonResourceURLs: [url], verbs: [verb] })))
  return [...onResources, ...onPaths]
}

function covers(rule: PolicyRule, part: PolicyRule): boolean {
  const names = rule.resourceNames ?? []
  const nameCovered = names.length === 0 || (part.resourceNames?.every((name) => names.includes(name)) ?? false)
  return (
    nameCovered &&
    hasAll(rule.verbs, part.verbs) &&
    hasAll(rule.apiGroups ?? [], part.apiGroups ?? []) &&
    (part.resources ?? []).every((resource) => resourceCovered(rule.resources ?? [], resource)) &&
    (part.nonResourceURLs ?? []).every((path) => (rule.nonResourceURLs ?? []).some((url) => pathCovered(url, path)))
  )
}

function hasAll(held: readonly string[], wanted: readonly string[]): boolean {
  return held.includes('*') || wanted.every((one) => held.includes(one))
}

function resourceCovered(held: readonly string[], resource: string): boolean {
  const slash = resource.indexOf('/')
  return held.includes('*') || held.includes(resource) || (slash > 0 && held.includes(`*${resource.slice(slash)}`))
}

function pathCovered(url: string, path: string): boolean {
  return url === path || (url.endsWith('*') && path.startsWith(url.replace(/\*+$/, '')))
}
