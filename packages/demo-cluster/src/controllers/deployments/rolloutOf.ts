import type { Result } from '../../Status.ts'
import type { Deployment } from '../../workloads.ts'
import { claim } from '../claim.ts'
import { controllerOf } from '../controllerOf.ts'
import { selects } from '../selects.ts'
import { storedList, storedOwnedBy } from '../stored.ts'
import type { DeploymentControl, Rollout } from './DeploymentControl.ts'
import { sameTemplate } from './podTemplateHash.ts'
import { oldestFirst } from './replicaSets.ts'

/** Adopts matching ReplicaSets that nobody controls and releases own ones that no longer match. */
export function claimReplicaSets({ api, store, options }: DeploymentControl, deployment: Deployment): Result<unknown> {
  const { namespace, uid } = deployment.metadata
  const free = storedList(store, 'replicasets.apps', namespace).filter((set) => !controllerOf(set))
  const claimer = { api, options, owner: deployment, selector: deployment.spec.selector, resource: 'replicasets.apps' }
  return claim(claimer, [...storedOwnedBy(store, 'replicasets.apps', uid), ...free])
}

/** The Deployment with its ReplicaSets as the store holds them now. Of several with the present template the oldest counts. */
export function rolloutOf({ store }: DeploymentControl, deployment: Deployment): Rollout {
  const { metadata, spec } = deployment
  const owned = storedOwnedBy(store, 'replicasets.apps', metadata.uid).filter(
    (set) => controllerOf(set)?.uid === metadata.uid && selects(spec.selector, set.metadata.labels),
  )
  const sets = oldestFirst(owned)
  const current = sets.find((set) => sameTemplate(set.spec.template, spec.template)) ?? null
  return { deployment, current, old: sets.filter((set) => set !== current) }
}

/** All sets, the present one last. */
export function allSets({ current, old }: Rollout) {
  return current ? [...old, current] : old
}
