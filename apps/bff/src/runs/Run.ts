import { type Clock, decidingCondition, type PodDetail, type RunEnd, type RunOutcome, type RunRow, runVerdict } from '@binnacle/shared'
import type { LaunchedJob } from '../projections/launchedJob.ts'
import { type PodMemory, runPod, samplePod, seePod } from './PodMemory.ts'
import { type Follow, RunLogs } from './RunLogs.ts'
import type { StoresOfRun } from './RunStores.ts'
import { runRow } from './runRow.ts'
import { type Look, Samples } from './Samples.ts'

/** Pods of one run that are remembered; the oldest that left go first. */
export const MAX_PODS = 300
/** The last words about the pods may come after those about their Job, because they are watched apart (ms). */
export const SETTLE_MS = 500
/** A run that is seen this long (s) after its start was not watched from there. */
const FROM_THE_START = 3

export const NOT_WATCHED = 'Binnacle was not watching.'
export const LINES_LOST = 'Binnacle was not running when the pods were removed, so their last lines are lost.'

export type RunDeps = {
  readonly clock: Clock
  readonly follow: Follow
  /** Pods in the namespace; null where they may not be listed. */
  inNamespace(namespace: string): number | null
  /** Why nothing of the cluster is known at this moment; null while it is. */
  blind(namespace: string): string | null
  /** Who asked for the deletion of the Job of this uid. */
  deletedBy(uid: string): 'you' | 'someone else'
  changed(run: Run): void
  /** Told once: it is over and the outcome is known. */
  over(run: Run): void
}

/** One run of a launched Job: what the cluster says of it, what was sampled and logged, and how it ended. Whoever makes it calls `close`. */
export class Run {
  readonly samples: Samples
  readonly logs: RunLogs
  readonly watchedSince: number
  readonly #deps: RunDeps
  readonly #pods = new Map<string, PodMemory>()
  readonly #wholeStory: boolean
  #job: LaunchedJob
  #exists = true
  #leftAt: number | null = null
  #deletedBy: 'you' | 'someone else' | null = null
  #end: RunEnd | null = null
  #over = false
  #cancelSettle: (() => void) | null = null

  constructor(job: LaunchedJob, stores: StoresOfRun, deps: RunDeps) {
    this.#job = job
    this.#deps = deps
    const now = deps.clock.now() / 1000
    const since = job.startedAt ?? job.created
    this.#wholeStory = now - since < FROM_THE_START && decidingCondition(job.conditions) === null
    this.watchedSince = this.#wholeStory ? since : now
    this.logs = new RunLogs(stores.logs, deps)
    this.samples = new Samples({ store: stores.samples, clock: deps.clock, of: job, look: () => this.#look(), taken: () => deps.changed(this) })
    this.#update()
  }

  get job(): LaunchedJob {
    return this.#job
  }

  get exists(): boolean {
    return this.#exists
  }

  /** Its pods that are not known to have left. */
  get podsThere(): PodDetail[] {
    return [...this.#pods.values()].filter(({ left }) => !left).map(({ detail }) => detail)
  }

  get isOver(): boolean {
    return this.#over
  }

  /** How it ended, once it is over. */
  get outcome(): RunOutcome | null {
    if (!this.#over) return null
    const end = this.#job.run?.outcome ?? this.#end
    return end && { verdict: end.verdict, reason: end.reason, exitCodes: end.exitCodes }
  }

  sees(job: LaunchedJob): void {
    this.#job = job
    this.#update()
  }

  /** The Job is gone from the cluster. */
  left(): void {
    if (!this.#exists) return
    this.#exists = false
    this.#leftAt = this.#deps.clock.now() / 1000
    this.#update()
  }

  seesPod(pod: PodDetail): void {
    this.#pods.set(pod.uid, seePod(this.#pods.get(pod.uid), pod))
    if (this.#pods.size > MAX_PODS) this.#forgetOnePod()
    if (!this.#foundOver) this.logs.see(pod)
    this.#update()
  }

  podLeft({ uid }: PodDetail): void {
    const known = this.#pods.get(uid)
    if (!known) return
    this.#pods.set(uid, { ...known, left: true })
    this.logs.podLeft(known.detail)
    this.#update()
  }

  /** Reads what pods of an ended run still have to say; runs that were watched have it already. */
  readLogs(): void {
    for (const pod of this.podsThere) this.logs.see(pod)
    if (this.#over && !this.#wholeStory) this.logs.lost(this.#job, LINES_LOST)
  }

  row(): RunRow {
    const { watchedSince, samples } = this
    const pods = [...this.#pods.values()]
    const end = this.#over ? (this.#end ?? null) : null
    const ending = { over: this.#over, outcome: this.outcome, message: end?.message ?? '', endedAt: this.#endedAt() }
    return runRow({ job: this.#job, exists: this.#exists, pods, ending, samples, watchedSince })
  }

  close(): void {
    this.#cancelSettle?.()
    this.samples.close()
    this.logs.close()
  }

  /** It had ended before it was first seen. */
  get #foundOver(): boolean {
    return this.#over && !this.samples.begun
  }

  #endedAt(): number | null {
    const times = this.#job.conditions.filter(({ type, status }) => status === 'True' && ENDS.has(type)).map(({ since }) => since)
    const known = times.filter((time) => time !== null)
    if (known.length > 0) return Math.min(...known)
    return this.#deletedBy === null ? null : (this.#job.deletedAt ?? this.#leftAt)
  }

  #update(): void {
    const { startedAt, conditions, deletedAt, run } = this.#job
    const decided = decidingCondition(conditions)
    const leaving = !this.#exists || deletedAt !== null
    if (leaving && decided === null && this.#deletedBy === null) this.#deletedBy = this.#deps.deletedBy(this.#job.uid)
    const isFinal = !this.#exists || decided?.type === 'Complete' || decided?.type === 'Failed'
    if (startedAt !== null && !isFinal && run !== null) {
      this.samples.begin(startedAt, run.sampleSeconds, this.#wholeStory ? null : NOT_WATCHED)
    }
    if (isFinal && !this.#over) {
      this.#cancelSettle ??= this.#deps.clock.after(SETTLE_MS, () => this.#finish())
    }
    this.#deps.changed(this)
  }

  #finish(): void {
    if (this.samples.begun) this.samples.end()
    const { conditions, run } = this.#job
    const facts = { conditions, terminatedAt: run?.terminatedAt ?? null, deletedBy: this.#deletedBy, wholeStory: this.#wholeStory }
    this.#end = runVerdict({ ...facts, pods: [...this.#pods.values()].map(runPod) })
    this.#over = true
    this.#deps.changed(this)
    this.#deps.over(this)
  }

  #look(): Look {
    const blind = this.#deps.blind(this.#job.namespace)
    if (blind !== null) return { blind }
    return { pods: this.podsThere.map(samplePod), inNamespace: this.#deps.inNamespace(this.#job.namespace) }
  }

  #forgetOnePod(): void {
    for (const [uid, { left }] of this.#pods) {
      if (!left) continue
      this.#pods.delete(uid)
      return
    }
  }
}

const ENDS: ReadonlySet<string> = new Set(['Complete', 'Failed', 'FailureTarget', 'SuccessCriteriaMet'])
