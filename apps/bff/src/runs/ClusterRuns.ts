import type { PodDetail, RunLogRow, RunRow, SampleRow, ScopeState } from '@binnacle/shared'
import type { Scope, Watched } from '../kube/Source.ts'
import type { LaunchedJob } from '../projections/launchedJob.ts'
import { type CloseTools, closeRun } from './closeRun.ts'
import { type LaunchedListener, LaunchedWatch } from './LaunchedWatch.ts'
import { NamespacePods } from './NamespacePods.ts'
import { Run, type RunDeps } from './Run.ts'
import { RunStores } from './RunStores.ts'
import { RunViews } from './RunViews.ts'

/** Runs that are remembered although their Jobs are gone, and bytes of logs of all ended runs; the oldest go first. */
export const MAX_GONE_RUNS = 200
export const MAX_LOG_BYTES = 64 * 1024 * 1024
/** Deletions that were asked for through this Binnacle. */
const MAX_ASKED = 1_000

/**
 * All runs of one cluster, from its first use to the end of Binnacle, whether somebody looks or not.
 *
 * Guarantees: a Job that Binnacle (this one or another) launched is a run as soon as the watch shows it; what is shown is what the cluster says, and after the Job is gone what was seen; the
 * run time is kept by the cluster and by nothing here. Where Jobs may not be watched everywhere, those of a namespace are watched while somebody looks at it.
 */
export class ClusterRuns {
  readonly #tools: CloseTools
  readonly #runs = new Map<string, Run>()
  readonly #stores = new RunStores()
  readonly #views: RunViews
  readonly #wide: LaunchedWatch
  readonly #narrow = new Map<string, LaunchedWatch>()
  readonly #looked = new Set<string>()
  readonly #namespacePods: NamespacePods
  readonly #asked = new Set<string>()
  readonly #deps: RunDeps

  constructor(tools: CloseTools) {
    this.#tools = tools
    const { cluster, clock } = tools
    this.#namespacePods = new NamespacePods(cluster.informers)
    this.#deps = {
      clock,
      follow: cluster.follow,
      inNamespace: (namespace) => this.#namespacePods.count(namespace),
      blind: (namespace) => blindness(this.#watchOf(namespace).podState),
      deletedBy: (uid) => (this.#asked.has(uid) ? 'you' : 'someone else'),
      changed: (run) => this.#views.set(run.row()),
      over: (run) => this.#over(run),
    }
    this.#views = new RunViews({
      rows: () => this.#rows(),
      state: (namespace) => this.#watchOf(namespace).state,
      epoch: () => this.#wide.epoch,
      retry: (namespace) => this.#watchOf(namespace).retry(),
      used: (namespace, isUsed) => this.#used(namespace, isUsed),
    })
    const listener = this.#listener(null, () => this.#wide)
    this.#wide = new LaunchedWatch(cluster.informers, null, listener)
    this.#wide.start()
    this.#tellStates()
  }

  list({ namespace }: Scope): Watched<RunRow> {
    return this.#views.acquire(namespace)
  }

  samples({ uid }: { readonly uid: string }): Watched<SampleRow> {
    const watched = this.#stores.acquire(uid, 'samples')
    this.#tellStates()
    return watched
  }

  logs({ uid }: { readonly uid: string }): Watched<RunLogRow> {
    const watched = this.#stores.acquire(uid, 'logs')
    this.#runs.get(uid)?.readLogs()
    this.#tellStates()
    return watched
  }

  /** A user asks for the deletion of this Job; `refused` takes that back. */
  deletion(uid: string): { refused(): void } {
    const [oldest] = this.#asked
    if (oldest !== undefined && this.#asked.size >= MAX_ASKED) this.#asked.delete(oldest)
    this.#asked.add(uid)
    return { refused: () => void this.#asked.delete(uid) }
  }

  close(): void {
    for (const run of this.#runs.values()) run.close()
    for (const watch of this.#narrow.values()) watch.close()
    this.#wide.close()
    this.#namespacePods.watch(new Set())
    this.#runs.clear()
  }

  #listener(namespace: string | null, watch: () => LaunchedWatch): LaunchedListener {
    return {
      known: () => {
        const runs = [...this.#runs.values()].filter(({ job }) => namespace === null || job.namespace === namespace)
        return { jobs: runs.filter(({ exists }) => exists).map(({ job }) => job), pods: runs.flatMap(({ podsThere }) => podsThere) }
      },
      job: (job) => this.#job(job, watch),
      jobLeft: ({ uid }) => this.#left(uid),
      pod: (pod) => this.#runOf(pod)?.seesPod(pod),
      podLeft: (pod) => this.#runOf(pod)?.podLeft(pod),
      anotherCluster: (epoch) => this.#drop(epoch),
      state: () => this.#tellStates(),
    }
  }

  #job(job: LaunchedJob, watch: () => LaunchedWatch): void {
    const known = this.#runs.get(job.uid)
    if (known) return known.sees(job)
    if (job.run === null) return
    const run = new Run(job, this.#stores.keep(job.uid), this.#deps)
    this.#runs.set(job.uid, run)
    this.#views.set(run.row())
    this.#watchNamespaces()
    // While the watch itself begins there are no pods yet: they are told after the Jobs.
    for (const pod of watch().pods) if (pod.row.controller?.uid === job.uid) run.seesPod(pod)
  }

  #left(uid: string): void {
    const run = this.#runs.get(uid)
    run?.left()
    if (run?.isOver) this.#trim()
  }

  #runOf({ row }: PodDetail): Run | undefined {
    return row.controller === null ? undefined : this.#runs.get(row.controller.uid)
  }

  #over(run: Run): void {
    this.#watchNamespaces()
    this.#trim()
    void closeRun(run, this.#tools)
  }

  #trim(): void {
    const ended = [...this.#runs.values()].filter(({ isOver }) => isOver)
    const gone = ended.filter(({ exists }) => !exists)
    for (const run of gone.slice(0, Math.max(0, gone.length - MAX_GONE_RUNS))) this.#forget(run)
    let bytes = ended.reduce((sum, { logs }) => sum + logs.bytes, 0)
    for (const { logs } of ended) {
      if (bytes <= MAX_LOG_BYTES) return
      bytes -= logs.bytes
      logs.forget('Binnacle let these lines go to make room for those of newer runs.')
    }
  }

  #forget(run: Run): void {
    const { uid } = run.job
    run.close()
    this.#runs.delete(uid)
    this.#views.remove(uid)
    this.#stores.forget(uid)
  }

  #drop(epoch: number): void {
    for (const run of this.#runs.values()) run.close()
    this.#runs.clear()
    this.#watchNamespaces()
    this.#stores.drop(epoch)
    this.#views.drop(epoch)
  }

  #used(namespace: string | null, isUsed: boolean): void {
    if (namespace === null) return
    if (isUsed) this.#looked.add(namespace)
    else this.#looked.delete(namespace)
    this.#watchNarrow()
  }

  /** One watch for each namespace that somebody looks at, where there may be none for all. */
  #watchNarrow(): void {
    const isRefused = this.#wide.state.state === 'forbidden'
    for (const namespace of isRefused ? this.#looked : []) {
      if (this.#narrow.has(namespace)) continue
      const watch: LaunchedWatch = new LaunchedWatch(
        this.#tools.cluster.informers,
        namespace,
        this.#listener(namespace, () => watch),
      )
      this.#narrow.set(namespace, watch)
      watch.start()
    }
    for (const [namespace, watch] of this.#narrow) {
      if (isRefused && this.#looked.has(namespace)) continue
      this.#narrow.delete(namespace)
      watch.close()
    }
  }

  #watchOf(namespace: string | null): LaunchedWatch {
    return (namespace === null ? undefined : this.#narrow.get(namespace)) ?? this.#wide
  }

  #watchNamespaces(): void {
    const open = [...this.#runs.values()].filter(({ isOver }) => !isOver)
    this.#namespacePods.watch(new Set(open.map(({ job }) => job.namespace)))
  }

  #tellStates(): void {
    this.#watchNarrow()
    if (this.#wide.state.state === 'live') this.#stores.allKnown()
    this.#views.tellStates()
  }

  *#rows(): Iterable<RunRow> {
    for (const run of this.#runs.values()) yield run.row()
  }
}

/** Why a watch says nothing of now; null while it does. */
function blindness({ state }: ScopeState): string | null {
  switch (state) {
    case 'live':
      return null
    case 'forbidden':
      return 'The pods may not be listed.'
    case 'stale':
    case 'gone':
      return 'The cluster did not answer.'
    case 'catching up':
      return 'Binnacle was still reading the pods.'
    default:
      return state satisfies never
  }
}
