import { MANAGED_BY, MANAGED_BY_LABEL, type ObjectRow, type PodDetail, type ScopeState } from '@binnacle/shared'
import type { Informers, Notice, RowKind, Source, Watched } from '../kube/Source.ts'
import { podDetails } from '../podKinds.ts'
import { type LaunchedJob, launchedJob } from '../projections/launchedJob.ts'

const jobs: RowKind<LaunchedJob> = { id: 'jobs.launched', group: 'batch', version: 'v1', resource: 'jobs', project: launchedJob }
const labelSelector = `${MANAGED_BY_LABEL}=${MANAGED_BY}`

/** What the watches tell. A pod may come before its Job and leave after it. */
export type LaunchedListener = {
  job(job: LaunchedJob): void
  jobLeft(job: { readonly uid: string }): void
  pod(pod: PodDetail): void
  podLeft(pod: PodDetail): void
  /** The cluster behind the address is another one. */
  anotherCluster(epoch: number): void
  state(): void
}

/** The Jobs that Binnacle launched and their pods, in one namespace or (null) everywhere, by their label. From `start` on it tells of everything that is there already, then of every change. */
export class LaunchedWatch {
  readonly #jobs: Watched<LaunchedJob>
  readonly #pods: Watched<PodDetail>
  readonly #stop: (() => void)[] = []
  readonly #listener: LaunchedListener

  constructor(informers: Informers, namespace: string | null, listener: LaunchedListener) {
    this.#jobs = informers.acquire(jobs, { namespace, labelSelector })
    this.#pods = informers.acquire(podDetails, { namespace, labelSelector })
    this.#listener = listener
  }

  start(): void {
    const listener = this.#listener
    const told = { set: (job: LaunchedJob) => listener.job(job), left: (job: LaunchedJob) => listener.jobLeft(job) }
    this.#stop.push(tell(this.#jobs.source, told, listener))
    this.#stop.push(tell(this.#pods.source, { set: (pod) => listener.pod(pod), left: (pod) => listener.podLeft(pod) }, listener))
  }

  get state(): ScopeState {
    return this.#jobs.source.state
  }

  get epoch(): number {
    return this.#jobs.source.epoch
  }

  /** The pods' watch alone may be refused. */
  get podState(): ScopeState {
    return this.#pods.source.state
  }

  get pods(): Iterable<PodDetail> {
    return this.#pods.source.rows.values()
  }

  retry(): void {
    this.#jobs.retry()
    this.#pods.retry()
  }

  close(): void {
    for (const stop of this.#stop) stop()
    this.#jobs.release()
    this.#pods.release()
  }
}

type Told<Row> = { set(row: Row): void; left(row: Row): void }

function tell<Row extends ObjectRow>(source: Source<Row>, told: Told<Row>, listener: LaunchedListener): () => void {
  let known = new Map(source.rows)
  let { epoch } = source
  const replaced = () => {
    const now = new Map(source.rows)
    if (source.epoch !== epoch) {
      epoch = source.epoch
      known = new Map()
      listener.anotherCluster(epoch)
    }
    for (const [uid, row] of known) if (!now.has(uid) && isTrusted(source)) told.left(row)
    for (const [uid, row] of now) if (known.get(uid) !== row) told.set(row)
    known = now
  }
  for (const row of known.values()) told.set(row)
  return source.subscribe((notice: Notice<Row>) => {
    if (notice.type === 'replaced') replaced()
    else if (notice.type === 'set') {
      known.set(notice.row.uid, notice.row)
      told.set(notice.row)
    } else if (notice.type === 'removed') {
      known.delete(notice.row.uid)
      told.left(notice.row)
    }
    listener.state()
  })
}

/** Rows that went because nobody may see them any more did not leave the cluster. */
function isTrusted({ state }: { readonly state: ScopeState }): boolean {
  return state.state !== 'forbidden' && state.state !== 'gone'
}
