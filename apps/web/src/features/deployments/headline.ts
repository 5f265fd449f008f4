import { type DeploymentRow, rolloutStep } from '@binnacle/shared'
import type { Sets } from './newestSet.ts'
import type { StuckCause } from './stuckCause.ts'

/** What a Deployment is about right now, in a few words. */
export function headline(deployment: DeploymentRow, { newest, older }: Sets, cause: StuckCause | null): string {
  const revision = newest?.revision ?? deployment.revision
  const which = revision === null ? '' : ` revision ${revision}`
  if (deployment.deletedAt !== null) return 'Being deleted'
  if (deployment.paused) return revision === null ? 'Paused' : `Paused at${which}`
  const step = rolloutStep(deployment)
  if (step === 'unobserved') return 'Just changed'
  const others = older.some(({ replicas }) => replicas > 0)
  // What fails after its rollout has ended is no rollout that is stuck.
  const again = deployment.progressing?.reason === 'NewReplicaSetAvailable' && !others
  if (cause !== null && again && deployment.available < deployment.desired) return `${deployment.available} of ${deployment.desired} available`
  if (cause !== null && (step !== 'done' || deployment.available < deployment.desired)) return revision === null ? 'Stuck' : `Stuck on${which}`
  if (step === 'failed') return `Stuck on${which}`
  if (step === 'done') return deployment.desired === 0 ? 'Scaled to 0' : `${revision === null ? 'It' : `Revision ${revision}`} is rolled out`
  return again ? `Getting to ${deployment.desired} pods` : `Rolling out${which}`
}
