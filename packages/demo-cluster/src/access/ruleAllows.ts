import type { Attributes } from './Attributes.ts'
import type { PolicyRule } from './rbacKinds.ts'

/** Whether one rule gives these rights, as the RBAC authorizer of Kubernetes matches: `*`, `pods/log`, `*` before a subresource, names, and paths that end in `*`. */
export function ruleAllows(rule: PolicyRule, wanted: Attributes): boolean {
  if (!has(rule.verbs, wanted.verb)) return false
  if ('path' in wanted) return (rule.nonResourceURLs ?? []).some((url) => pathMatches(url, wanted.path))
  const { apiGroup, resource, subresource, name } = wanted
  const names = rule.resourceNames ?? []
  const resources = rule.resources ?? []
  const whole = subresource ? `${resource}/${subresource}` : resource
  const named = names.length === 0 || names.includes(name ?? '')
  return named && has(rule.apiGroups ?? [], apiGroup) && (has(resources, whole) || (Boolean(subresource) && resources.includes(`*/${subresource}`)))
}

function has(allowed: readonly string[], wanted: string): boolean {
  return allowed.includes('*') || allowed.includes(wanted)
}

function pathMatches(url: string, path: string): boolean {
  return url === path || (url.endsWith('*') && path.startsWith(url.replace(/\*+$/, '')))
}
