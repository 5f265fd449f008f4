import type { Exit } from '../containers/Container.ts'
import type { EventNote } from '../events/EventRecorder.ts'
import type { Pod, PodStatus } from '../kinds.ts'
import { timestamp } from '../objects.ts'
import { sameValue } from '../patch/sameValue.ts'
import type { Attempt, ContainerRecord, ContainerRecords } from './Attempt.ts'
import { BackOff } from './BackOff.ts'
import { endedStatus } from './endedStatus.ts'
import type { KubeletParts } from './KubeletParts.ts'
import { Probes } from './Probes.ts'
import { findContainer } from './podContainers.ts'
import { isEnd, podStatus, type StartFailure } from './podStatus.ts'
import type { Wait } from './Routine.ts'
import { terminationMessage } from './terminationMessage.ts'

const FIRST_BACK_OFF_MS = 10_000
const LONGEST_BACK_OFF_MS = 300_000

export type Sandbox = { readonly ip: string; readonly ready: boolean }

type Told = { readonly records: ContainerRecords; readonly terminal: boolean }

/** What a node knows of one of its pods beyond what the apiserver stores. Nothing in it moves time. */
export class PodState {
  /** As the apiserver told it last. */
  pod: Pod
  sandbox: Sandbox | null = null
  /** What was generated last; the one written may hold its phase back. */
  status: PodStatus
  /** The pod is to end: deleted, done, or out of time. */
  ending = false
  /** Its containers have ended for good. */
  stopped = false
  readonly failures = new Map<string, StartFailure>()
  readonly crashes: BackOff
  readonly pulls: BackOff
  readonly pullErrors = new Map<string, string>()
  /** The files of volumes that are set up, by volume. */
  readonly volumes = new Map<string, Map<string, string>>()
  readonly probes: Probes
  #told: Told | null = null
  readonly #kubelet: KubeletParts
  readonly #records = new Map<string, ContainerRecord>()
  readonly #exits = new Map<string, Set<() => void>>()
  readonly #changed: () => void

  /** `changed` is called whenever a container has started or ended. */
  constructor(kubelet: KubeletParts, pod: Pod, changed: () => void) {
    const { backOff } = kubelet.pace
    this.#kubelet = kubelet
    this.#changed = changed
    this.pod = pod
    this.status = pod.status ?? {}
    this.crashes = new BackOff(FIRST_BACK_OFF_MS * backOff, LONGEST_BACK_OFF_MS * backOff)
    this.probes = new Probes(kubelet, this)
    this.pulls = new BackOff(FIRST_BACK_OFF_MS * backOff, LONGEST_BACK_OFF_MS * backOff)
  }

  /** The pod's network is there; containers can start. */
  makeSandbox(): void {
    this.sandbox = { ip: this.sandbox?.ip ?? this.#kubelet.addresses.take(), ready: true }
    const conditions = (this.status.conditions ?? []).map((condition) => {
      if (condition.type !== 'PodReadyToStartContainers') return condition
      return { ...condition, status: 'True' as const, lastTransitionTime: timestamp(this.#kubelet.clock.now()) }
    })
    this.#write({ ...this.status, conditions })
    this.#changed()
  }

  stopSandbox(): void {
    if (this.sandbox?.ready) this.sandbox = { ...this.sandbox, ready: false }
  }

  /** Something happened that the next sync has to see to. */
  wake(): void {
    this.#changed()
  }

  /** A probe says something new: told at once, of the containers that were told last, and then seen to. */
  probed(): void {
    if (this.#told && !this.stopped) this.tell(this.#told)
    if (!this.ending) this.#changed()
  }

  /** Writes again what was told last, when the apiserver is back. */
  retell(): void {
    this.#write(this.status)
  }

  /** Works out the pod's status and writes it, where it says anything new. */
  tell({ records, terminal }: Told): void {
    this.#told = { records, terminal }
    const { clock, hostIP } = this.#kubelet
    const { pod, probes, sandbox, failures } = this
    const views = { isStarted: probes.isStarted, isReady: probes.isReady }
    const input = { records, failures, sandbox, hostIP, terminal, expired: this.isExpired, now: clock.now(), ...views }
    const status = podStatus(pod, input, this.status)
    this.#write(terminal ? endedStatus(status) : status)
    if (!this.ending) probes.told()
  }

  /** Whether the pod has been on its node for longer than it may; one that has ended has not. */
  get isExpired(): boolean {
    const { activeDeadlineSeconds } = this.pod.spec
    const { startTime, phase, reason } = this.status
    if (activeDeadlineSeconds === undefined || startTime === undefined) return false
    if (isEnd(phase) && reason !== 'DeadlineExceeded') return false
    return this.#kubelet.clock.now() >= Date.parse(startTime) + activeDeadlineSeconds * 1000
  }

  /** A pod is not told to have ended before its containers surely have: its phase is held back until then. */
  #write(status: PodStatus): void {
    this.status = status
    const { metadata } = this.pod
    const { store, api, user, link } = this.#kubelet
    if (!link.up) return
    const stored = store.get('pods', metadata.namespace, metadata.name) as Pod | undefined
    if (!stored || stored.metadata.uid !== metadata.uid) return
    const held = isEnd(status.phase) && !isEnd(stored.status?.phase) && !this.stopped
    const told = held ? withPhaseOf(status, stored.status) : status
    const { reason: _reason, message: _message, ...kept } = stored.status ?? {}
    const next = { ...kept, ...told }
    if (sameValue(next, stored.status)) return
    const of = { resource: 'pods', namespace: metadata.namespace, name: metadata.name, subresource: 'status' } as const
    api.update(of, { ...stored, status: next }, { user, fieldManager: 'kubelet' })
  }

  /** The pod's address, or none while it has no sandbox. */
  get ip(): string {
    return this.pod.spec.hostNetwork ? this.#kubelet.hostIP : (this.sandbox?.ip ?? '')
  }

  get records(): ContainerRecords {
    return this.#records
  }

  /** Tells an event, of the pod or of one of its containers. */
  record(container: string | null, note: EventNote): void {
    const fieldPath = container === null ? undefined : findContainer(this.pod, container)?.fieldPath
    if (this.#kubelet.link.up) this.#kubelet.events.record(this.pod, fieldPath === undefined ? note : { ...note, fieldPath })
  }

  /** A container was started, or could not be; the one before it is kept for its state and its log. */
  began(name: string, attempt: Attempt): void {
    const before = this.#records.get(name)
    this.#records.set(name, { latest: attempt, previous: before?.latest ?? null })
    this.#changed()
  }

  /** Takes a container over from before this kubelet, without anything happening by it. */
  adopt(name: string, record: ContainerRecord): void {
    this.#records.set(name, record)
  }

  /** A container's process has ended. */
  exited(name: string, { id, exit }: { readonly id: string; readonly exit: Exit }): void {
    const record = this.#records.get(name)
    if (!record || record.latest.id !== id || record.latest.state.is !== 'running') return
    const now = this.#kubelet.clock.now()
    const { latest } = record
    latest.log.end(now)
    const reason = exit.reason ?? (exit.exitCode === 0 ? 'Completed' : 'Error')
    const message = terminationMessage(findContainer(this.pod, name)?.container, latest, exit.exitCode)
    const state = { is: 'exited', startedAt: record.latest.state.startedAt, finishedAt: now, exitCode: exit.exitCode, reason, message } as const
    this.#records.set(name, { ...record, latest: { ...latest, running: null, state } })
    const waiting = this.#exits.get(id)
    this.#exits.delete(id)
    for (const go of waiting ?? []) go()
    this.#changed()
  }

  /** Waits until a container that runs has ended. */
  exitOf(id: string): Wait {
    return (go) => {
      const runs = [...this.#records.values()].some(({ latest }) => latest.id === id && latest.state.is === 'running')
      if (!runs) {
        go()
        return undefined
      }
      const waiting = this.#exits.get(id) ?? new Set()
      this.#exits.set(id, waiting)
      waiting.add(go)
      return () => {
        waiting.delete(go)
      }
    }
  }
}

function withPhaseOf({ reason: _reason, message: _message, ...status }: PodStatus, stored: PodStatus | undefined): PodStatus {
  const { phase = 'Pending', reason, message } = stored ?? {}
  return { ...status, phase, ...(reason === undefined ? {} : { reason }), ...(message === undefined ? {} : { message }) }
}
