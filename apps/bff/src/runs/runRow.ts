import { decidingCondition, type RunOutcome, type RunRow } from '@binnacle/shared'
import type { LaunchedJob } from '../projections/launchedJob.ts'
import type { PodMemory } from './PodMemory.ts'

export type RunSight = {
  readonly job: LaunchedJob
  readonly exists: boolean
  readonly pods: readonly PodMemory[]
  readonly ending: { readonly over: boolean; readonly outcome: RunOutcome | null; readonly message: string; readonly endedAt: number | null }
  readonly samples: { readonly count: number; readonly counts: (number | null)[] }
  readonly watchedSince: number
}

/** The row of a run. */
export function runRow(sight: RunSight): RunRow {
  const { job, exists, pods, ending, samples, watchedSince } = sight
  const { uid, namespace, name, created, run, images, command, args } = job
  return {
    uid,
    namespace,
    name,
    created,
    state: stateOf(sight),
    exists,
    image: images[0]?.image ?? '',
    command,
    args,
    containers: images.map((image) => image.name),
    runTimeSeconds: run?.runTimeSeconds ?? 0,
    sampleSeconds: run?.sampleSeconds ?? 1,
    atEnd: run?.atEnd ?? 'keep',
    deadlineSeconds: job.activeDeadlineSeconds,
    startedAt: job.startedAt,
    endedAt: ending.endedAt,
    terminatedAt: run?.terminatedAt ?? null,
    outcome: ending.outcome,
    message: ending.message,
    waiting: ending.over ? null : whatWaits(pods),
    active: job.active,
    succeeded: job.succeeded,
    failed: job.failed,
    completions: job.completions,
    parallelism: job.parallelism,
    samples: samples.count,
    counts: samples.counts,
    watchedSince,
  }
}

function stateOf({ job, exists, pods, ending }: RunSight): RunRow['state'] {
  if (ending.over) return 'ended'
  if (!exists || decidingCondition(job.conditions) !== null || job.deletedAt !== null) return 'ending'
  return pods.some(({ ran }) => ran) || job.succeeded + job.failed > 0 ? 'running' : 'starting'
}

/** Of the pods that are there, the first that something keeps from running. */
function whatWaits(pods: readonly PodMemory[]): RunRow['waiting'] {
  const stuck = pods.find((pod) => pod.stuck !== null && !pod.left)
  return stuck?.stuck ? { pod: stuck.detail.name, ...stuck.stuck } : null
}
