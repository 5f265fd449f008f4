import type { Attempt } from './Attempt.ts'
import type { KubeletParts } from './KubeletParts.ts'
import type { PodState } from './PodState.ts'
import { type ProbeType, ProbeWorker } from './ProbeWorker.ts'
import type { ProbeViews, Verdict } from './podActions.ts'
import { isSidecar } from './podContainers.ts'

type Workers = { readonly [Type in ProbeType]?: ProbeWorker }

/** The probes of one pod's containers and sidecars, and what they say of the containers that run now. */
export class Probes implements ProbeViews {
  readonly #kubelet: KubeletParts
  readonly #state: PodState
  readonly #workers = new Map<string, Workers>()
  #began = false

  constructor(kubelet: KubeletParts, state: PodState) {
    this.#kubelet = kubelet
    this.#state = state
  }

  /** From here on they beat; a second time does nothing. */
  begin(): void {
    if (this.#began) return
    this.#began = true
    const { spec } = this.#state.pod
    const origin = this.#kubelet.clock.now()
    for (const container of [...(spec.initContainers ?? []).filter(isSidecar), ...spec.containers]) {
      const probes = [
        ['Startup', container.startupProbe],
        ['Liveness', container.livenessProbe],
        ['Readiness', container.readinessProbe],
      ] as const
      const workers: { [Type in ProbeType]?: ProbeWorker } = {}
      for (const [type, probe] of probes) {
        if (!probe) continue
        const changed = () => this.#changed(type)
        workers[type] = new ProbeWorker(this.#kubelet, this.#state, { container, type, probe, origin, changed })
      }
      this.#workers.set(container.name, workers)
    }
  }

  readonly isStarted = (name: string, attempt: Attempt): boolean => {
    const startup = this.#workers.get(name)?.Startup
    return attempt.state.is === 'running' && (startup === undefined || startup.result(attempt) === true)
  }

  readonly isReady = (name: string, attempt: Attempt): boolean => {
    const readiness = this.#workers.get(name)?.Readiness
    return attempt.state.is === 'running' && (readiness === undefined || readiness.result(attempt) === true)
  }

  readonly verdict = (name: string, attempt: Attempt): Verdict => {
    const { Liveness, Startup } = this.#workers.get(name) ?? {}
    if (Liveness?.result(attempt) === false) return 'liveness'
    return Startup?.result(attempt) === false ? 'startup' : null
  }

  /** A status was told: what runs is probed, and what is not ready yet is asked at once. */
  told(): void {
    for (const [name, { Startup, Liveness, Readiness }] of this.#workers) {
      const attempt = this.#state.records.get(name)?.latest
      if (attempt?.state.is !== 'running') continue
      const started = this.isStarted(name, attempt)
      if (!started) Startup?.follow(attempt, false)
      Liveness?.follow(attempt, false)
      Readiness?.follow(attempt, started && !this.isReady(name, attempt))
    }
  }

  /** Containers that a kubelet found running keep what was said of them. */
  trust(name: string, { attempt, started, ready }: { readonly attempt: Attempt; readonly started: boolean; readonly ready: boolean }): void {
    const { Startup, Readiness } = this.#workers.get(name) ?? {}
    if (started) Startup?.trust(attempt)
    if (ready) Readiness?.trust(attempt)
  }

  /** The pod is to end: nothing more is given up. */
  stopKilling(): void {
    for (const { Startup, Liveness } of this.#workers.values()) {
      Startup?.stop()
      Liveness?.stop()
    }
  }

  stop(): void {
    this.stopKilling()
    for (const { Readiness } of this.#workers.values()) Readiness?.stop()
  }

  #changed(type: ProbeType): void {
    if (type === 'Liveness') this.#state.wake()
    else this.#state.probed()
  }
}
