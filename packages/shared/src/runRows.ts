import * as z from 'zod/mini'
import { AtEnd, RunOutcome } from './jobRows.ts'
import { LogLine } from './logLine.ts'
import { EpochSeconds, identity } from './rows.ts'

/** Most pods that one sample names; `more` counts the rest. */
export const MAX_SAMPLE_PODS = 100
/** Most samples that are kept of one run; the oldest go first. */
export const MAX_SAMPLES = 1_000
/** What is kept of one container's log: this many last lines, and no more than this many bytes of text. */
export const SAVED_LOG_LINES = 200
export const SAVED_LOG_BYTES = 64 * 1024

/**
 * One run of a Job that Binnacle launched; `uid` is the Job's. While the Job exists it is what the cluster says, afterwards what Binnacle remembers (until it restarts).
 * `starting`: no pod runs yet; `ending`: its time is up or it is decided, and its pods are leaving; `ended`: `outcome` says how (null where nobody can know).
 * `deadlineSeconds` counts from `startedAt` and is the one that holds now (also after an extension). `endedAt` is when it was decided by the cluster's clock, or when Binnacle saw the Job leave.
 * `waiting` is what keeps a pod from running: the cluster's reason and message. `counts` are the pods of this job in its last samples (at most 60), null for a gap.
 */
export const RunRow = z.strictObject({
  ...identity,
  state: z.enum(['starting', 'running', 'ending', 'ended']),
  exists: z.boolean(),
  image: z.string(),
  command: z.array(z.string()),
  args: z.array(z.string()),
  containers: z.array(z.string()),
  runTimeSeconds: z.int(),
  sampleSeconds: z.int(),
  atEnd: AtEnd,
  deadlineSeconds: z.nullable(z.int()),
  startedAt: z.nullable(EpochSeconds),
  endedAt: z.nullable(EpochSeconds),
  terminatedAt: z.nullable(EpochSeconds),
  outcome: z.nullable(RunOutcome),
  /** The cluster's sentence about the end, or about what keeps it from starting; at most 300 characters. */
  message: z.string(),
  waiting: z.nullable(z.strictObject({ pod: z.string(), reason: z.string(), message: z.string() })),
  active: z.int(),
  succeeded: z.int(),
  failed: z.int(),
  completions: z.nullable(z.int()),
  parallelism: z.nullable(z.int()),
  samples: z.int(),
  counts: z.array(z.nullable(z.int())),
  /** Since when Binnacle watched this run without a break; later than `startedAt` after a restart of Binnacle. */
  watchedSince: EpochSeconds,
})
export type RunRow = z.infer<typeof RunRow>

/** A pod of the job as a sample saw it. `status` is kubectl's STATUS word, `startedAt` when its node took it. */
export const SamplePod = z.strictObject({
  uid: z.string(),
  name: z.string(),
  status: z.string(),
  startedAt: z.nullable(EpochSeconds),
  ready: z.int(),
  containers: z.int(),
  restarts: z.int(),
})
export type SamplePod = z.infer<typeof SamplePod>

/**
 * One sample of a run, or a gap between samples; `name` orders them. `offset` is T+n in whole seconds from the Job's start, `created` when it was taken.
 * `end` is the sample at the end of the run. A `gap` lasts from `offset` to `until` and has no pods. `inNamespace` is null where the namespace's pods may not be listed.
 */
export const SampleRow = z.strictObject({
  ...identity,
  kind: z.enum(['sample', 'end', 'gap']),
  offset: z.int(),
  until: z.nullable(z.int()),
  inNamespace: z.nullable(z.int()),
  pods: z.array(SamplePod),
  more: z.int(),
  /** Of a gap: why there are no samples. Else empty. */
  why: z.string(),
})
export type SampleRow = z.infer<typeof SampleRow>

/**
 * What is kept of one container's log. While it is `following` there are no lines here: the stream `pods.logs` has them. `saved`: the last lines, complete up to the end.
 * `incomplete`: the last lines that were read before the log broke off. `lost`: none, because Binnacle was not running when the pod was removed, or could not read it; `why` says which.
 * `dropped` counts lines that were older than what is kept.
 */
export const RunLogRow = z.strictObject({
  ...identity,
  pod: z.string(),
  podUid: z.string(),
  container: z.string(),
  state: z.enum(['waiting', 'following', 'saved', 'incomplete', 'lost']),
  why: z.string(),
  lines: z.array(LogLine),
  dropped: z.int(),
})
export type RunLogRow = z.infer<typeof RunLogRow>
