import type { ContainerState, ContainerStatus, Pod, PodStatus } from '../kinds.ts'
import { isSidecar, restartsAfter } from './podContainers.ts'

type Phase = NonNullable<PodStatus['phase']>

export type PhaseInput = {
  readonly statuses: readonly ContainerStatus[]
  /** Its containers have ended for good, whatever the restart policy says. */
  readonly terminal: boolean
  /** A regular container runs already, so that sidecars that restart do not make it Pending again. */
  readonly initialized: boolean
}

/** How a container counts. A container that waits and ran before counts as ended. */
function endedAs(state: ContainerState | undefined, last: ContainerState | undefined): number | null {
  if (state?.terminated) return state.terminated.exitCode
  return state?.waiting && last?.terminated ? last.terminated.exitCode : null
}

/** The phase of a pod from the states of its containers, by the kubelet's rules (getPhase). */
export function podPhase(pod: Pod, { statuses, terminal, initialized }: PhaseInput): Phase {
  const byName = new Map(statuses.map((status) => [status.name, status]))
  const inits = countInits(pod, byName)
  const own = countContainers(pod, byName)
  if (inits.failedForGood) return 'Failed'
  const waiting = own.waiting + inits.waiting
  if (inits.pending || (inits.pendingSidecar && !initialized) || waiting > 0) return 'Pending'
  const unknown = own.unknown + inits.unknown
  const running = own.running + inits.running
  if (unknown > 0) return 'Pending'
  if (running > 0) return 'Running'
  if (own.stopped === 0) return 'Pending'
  if (!terminal && own.stopped !== own.stoppedForGood) return 'Running'
  return own.stopped === own.succeeded ? 'Succeeded' : 'Failed'
}

function countInits(pod: Pod, byName: ReadonlyMap<string, ContainerStatus>) {
  let [pending, pendingSidecar, failedForGood] = [false, false, false]
  let [running, waiting, unknown] = [0, 0, 0]
  for (const container of pod.spec.initContainers ?? []) {
    const status = byName.get(container.name)
    const exitCode = endedAs(status?.state, status?.lastState)
    if (isSidecar(container)) {
      if (!status) unknown++
      else if (status.state?.running) {
        running++
        pendingSidecar ||= status.started !== true
      } else if (exitCode === null) {
        waiting++
        pendingSidecar = true
      }
    } else if (exitCode === null) pending = true
    else if (exitCode !== 0) failedForGood ||= !restartsAfter(pod, container, exitCode)
  }
  return { pending, pendingSidecar, failedForGood, running, waiting, unknown }
}

function countContainers(pod: Pod, byName: ReadonlyMap<string, ContainerStatus>) {
  let [running, waiting, unknown] = [0, 0, 0]
  let [stopped, stoppedForGood, succeeded] = [0, 0, 0]
  for (const container of pod.spec.containers) {
    const status = byName.get(container.name)
    const exitCode = endedAs(status?.state, status?.lastState)
    if (!status) unknown++
    else if (status.state?.running) running++
    else if (exitCode === null) waiting++
    else {
      stopped++
      if (!restartsAfter(pod, container, exitCode)) stoppedForGood++
      if (exitCode === 0 && status.state?.terminated) succeeded++
    }
  }
  return { running, waiting, unknown, stopped, stoppedForGood, succeeded }
}
