import { selects } from '../controllers/selects.ts'
import type { PolicyRule, Role } from './rbacKinds.ts'

/** The rules that an aggregating ClusterRole has by now: those of all others that one of its selectors names, in order of their names, each once; null where it gathers none. */
export function gatheredRules(role: Role, all: readonly Role[]): readonly PolicyRule[] | null {
  const { aggregationRule } = role
  if (!aggregationRule) return null
  const rules = new Map<string, PolicyRule>()
  for (const selector of aggregationRule.clusterRoleSelectors ?? []) {
    for (const other of all) {
      if (other.metadata.name === role.metadata.name || !selects(selector, other.metadata.labels ?? {})) continue
      for (const rule of other.rules ?? []) rules.set(JSON.stringify(rule), rule)
    }
  }
  return [...rules.values()]
}
