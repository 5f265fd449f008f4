import * as z from 'zod/mini'
import { Condition, Controller, EpochSeconds, identity } from './rows.ts'
import { TemplateImage } from './workloadRows.ts'

/**
 * What happens to a timed job after its end. `keepHour`: the cluster deletes it an hour later (`ttlSecondsAfterFinished` 3600); `delete`: Binnacle deletes
 * it at once (ttl 300 if Binnacle is not running); `keep`: it stays.
 */
export const AtEnd = z.enum(['keepHour', 'delete', 'keep'])
export type AtEnd = z.infer<typeof AtEnd>

/** What was asked for when a timed job was launched. The run time that counts is the Job's `activeDeadlineSeconds`. */
export const RunPlan = z.object({ runTimeSeconds: z.int(), sampleSeconds: z.int().check(z.gte(1)), atEnd: AtEnd })
export type RunPlan = z.infer<typeof RunPlan>

/** How a run ended. The first that holds counts, in this order. */
export const Verdict = z.enum(['deleted by someone else', 'could not start', 'terminated by you', 'terminated on time', 'failed', 'completed'])
export type Verdict = z.infer<typeof Verdict>

/** How one container ended. `reason` is the cluster's (`Error`, `OOMKilled`, `Completed`). */
export const ContainerExit = z.object({ pod: z.string(), container: z.string(), exitCode: z.int(), reason: z.string() })
export type ContainerExit = z.infer<typeof ContainerExit>

/** The verdict with the cluster's reason (`DeadlineExceeded`, `BackoffLimitExceeded`, `ErrImagePull`; empty where it gave none), and how the containers ended (at most 100). */
export const RunOutcome = z.object({ verdict: Verdict, reason: z.string(), exitCodes: z.array(ContainerExit) })
export type RunOutcome = z.infer<typeof RunOutcome>

/** What Binnacle wrote on a Job that it launched. */
export const LaunchedRun = z.object({ ...RunPlan.shape, terminatedAt: z.nullable(EpochSeconds), outcome: z.nullable(RunOutcome) })
export type LaunchedRun = z.infer<typeof LaunchedRun>

/**
 * One line of `kubectl get jobs -o wide`, with what a run and the status family need. Holds nothing that depends on now.
 * `status` is kubectl's STATUS word. `completions` and `parallelism` stand as in the spec, null where it has none. `terminating` is null where the cluster does not count
 * pods that are leaving. `run` is null for a Job that Binnacle did not launch.
 */
export const JobRow = z.strictObject({
  ...identity,
  status: z.string(),
  active: z.int(),
  succeeded: z.int(),
  failed: z.int(),
  ready: z.nullable(z.int()),
  terminating: z.nullable(z.int()),
  completions: z.nullable(z.int()),
  parallelism: z.nullable(z.int()),
  backoffLimit: z.nullable(z.int()),
  startedAt: z.nullable(EpochSeconds),
  completedAt: z.nullable(EpochSeconds),
  activeDeadlineSeconds: z.nullable(z.int()),
  ttlSecondsAfterFinished: z.nullable(z.int()),
  conditions: z.array(Condition),
  images: z.array(TemplateImage),
  selector: z.string(),
  controller: z.nullable(Controller),
  run: z.nullable(LaunchedRun),
  deletedAt: z.nullable(EpochSeconds),
})
export type JobRow = z.infer<typeof JobRow>
