import type { Pod } from '../kinds.ts'
import { sameValue } from '../patch/sameValue.ts'
import { adoptPod } from './adoptPod.ts'
import { endPod } from './endPod.ts'
import type { KubeletParts } from './KubeletParts.ts'
import { PodState } from './PodState.ts'
import { type Routine, runRoutine } from './Routine.ts'
import { type SyncResult, syncPod } from './syncPod.ts'

/** How long a container of a pod that was taken away at once gets after SIGTERM. */
const FORCED_GRACE_MS = 2_000

/**
 * Sees one pod through its life on this node: syncs as long as it is to run, then ends it, tells its last status and, where it was deleted, removes it. One thing at a
 * time: what happens meanwhile is seen to by the sync after.
 */
export class PodWorker {
  readonly state: PodState
  readonly #kubelet: KubeletParts
  #stopRoutine: (() => void) | null = null
  #stopTimer: (() => void) | null = null
  #stopDeadline: (() => void) | null = null
  #interrupt: (() => void) | null = null
  #busy = false
  #again = false
  #finished = false

  constructor(kubelet: KubeletParts, pod: Pod) {
    this.#kubelet = kubelet
    this.state = new PodState(kubelet, pod, () => this.#wake())
    this.#watchDeadline()
  }

  /** Begins, within a moment. A pod that was on the node before is taken over as it is. */
  start(): void {
    adoptPod(this.#kubelet, this.state)
    if (this.state.pod.metadata.deletionTimestamp !== undefined) this.#end()
    else this.#wake()
  }

  /** The apiserver is back: what it missed is told, and what this missed is seen to. */
  reconnect(pod: Pod): void {
    this.state.retell()
    this.update(pod)
    if (this.state.stopped) this.#remove()
  }

  /** The apiserver has the pod in another form. */
  update(pod: Pod): void {
    const before = this.state.pod
    this.state.pod = pod
    const { deletionTimestamp, deletionGracePeriodSeconds } = pod.metadata
    if (deletionTimestamp !== undefined && before.metadata.deletionTimestamp === undefined) this.#end()
    else if (this.state.ending && (deletionGracePeriodSeconds ?? 0) < (before.metadata.deletionGracePeriodSeconds ?? 0)) this.#hurry()
    else if (isOther(pod, before)) this.#wake()
    this.#watchDeadline()
  }

  /** The apiserver has it no more: what runs is ended without a word to it. */
  gone(): void {
    this.#halt()
    const { state } = this
    const { clock, addresses } = this.#kubelet
    for (const [name, { latest }] of state.records) {
      if (!latest.running) continue
      state.record(name, { type: 'Normal', reason: 'Killing', message: `Stopping container ${name}` })
      latest.running.kill('SIGTERM')
      clock.after(FORCED_GRACE_MS, () => latest.running?.kill('SIGKILL'))
    }
    if (state.sandbox) addresses.release(state.sandbox.ip)
  }

  /** Nothing more happens by it, nor in its containers: they end without a word, for whoever takes the pod over starts them again. */
  stop(): void {
    this.#halt()
    for (const { latest } of this.state.records.values()) latest.running?.kill('SIGKILL')
  }

  #halt(): void {
    this.#finished = true
    this.#stopRoutine?.()
    this.#stopTimer?.()
    this.#stopDeadline?.()
    this.state.probes.stop()
  }

  #end(): void {
    this.state.ending = true
    this.state.probes.stopKilling()
    this.#interrupt?.()
    this.#wake()
  }

  /** Less grace than before: the end is begun anew with it. */
  #hurry(): void {
    this.#stopRoutine?.()
    this.#busy = false
    this.#wake()
  }

  #watchDeadline(): void {
    const { activeDeadlineSeconds } = this.state.pod.spec
    const { startTime } = this.state.status
    if (this.#stopDeadline || activeDeadlineSeconds === undefined || startTime === undefined) return
    const { clock } = this.#kubelet
    this.#stopDeadline = clock.after(Math.max(0, Date.parse(startTime) + activeDeadlineSeconds * 1000 - clock.now()), () => this.#wake())
  }

  #wake(after = 0): void {
    if (this.#finished) return
    if (this.#busy) {
      this.#again = true
      return
    }
    this.#stopTimer?.()
    this.#stopTimer = this.#kubelet.clock.after(after, () => this.#run())
  }

  #run(): void {
    this.#stopTimer = null
    if (this.#finished || this.#busy || this.state.stopped) return
    this.#busy = true
    this.#again = false
    let result: SyncResult = { next: 'wait' }
    const { state } = this
    const routine = state.ending ? this.#ending() : syncPod(this.#kubelet, state, (wake) => this.#interruptible(wake))
    this.#stopRoutine = runRoutine(
      this.#kubelet.clock,
      (function* () {
        result = yield* routine
      })(),
      () => {
        this.#busy = false
        this.#after(result)
      },
    )
    this.#watchDeadline()
  }

  #after(result: SyncResult): void {
    if (result.next === 'end') this.#end()
    else if (this.#again) this.#wake()
    else if (result.next === 'retry') this.#wake(result.after)
  }

  #interruptible(wake: () => void): () => void {
    this.#interrupt = wake
    return () => {
      this.#interrupt = null
    }
  }

  *#ending(): Routine<SyncResult> {
    const { state } = this
    state.tell({ records: new Map(state.records), terminal: false })
    this.#tellExpired()
    yield* endPod(this.#kubelet, state)
    state.probes.stop()
    state.stopped = true
    state.tell({ records: new Map(state.records), terminal: true })
    this.#remove()
    return { next: 'wait' }
  }

  #tellExpired(): void {
    if (!this.state.isExpired || this.state.pod.metadata.deletionTimestamp !== undefined) return
    this.state.record(null, { type: 'Normal', reason: 'DeadlineExceeded', message: 'Pod was active on the node longer than the specified deadline' })
  }

  /** Where it was deleted, the last word is the apiserver's. */
  #remove(): void {
    const { metadata } = this.state.pod
    const { api, user, link } = this.#kubelet
    if (metadata.deletionTimestamp === undefined || !link.up) return
    const how = { gracePeriodSeconds: 0, preconditions: { uid: metadata.uid } }
    api.delete({ resource: 'pods', namespace: metadata.namespace, name: metadata.name }, how, { user, fieldManager: 'kubelet' })
  }
}

function isOther(pod: Pod, before: Pod): boolean {
  const parts = ({ metadata: { generation, labels, annotations } }: Pod) => [generation, labels, annotations]
  return !sameValue(parts(pod), parts(before))
}
