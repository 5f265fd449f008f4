import { type DeploymentRow, humanDuration, type PodRow, rolloutStep } from '@binnacle/shared'
import type { Sets } from './newestSet.ts'

/** When a rollout began, when it last came forward, and when it will count as stuck (epoch seconds); null where that cannot be known, or does not apply. */
export type RolloutClock = { readonly began: number | null; readonly moved: number | null; readonly deadline: number | null }

const ROLLED_OUT = 'NewReplicaSetAvailable'

/**
 * Kubernetes does not write down when a rollout began. While old pods are there, it began with the first of the new ones that was made after the ReplicaSets of the old ones (an undo finds some of its pods
 * still running); else with the first pod that is not ready yet.
 * The deadline runs from the last progress that the controller noted, and not while paused.
 */
export function rolloutClock(deployment: DeploymentRow, { newest, older }: Sets, pods: readonly PodRow[]): RolloutClock {
  const step = rolloutStep(deployment)
  if (step === 'done' || newest === null) return { began: null, moved: null, deadline: null }
  const fresh = pods.filter((pod) => pod.controller?.uid === newest.uid && pod.deletedAt === null)
  const going = older.filter(({ replicas }) => replicas > 0)
  const after = Math.max(...going.map(({ created }) => created))
  const since = going.length > 0 ? fresh.filter(({ created }) => created >= after) : fresh.filter(({ ready, containers }) => ready < containers)
  const began = since.length === 0 ? null : Math.min(...since.map(({ created }) => created))
  const { progressing, progressDeadlineSeconds, paused } = deployment
  const runs = !paused && step !== 'failed' && progressing?.reason !== ROLLED_OUT && progressing?.status === 'True'
  const moved = progressing?.updated ?? null
  return { began, moved, deadline: runs && moved !== null && progressDeadlineSeconds !== null ? moved + progressDeadlineSeconds : null }
}

/** `11s elapsed · deadline in 9m49s` at `now` (seconds). */
export function clockWords({ began, deadline }: RolloutClock, now: number): string {
  const parts = began === null ? [] : [`${humanDuration(Math.max(0, now - began))} elapsed`]
  if (deadline !== null) parts.push(deadline > now ? `deadline in ${humanDuration(Math.ceil(deadline - now))}` : 'deadline reached')
  return parts.join(' · ')
}
