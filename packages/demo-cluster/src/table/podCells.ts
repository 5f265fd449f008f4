import { since } from './humanDuration.ts'
import type { CellsOf } from './tableOf.ts'
import { isThere, listAt, numberAt, textAt, valueAt } from './valueAt.ts'

/** What a pod's row is made of while its containers are looked at one after the other. */
type Seen = { readonly reason: string; readonly restarts: number; readonly lastRestart: number; readonly ready: number }

type InitSeen = Seen & {
  readonly initializing: boolean
  /** Restarts of sidecars alone, which count on once the pod is initialized. */
  readonly sidecars: { readonly restarts: number; readonly lastRestart: number }
}

const UNREACHABLE = 'NodeLost'

/** A pod's row. The status is what kubectl users know: the phase, or what a container waits for or has ended with, init containers first. */
export const podCells: CellsOf = (pod, now) => {
  const { reason, ready, restarts, lastRestart } = seenOf(pod)
  const total = listAt(pod, 'spec', 'containers').length + listAt(pod, 'spec', 'initContainers').filter(isSidecar).length
  return [
    pod.metadata.name,
    `${ready}/${total}`,
    deletedReason(pod) ?? reason,
    restarts !== 0 && lastRestart > 0 ? `${restarts} (${since(new Date(lastRestart).toISOString(), now)} ago)` : String(restarts),
    since(pod.metadata.creationTimestamp, now),
    textAt(pod, 'status', 'podIP') || '<none>',
    textAt(pod, 'spec', 'nodeName') || '<none>',
    textAt(pod, 'status', 'nominatedNodeName') || '<none>',
    readinessGates(pod),
  ]
}

function seenOf(pod: unknown): Seen {
  const gated = listAt(pod, 'status', 'conditions').some((one) => textAt(one, 'type') === 'PodScheduled' && textAt(one, 'reason') === 'SchedulingGated')
  const reason = gated ? 'SchedulingGated' : textAt(pod, 'status', 'reason') || textAt(pod, 'status', 'phase')
  const init = seenInit(pod, reason)
  if (init.initializing && !hasCondition(pod, 'Initialized')) return init
  return seenMain(pod, { ...init, ...init.sidecars })
}

function deletedReason(pod: Parameters<CellsOf>[0]): string | undefined {
  if (pod.metadata.deletionTimestamp === undefined) return undefined
  if (textAt(pod, 'status', 'reason') === UNREACHABLE) return 'Unknown'
  return ['Succeeded', 'Failed'].includes(textAt(pod, 'status', 'phase')) ? undefined : 'Terminating'
}

/** Init containers up to the first that is not done. */
function seenInit(pod: unknown, reason: string): InitSeen {
  const declared = listAt(pod, 'spec', 'initContainers')
  let seen: InitSeen = { reason, restarts: 0, lastRestart: 0, ready: 0, initializing: false, sidecars: { restarts: 0, lastRestart: 0 } }
  for (const [index, status] of listAt(pod, 'status', 'initContainerStatuses').entries()) {
    const sidecar = isSidecar(declared.find((one) => textAt(one, 'name') === textAt(status, 'name')))
    seen = { ...seen, ...restarted(seen, status), sidecars: sidecar ? restarted(seen.sidecars, status) : seen.sidecars }
    if (sidecar && valueAt(status, 'started') === true && !hasSucceeded(status)) {
      seen = { ...seen, ready: seen.ready + Number(valueAt(status, 'ready') === true) }
    } else if (!hasSucceeded(status)) {
      return { ...seen, reason: initReason(status, `${index}/${declared.length}`), initializing: true }
    }
  }
  return seen
}

function initReason(status: unknown, progress: string): string {
  if (isThere(status, 'state', 'terminated')) return `Init:${endReason(status)}`
  const waiting = textAt(status, 'state', 'waiting', 'reason')
  return `Init:${waiting === '' || waiting === 'PodInitializing' ? progress : waiting}`
}

/** The first container's word counts, so they are looked at from the last. */
function seenMain(pod: unknown, before: Seen): Seen {
  let seen = before
  let [running, error] = [false, '']
  for (const status of [...listAt(pod, 'status', 'containerStatuses')].reverse()) {
    seen = { ...seen, ...restarted(seen, status) }
    const waiting = textAt(status, 'state', 'waiting', 'reason')
    if (waiting !== '') {
      seen = { ...seen, reason: waiting }
    } else if (isThere(status, 'state', 'terminated')) {
      seen = { ...seen, reason: endReason(status) }
      if (!hasSucceeded(status)) error = seen.reason
    } else if (valueAt(status, 'ready') === true && isThere(status, 'state', 'running')) {
      running = true
      seen = { ...seen, ready: seen.ready + 1 }
    }
  }
  if (seen.reason !== 'Completed') return seen
  if (running && hasCondition(pod, 'Ready')) return { ...seen, reason: 'Running' }
  return { ...seen, reason: error || (running ? 'NotReady' : 'Completed') }
}

function restarted<Counts extends { readonly restarts: number; readonly lastRestart: number }>(counts: Counts, status: unknown) {
  const ended = Date.parse(textAt(status, 'lastState', 'terminated', 'finishedAt')) || 0
  return { restarts: counts.restarts + numberAt(status, 'restartCount'), lastRestart: Math.max(counts.lastRestart, ended) }
}

function endReason(status: unknown): string {
  const reason = textAt(status, 'state', 'terminated', 'reason')
  const signal = numberAt(status, 'state', 'terminated', 'signal')
  return reason || (signal === 0 ? `ExitCode:${numberAt(status, 'state', 'terminated', 'exitCode')}` : `Signal:${signal}`)
}

function hasSucceeded(status: unknown): boolean {
  return isThere(status, 'state', 'terminated') && numberAt(status, 'state', 'terminated', 'exitCode') === 0
}

function isSidecar(container: unknown): boolean {
  return textAt(container, 'restartPolicy') === 'Always'
}

function hasCondition(pod: unknown, type: string): boolean {
  return listAt(pod, 'status', 'conditions').some((one) => textAt(one, 'type') === type && textAt(one, 'status') === 'True')
}

function readinessGates(pod: unknown): string {
  const gates = listAt(pod, 'spec', 'readinessGates').map((gate) => textAt(gate, 'conditionType'))
  return gates.length === 0 ? '<none>' : `${gates.filter((gate) => hasCondition(pod, gate)).length}/${gates.length}`
}
