import type { Container } from '../kinds.ts'
import { type ContainerRecords, lastExit } from './Attempt.ts'
import { endPod } from './endPod.ts'
import { goDuration } from './goDuration.ts'
import type { KubeletParts } from './KubeletParts.ts'
import { killContainer } from './killContainer.ts'
import type { PodState } from './PodState.ts'
import { type PodActions, podActions } from './podActions.ts'
import { findContainer, isSidecar, podInWords } from './podContainers.ts'
import { isEnd } from './podStatus.ts'
import type { Routine } from './Routine.ts'
import { setUpVolumes } from './setUpVolumes.ts'
import { startContainer } from './startContainer.ts'

const RETRY_MS = 10_000
const LONGEST_RETRY_MS = 60_000

export type SyncResult =
  | { readonly next: 'end' }
  /** Again when something changes. */
  | { readonly next: 'wait' }
  | { readonly next: 'retry'; readonly after: number }

/**
 * One sync of a pod that is to run, as the kubelet's SyncPod: the status as it was found is told first, then what is missing is done, one thing after the other. What comes
 * of it is told by the next sync. So a container that a probe gave up is killed and started again without a status in between.
 */
export function* syncPod(kubelet: KubeletParts, state: PodState, interrupted: (wake: () => void) => () => void): Routine<SyncResult> {
  const records = new Map(state.records)
  state.tell({ records, terminal: false })
  if (isEnd(state.status.phase)) return { next: 'end' }
  if (!(yield* setUpVolumes(kubelet, state, interrupted))) return { next: 'wait' }
  state.probes.begin()
  if (!state.sandbox?.ready) {
    yield kubelet.pace.sandbox
    if (state.ending) return { next: 'wait' }
    state.makeSandbox()
  }
  const actions = podActions(state.pod, records, state.probes)
  if (actions.end) {
    yield* endPod(kubelet, state)
    return { next: 'wait' }
  }
  for (const { container, message, verdict } of actions.kill) {
    const grace = (verdict === 'liveness' ? container.livenessProbe : container.startupProbe)?.terminationGracePeriodSeconds
    yield* killContainer(kubelet, state, { name: container.name, message, grace })
  }
  return yield* startAll(kubelet, state, { actions, records })
}

type Starts = { readonly actions: PodActions; readonly records: ContainerRecords }

function* startAll(kubelet: KubeletParts, state: PodState, { actions, records }: Starts): Routine<SyncResult> {
  const { clock, random, pace } = kubelet
  let failed = false
  let heldUntil = Number.POSITIVE_INFINITY
  for (const container of actions.start) {
    if (state.ending) return { next: 'wait' }
    const held = holdBack(kubelet, state, { container, records })
    const failure = held ? held.failure : yield* startContainer(kubelet, state, container)
    if (held) heldUntil = Math.min(heldUntil, held.until)
    if (failure) state.failures.set(container.name, failure)
    else state.failures.delete(container.name)
    failed ||= failure !== null
    if (failure && findContainer(state.pod, container.name)?.init && !isSidecar(container)) break
  }
  if (!failed) return { next: 'wait' }
  const after = heldUntil === Number.POSITIVE_INFINITY ? RETRY_MS * pace.backOff : Math.min(LONGEST_RETRY_MS, Math.max(0, heldUntil - clock.now()))
  return { next: 'retry', after: Math.round(after * (1 + random.fraction() / 2)) }
}

/** A container that ended not long ago waits for its back-off, counted from its last end that this sync knew of when it began. */
function holdBack(kubelet: KubeletParts, state: PodState, { container, records }: { readonly container: Container; readonly records: ContainerRecords }) {
  const { name } = container
  const exit = lastExit(records.get(name))
  if (!exit) return null
  const now = kubelet.clock.now()
  const times = { since: exit.finishedAt, now }
  if (!state.crashes.holds(name, times)) {
    state.crashes.next(name, times)
    return null
  }
  const pod = podInWords(state.pod)
  const delay = state.crashes.delay(name)
  state.record(name, { type: 'Warning', reason: 'BackOff', message: `Back-off restarting failed container ${name} in pod ${pod}` })
  const message = `back-off ${goDuration(delay)} restarting failed container=${name} pod=${pod}`
  return { failure: { reason: 'CrashLoopBackOff', message }, until: exit.finishedAt + delay }
}
