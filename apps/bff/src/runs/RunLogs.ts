import type { Clock, ContainerDetail, Failure, LogLine, PodDetail, RunLogRow, StreamParams } from '@binnacle/shared'
import type { LogSink } from '../kube/followLog.ts'
import type { Store } from '../kube/Store.ts'
import { SavedLog } from './SavedLog.ts'

/** Containers of one run whose logs are kept. */
export const MAX_LOGS = 50
/** A connection that broke before the first line is tried again this often, with this pause (ms). */
const TRIES = 10
const PAUSE_MS = 2_000

export type Follow = (params: StreamParams<'pods.logs'>, sink: LogSink) => () => void

/**
 * The logs of one run's containers. Each is followed from when its container runs (or is found to have run) to its end, so that the last lines are here when the pod
 * is removed. `settled`: nothing is being read.
 */
export class RunLogs {
  readonly #store: Store<RunLogRow>
  readonly #follow: Follow
  readonly #clock: Clock
  readonly #logs = new Map<string, SavedLog>()
  readonly #stops = new Map<string, () => void>()
  readonly #whenSettled = new Set<() => void>()

  constructor(store: Store<RunLogRow>, { follow, clock }: { readonly follow: Follow; readonly clock: Clock }) {
    this.#store = store
    this.#follow = follow
    this.#clock = clock
  }

  get settled(): boolean {
    return this.#stops.size === 0
  }

  get bytes(): number {
    let sum = 0
    for (const log of this.#logs.values()) sum += log.bytes
    return sum
  }

  see(pod: PodDetail): void {
    for (const container of pod.containers) {
      if (container.role === 'ephemeral') continue
      const log = this.#logOf(pod, container.name)
      if (log?.state === 'waiting' && hasBegun(container)) this.#read(log, TRIES)
    }
  }

  /** The pod is gone: what had not begun never will. */
  podLeft(pod: PodDetail): void {
    for (const { name } of pod.containers) {
      const log = this.#logs.get(`${pod.uid}.${name}`)
      if (log?.state === 'waiting') log.lose('The container never ran, so it wrote nothing.')
    }
  }

  /** Told once, when nothing is being read (which may be now). */
  onSettled(then: () => void): () => void {
    if (this.settled) then()
    else this.#whenSettled.add(then)
    return () => void this.#whenSettled.delete(then)
  }

  /** A row that says why there is nothing. */
  lost({ uid, namespace, created }: { readonly uid: string; readonly namespace: string; readonly created: number }, why: string): void {
    if (this.#logs.size > 0) return
    this.#store.set({ uid, namespace, name: '', created, pod: '', podUid: '', container: '', state: 'lost', why, lines: [], dropped: 0 })
  }

  /** Lets the lines go. */
  forget(why: string): void {
    for (const log of this.#logs.values()) if (log.bytes > 0) log.lose(why)
  }

  close(): void {
    for (const stop of this.#stops.values()) stop()
    this.#stops.clear()
    this.#whenSettled.clear()
  }

  #logOf(pod: PodDetail, container: string): SavedLog | null {
    const known = this.#logs.get(`${pod.uid}.${container}`)
    if (known) return known
    if (this.#logs.size >= MAX_LOGS) return null
    const log = new SavedLog({ pod, container }, (changed) => this.#store.set(changed.row()))
    this.#logs.set(log.uid, log)
    this.#store.set(log.row())
    return log
  }

  #read(log: SavedLog, tries: number): void {
    let began = false
    log.follows()
    const sink: LogSink = {
      lines: (lines: readonly LogLine[]) => {
        began = true
        log.lines(lines)
      },
      ended: (failure: Failure | null) => {
        if (failure?.code === 0 && !began && tries > 1) {
          this.#stops.set(
            log.uid,
            this.#clock.after(PAUSE_MS, () => this.#read(log, tries - 1)),
          )
          return
        }
        this.#stops.delete(log.uid)
        log.ended(failure)
        if (this.settled) for (const then of this.#whenSettled) then()
        if (this.settled) this.#whenSettled.clear()
      },
    }
    this.#stops.set(log.uid, this.#follow(log.params, sink))
  }
}

function hasBegun({ state }: ContainerDetail): boolean {
  return state.state === 'running' || (state.state === 'terminated' && state.reason !== 'ContainerStatusUnknown')
}
