import type { Deployment } from '../../workloads.ts'

/** What no deadline and no limit at all look like. */
const UNLIMITED = 2_147_483_647

const DEFAULT_SHARE = '25%'

export function desiredReplicas({ spec }: Deployment): number {
  return spec.replicas ?? 1
}

export function isRollingUpdate({ spec }: Deployment): boolean {
  return (spec.strategy?.type ?? 'RollingUpdate') === 'RollingUpdate'
}

/** How many pods a rolling update may have more than asked for. */
export function maxSurge(deployment: Deployment): number {
  return isRollingUpdate(deployment) ? fenceposts(deployment).surge : 0
}

/** How many of the pods asked for may be unavailable during a rolling update. */
export function maxUnavailable(deployment: Deployment): number {
  const replicas = desiredReplicas(deployment)
  return isRollingUpdate(deployment) && replicas > 0 ? Math.min(fenceposts(deployment).unavailable, replicas) : 0
}

/** Surge rounds up, unavailability down; where both come to nothing one pod may be missing. */
function fenceposts(deployment: Deployment): { readonly surge: number; readonly unavailable: number } {
  const { maxSurge: up = DEFAULT_SHARE, maxUnavailable: down = DEFAULT_SHARE } = deployment.spec.strategy?.rollingUpdate ?? {}
  const surge = Math.ceil(shareOf(up, desiredReplicas(deployment)))
  const unavailable = Math.floor(shareOf(down, desiredReplicas(deployment)))
  return { surge, unavailable: surge === 0 && unavailable === 0 ? 1 : unavailable }
}

function shareOf(share: number | string, whole: number): number {
  return typeof share === 'number' ? share : (Number.parseInt(share, 10) * whole) / 100
}

/** In seconds; null when progress is not judged. */
export function progressDeadline({ spec }: Deployment): number | null {
  const seconds = spec.progressDeadlineSeconds ?? 600
  return seconds === UNLIMITED ? null : seconds
}

/** How many old ReplicaSets are kept; null for all. */
export function historyLimit({ spec }: Deployment): number | null {
  const limit = spec.revisionHistoryLimit ?? 10
  return limit === UNLIMITED ? null : limit
}
