import type { ContainerExit, RunOutcome, Verdict } from './jobRows.ts'
import type { Condition } from './rows.ts'

/** What was seen of one pod of a run. `stuck`: why its container does not run, or never could (a waiting reason, or that it could not be started). */
export type RunPod = {
  readonly name: string
  readonly everRan: boolean
  readonly stuck: { readonly reason: string; readonly message: string } | null
  readonly exits: readonly ContainerExit[]
}

/**
 * What is known of a run. `deletedBy` is set when the Job left before it was decided how it ends: who asked for that. `wholeStory`: it was watched from its start, so that a pod which is
 * not among `pods` never was.
 */
export type RunFacts = {
  readonly conditions: readonly Condition[]
  readonly terminatedAt: number | null
  readonly deletedBy: 'someone else' | 'you' | null
  readonly pods: readonly RunPod[]
  readonly wholeStory: boolean
}

export type RunEnd = RunOutcome & { readonly message: string }

/** An outcome names this many containers. */
export const MAX_EXIT_CODES = 100

/** The condition that decides how a Job ends, as soon as it is decided: the pods may still be leaving (`FailureTarget`, `SuccessCriteriaMet`). */
export function decidingCondition(conditions: readonly Condition[]): Condition | null {
  const holds = (type: string): Condition | undefined => conditions.find((condition) => condition.type === type && condition.status === 'True')
  return holds('Complete') ?? holds('Failed') ?? holds('FailureTarget') ?? holds('SuccessCriteriaMet') ?? null
}

/** How a run ended, null while that is open. The first verdict that holds counts: deleted, could not start, terminated by you, terminated on time, failed, completed. */
export function runVerdict(facts: RunFacts): RunEnd | null {
  const decided = decidingCondition(facts.conditions)
  const { deletedBy } = facts
  if (!decided && deletedBy === null) return null
  if (!decided && deletedBy === 'someone else') return end(facts, 'deleted by someone else', nothing)
  if (decided?.type === 'Complete' || decided?.type === 'SuccessCriteriaMet') return end(facts, 'completed', decided)
  const why = decided ?? nothing
  const never = whyNeverStarted(facts, why)
  if (never) return end(facts, 'could not start', never)
  if (!decided) return end(facts, 'terminated by you', why)
  if (decided.reason !== 'DeadlineExceeded') return end(facts, 'failed', why)
  return end(facts, facts.terminatedAt === null ? 'terminated on time' : 'terminated by you', why)
}

type Because = { readonly reason: string; readonly message: string }
const nothing: Because = { reason: '', message: '' }

/** Null when a container ran, or when nobody can know. */
function whyNeverStarted({ pods, wholeStory }: RunFacts, { message }: Because): Because | null {
  if (pods.some(({ everRan }) => everRan) || (pods.length === 0 && !wholeStory)) return null
  const stuck = pods.find((pod) => pod.stuck !== null)?.stuck
  return stuck ?? (pods.length === 0 ? { reason: 'FailedCreate', message: 'No pod was made.' } : { reason: 'Pending', message })
}

function end({ pods }: RunFacts, verdict: Verdict, { reason, message }: Because): RunEnd {
  return { verdict, reason, message, exitCodes: pods.flatMap(({ exits }) => exits).slice(0, MAX_EXIT_CODES) }
}
