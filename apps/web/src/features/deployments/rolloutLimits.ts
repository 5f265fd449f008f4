import type { DeploymentRow } from '@binnacle/shared'

/** How many pods beyond the wanted number a rollout may run, and how many of them may be missing. Null for strategy Recreate, which ends all old pods first. */
export type RolloutLimits = { readonly surge: number; readonly unavailable: number }

/**
 * The strategy's numbers as the Deployment controller resolves them: a percentage of the wanted replicas, for the surge rounded up, for the unavailable rounded
 * down; where both come to nothing, one may be unavailable; no more can be missing than are wanted.
 */
export function rolloutLimits({ strategy, maxSurge, maxUnavailable, desired }: DeploymentRow): RolloutLimits | null {
  if (strategy === 'Recreate') return null
  const surge = resolved(maxSurge ?? '25%', desired, Math.ceil)
  const unavailable = resolved(maxUnavailable ?? '25%', desired, Math.floor)
  return { surge, unavailable: Math.min(desired, surge === 0 && unavailable === 0 ? 1 : unavailable) }
}

function resolved(text: string, of: number, round: (value: number) => number): number {
  const [, number = '0', percent = ''] = /^(\d+)(%?)$/.exec(text) ?? []
  return percent === '' ? Number(number) : round((Number(number) * of) / 100)
}

/** What the limits leave of it right now: `surge 1 of 1, unavailable 0 of 1`. What goes beyond them is not the rollout's doing, and is said apart. */
export function limitWords(deployment: DeploymentRow, replicas: number): string {
  const limits = rolloutLimits(deployment)
  if (limits === null) return 'Recreate: the old pods end before new ones start'
  const extra = Math.max(0, replicas - deployment.desired)
  const missing = Math.max(0, deployment.desired - deployment.available)
  const surge = `surge ${Math.min(extra, limits.surge)} of ${limits.surge}${extra > limits.surge ? ` and ${extra - limits.surge} more to go` : ''}`
  const unavailable =
    missing > limits.unavailable ? `${missing} unavailable where a rollout takes ${limits.unavailable}` : `unavailable ${missing} of ${limits.unavailable}`
  return `${surge}, ${unavailable}`
}
