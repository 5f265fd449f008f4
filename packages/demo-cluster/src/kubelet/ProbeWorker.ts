import type { Container, Probe } from '../kinds.ts'
import type { Attempt } from './Attempt.ts'
import type { KubeletParts } from './KubeletParts.ts'
import type { PodState } from './PodState.ts'
import { type ProbeResult, runProbe } from './runProbe.ts'

export type ProbeType = 'Startup' | 'Liveness' | 'Readiness'

/** What counts before anything was asked. */
const UNKNOWN: { readonly [Type in ProbeType]: boolean | null } = { Startup: null, Liveness: true, Readiness: false }

const DEFAULTS = { periodSeconds: 10, initialDelaySeconds: 0, successThreshold: 1, failureThreshold: 3 }

export type ProbeOf = { readonly container: Container; readonly type: ProbeType; readonly probe: Probe; readonly origin: number }

/**
 * One probe of one container, as the kubelet's prober worker: asked at a steady beat that began before the container did, first when its initial delay is over; a result
 * counts when it came often enough in a row. Nothing is asked while no container runs, and no more after it was given up, until the next one.
 */
export class ProbeWorker {
  readonly #kubelet: KubeletParts
  readonly #state: PodState
  readonly #of: ProbeOf
  readonly #changed: (type: ProbeType) => void
  readonly #period: number
  #beat: number
  #attempt = ''
  #result: boolean | null = null
  #last: boolean | null = null
  #run = 0
  #onHold = false
  #asking = false
  #cancel: (() => void) | null = null

  constructor(kubelet: KubeletParts, state: PodState, { changed, ...of }: ProbeOf & { readonly changed: (type: ProbeType) => void }) {
    this.#kubelet = kubelet
    this.#state = state
    this.#of = of
    this.#changed = changed
    this.#beat = of.origin
    this.#period = (of.probe.periodSeconds || DEFAULTS.periodSeconds) * 1000
  }

  /** What is known of this attempt; null before a result has counted. */
  result(attempt: Attempt): boolean | null {
    return this.#attempt === attempt.id ? this.#result : null
  }

  /** A container was ready, or had started, before this kubelet came. */
  trust(attempt: Attempt): void {
    this.#attempt = attempt.id
    this.#result = true
  }

  /** A container runs: the beat goes on, from now where `atOnce`. */
  follow(attempt: Attempt, atOnce: boolean): void {
    if (this.#attempt !== attempt.id) {
      this.#stopTimer()
      this.#attempt = attempt.id
      this.#result = UNKNOWN[this.#of.type]
      this.#onHold = false
    }
    if (atOnce && !this.#asking) {
      this.#stopTimer()
      this.#beat = this.#kubelet.clock.now()
      this.#cancel = this.#kubelet.clock.after(0, this.#tick)
    } else if (!this.#cancel && !this.#onHold) this.#wait()
  }

  stop(): void {
    this.#stopTimer()
    this.#onHold = true
  }

  #stopTimer(): void {
    this.#cancel?.()
    this.#cancel = null
    this.#asking = false
  }

  #wait(): void {
    const { clock } = this.#kubelet
    const now = clock.now()
    const started = startOf(this.#running()) ?? now
    const earliest = Math.max(now + 1, started + (this.#of.probe.initialDelaySeconds ?? DEFAULTS.initialDelaySeconds) * 1000)
    const beats = Math.ceil((earliest - this.#beat) / this.#period)
    this.#cancel = clock.after(this.#beat + Math.max(0, beats) * this.#period - now, this.#tick)
  }

  #running(): Attempt | null {
    const attempt = this.#state.records.get(this.#of.container.name)?.latest
    return attempt?.state.is === 'running' && attempt.id === this.#attempt ? attempt : null
  }

  readonly #tick = (): void => {
    this.#cancel = null
    const attempt = this.#running()
    const started = startOf(attempt)
    if (!attempt || started === null || this.#onHold) return
    const { container, type, probe } = this.#of
    const delay = probe.initialDelaySeconds ?? DEFAULTS.initialDelaySeconds
    const early = Math.floor((this.#kubelet.clock.now() - started) / 1000) < delay
    if (early || (type !== 'Startup' && !this.#state.probes.isStarted(container.name, attempt))) {
      this.#wait()
      return
    }
    this.#asking = true
    const stop = runProbe(this.#kubelet, this.#state, { container, attempt, probe, answered: (result) => this.#answered(attempt, result) })
    if (this.#asking) this.#cancel = stop
  }

  #answered(attempt: Attempt, result: ProbeResult): void {
    this.#cancel = null
    this.#asking = false
    const { container, type } = this.#of
    if (result.is !== 'success') {
      const words = result.is === 'errored' ? 'errored and resulted in unknown state' : 'failed'
      this.#state.record(container.name, { type: 'Warning', reason: 'Unhealthy', message: `${type} probe ${words}: ${result.message}` })
    }
    if (result.is !== 'errored') this.#count(attempt, result.is === 'success')
    if (!this.#onHold && !this.#cancel && this.#running()) this.#wait()
  }

  #count(attempt: Attempt, success: boolean): void {
    this.#run = this.#last === success ? this.#run + 1 : 1
    this.#last = success
    const { type, probe } = this.#of
    const needed = success ? (probe.successThreshold ?? DEFAULTS.successThreshold) : (probe.failureThreshold ?? DEFAULTS.failureThreshold)
    if (this.#run < needed || this.#attempt !== attempt.id) return
    const before = this.#result
    this.#result = success
    if (type === 'Startup' || (type === 'Liveness' && !success)) {
      this.#onHold = true
      this.#run = 0
    }
    if (before !== success) this.#changed(type)
  }
}

function startOf(attempt: Attempt | null): number | null {
  return attempt?.state.is === 'running' ? attempt.state.startedAt : null
}
