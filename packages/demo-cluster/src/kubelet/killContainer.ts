import type { KubeletParts } from './KubeletParts.ts'
import type { PodState } from './PodState.ts'
import { findContainer } from './podContainers.ts'
import type { Routine } from './Routine.ts'
import { runHook } from './runHook.ts'

/** A container gets at least this long to end by itself. */
const LEAST_GRACE_SECONDS = 2
const DEFAULT_GRACE_SECONDS = 30

export type Kill = {
  readonly name: string
  readonly message: string
  /** A probe's own grace, where it was what decided. */
  readonly grace?: number | undefined
  /** Waits until containers that end before this one have. */
  readonly turn?: ((name: string) => Routine) | undefined
}

/** Ends one running container as the kubelet does: the Killing event, its preStop hook, SIGTERM, and SIGKILL when the grace runs out. Ends when the container has. */
export function* killContainer(kubelet: KubeletParts, state: PodState, { name, message, grace, turn }: Kill): Routine {
  const { clock } = kubelet
  const attempt = state.records.get(name)?.latest
  if (attempt?.state.is !== 'running' || !attempt.running) return
  state.record(name, { type: 'Normal', reason: 'Killing', message })
  const { metadata, spec } = state.pod
  const seconds = metadata.deletionGracePeriodSeconds ?? grace ?? spec.terminationGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS
  const from = clock.now()
  const left = () => seconds * 1000 - Math.floor((clock.now() - from) / 1000) * 1000
  const container = findContainer(state.pod, name)?.container
  const hook = container?.lifecycle?.preStop
  if (container && hook && seconds > 0) {
    const why = yield* runHook(kubelet, state, { container, hook, within: seconds * 1000 })
    if (why !== null) state.record(name, { type: 'Warning', reason: 'FailedPreStopHook', message: 'PreStopHook failed' })
  }
  if (turn && left() > 0) yield* turn(name)
  attempt.running.kill('SIGTERM')
  let over = false
  yield (go) => {
    const end = () => {
      stopTimer()
      go()
    }
    const waiting = state.exitOf(attempt.id)
    const stopTimer = clock.after(Math.max(left(), LEAST_GRACE_SECONDS * 1000), () => {
      over = true
      stopExit?.()
      go()
    })
    const stopExit = typeof waiting === 'number' ? undefined : waiting(end)
    return () => {
      stopTimer()
      stopExit?.()
    }
  }
  if (!over) return
  attempt.running.kill('SIGKILL')
  yield state.exitOf(attempt.id)
}
