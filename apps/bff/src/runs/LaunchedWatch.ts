import { MANAGED_BY, MANAGED_BY_LABEL, type ObjectRow, type PodDetail, type ScopeState } from '@binnacle/shared'
import type { Informers, Notice, RowKind, Source, Watched } from '../kube/Source.ts'
import { podDetails } from '../podKinds.ts'
import { type LaunchedJob, launchedJob } from '../projections/launchedJob.ts'

const jobs: RowKind<LaunchedJob> = { id: 'jobs.launched', group: 'batch', version: 'v1', resource: 'jobs', project: launchedJob }
const labelSelector = `${MANAGED_BY_LABEL}=${MANAGED_BY}`

/** What the watches tell. A pod may come before its Job and leave after it. */
export type LaunchedListener = {
  /** The Jobs and pods that this watch would tell of, as far as they are known and not known to have left: told before it began, or by another watch. */
  known(): { readonly jobs: readonly LaunchedJob[]; readonly pods: readonly PodDetail[] }
  job(job: LaunchedJob): void
  jobLeft(job: { readonly uid: string }): void
  pod(pod: PodDetail): void
  podLeft(pod: PodDetail): void
  /** The cluster behind the address is another one. */
  anotherCluster(epoch: number): void
  state(): void
}

/**
 * The Jobs that Binnacle launched and their pods, in one namespace or (null) everywhere, by their label. From `start` on it tells of everything that is there already, then of every change.
 * Pods are watched from the first Job on: where nobody launches any, the apiserver is not asked for them.
 */
export class LaunchedWatch {
  readonly #jobs: Watched<LaunchedJob>
  #pods: Watched<PodDetail> | null = null
  readonly #stop: (() => void)[] = []
  readonly #informers: Informers
  readonly #namespace: string | null
  readonly #listener: LaunchedListener

  constructor(informers: Informers, namespace: string | null, listener: LaunchedListener) {
    this.#informers = informers
    this.#namespace = namespace
    this.#jobs = informers.acquire(jobs, { namespace, labelSelector })
    this.#listener = listener
  }

  start(): void {
    const listener = this.#listener
    const set = (job: LaunchedJob) => {
      this.#watchPods()
      listener.job(job)
    }
    const told = { set, left: (job: LaunchedJob) => listener.jobLeft(job), known: () => listener.known().jobs }
    this.#stop.push(tell(this.#jobs.source, told, listener))
    // What another watch told of has pods already.
    if (listener.known().jobs.length > 0) this.#watchPods()
  }

  get state(): ScopeState {
    return this.#jobs.source.state
  }

  get epoch(): number {
    return this.#jobs.source.epoch
  }

  /** The pods' watch alone may be refused. */
  get podState(): ScopeState {
    return this.#pods?.source.state ?? { state: 'catching up' }
  }

  get pods(): Iterable<PodDetail> {
    return this.#pods?.source.rows.values() ?? []
  }

  retry(): void {
    this.#jobs.retry()
    this.#pods?.retry()
  }

  close(): void {
    for (const stop of this.#stop) stop()
    this.#jobs.release()
    this.#pods?.release()
  }

  #watchPods(): void {
    if (this.#pods) return
    const { known, pod, podLeft } = this.#listener
    this.#pods = this.#informers.acquire(podDetails, { namespace: this.#namespace, labelSelector })
    this.#stop.push(tell(this.#pods.source, { set: pod, left: podLeft, known: () => known().pods }, this.#listener))
  }
}

type Told<Row> = { set(row: Row): void; left(row: Row): void; known(): readonly Row[] }

function tell<Row extends ObjectRow>(source: Source<Row>, told: Told<Row>, listener: LaunchedListener): () => void {
  let { epoch } = source
  let isComplete = false
  const set = () => {
    for (const row of source.rows.values()) told.set(row)
  }
  // Rows that went because nobody may see them any more did not leave the cluster: what is missing counts where the rows are all that there is.
  const left = () => {
    isComplete = source.state.state === 'live'
    if (!isComplete) return
    for (const row of told.known()) if (!source.rows.has(row.uid)) told.left(row)
  }
  left()
  set()
  return source.subscribe((notice: Notice<Row>) => {
    if (source.epoch !== epoch) {
      epoch = source.epoch
      listener.anotherCluster(epoch)
    }
    if (notice.type === 'replaced' || !isComplete || source.state.state !== 'live') left()
    if (notice.type === 'replaced') set()
    else if (notice.type === 'set') told.set(notice.row)
    else if (notice.type === 'removed') told.left(notice.row)
    listener.state()
  })
}
