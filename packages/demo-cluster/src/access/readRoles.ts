import type { PolicyRule } from './rbacKinds.ts'

export type RoleText = { readonly name: string; readonly rules: readonly PolicyRule[] }

/**
 * Reads roles from lines: a name, then one indented rule a line. A rule is verbs, API groups (`core` is the one without a name), resources and, maybe, names, each
 * separated by commas; or verbs, `url` and paths.
 */
export function readRoles(lines: string): readonly RoleText[] {
  const roles: { name: string; rules: PolicyRule[] }[] = []
  for (const line of lines.split('\n').filter((one) => one !== '')) {
    if (line.startsWith(' ')) roles.at(-1)?.rules.push(readRule(line))
    else roles.push({ name: line, rules: [] })
  }
  return roles
}

function readRule(line: string): PolicyRule {
  const [verbs = [], groups = [], what = [], names] = line
    .trim()
    .split(' ')
    .map((words) => words.split(','))
  if (groups[0] === 'url') return { verbs, nonResourceURLs: what }
  const apiGroups = groups.map((group) => (group === 'core' ? '' : group))
  return { verbs, apiGroups, resources: what, ...(names === undefined ? {} : { resourceNames: names }) }
}
