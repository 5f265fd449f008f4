import { gatheredRules } from '../access/gatheredRules.ts'
import { RBAC_GROUP, type Role } from '../access/rbacKinds.ts'
import type { ClusterParts, Running } from '../ClusterParts.ts'
import { done } from '../Status.ts'
import { controllerOptions } from './controllerOptions.ts'
import { createWorkQueue } from './workQueue.ts'

const RESOURCE = `clusterroles.${RBAC_GROUP}`
const by = controllerOptions('clusterrole-aggregation-controller')
/** It may grant whatever it gathers, as its own role lets it escalate. */
const options = { ...by, user: { ...by.user, groups: [...by.user.groups, 'system:masters'] } }

/** ClusterRoles with an aggregation rule have the rules of all that it selects, as upstream's clusterrole-aggregation-controller keeps them. */
export function startRoleAggregation({ store, clock, api }: ClusterParts): Running {
  const queue = createWorkQueue(clock, (name) => {
    const role = store.get(RESOURCE, undefined, name) as Role | undefined
    const rules = role ? gatheredRules(role, store.list(RESOURCE) as readonly Role[]) : null
    if (!role || !rules || JSON.stringify(rules) === JSON.stringify(role.rules ?? [])) return done(null)
    return api.update({ resource: RESOURCE, name }, { ...role, rules }, options)
  })
  const seeAll = () => {
    for (const role of store.list(RESOURCE) as readonly Role[]) if (role.aggregationRule) queue.add(role.metadata.name)
  }
  const unsubscribe = store.subscribe(({ resource }) => {
    if (resource === RESOURCE) seeAll()
  })
  seeAll()
  return {
    stop: () => {
      unsubscribe()
      queue.stop()
    },
  }
}
