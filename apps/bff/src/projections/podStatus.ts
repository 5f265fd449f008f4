import { UNKNOWN } from './identity.ts'
import { flagAt, integerAt, listAt, maybeObjectAt, objectAt, textAt, timeAt, type Wire } from './wire.ts'

/** The cells READY, STATUS and RESTARTS of `kubectl get pods`, before the age of the last restart is put into words. */
export type PodStatus = { ready: number; containers: number; status: string; restarts: number; lastRestartAt: number | null }

/**
 * The ladder of kubectl 1.36's `printPod` (kubernetes v1.36.3, pkg/printers/internalversion/printers.go), step by step: phase, status.reason,
 * SchedulingGated, Init:…, the containers' own reasons, Completed corrected, Terminating. Differs in one point: where kubectl
 * prints an empty STATUS (no phase at all) this says `<unknown>`.
 */
export function podStatus(pod: Wire): PodStatus {
  const status = objectAt(pod, 'status')
  const initContainers = listAt(objectAt(pod, 'spec'), 'initContainers')
  const printed: PodStatus = {
    ready: 0,
    containers: listAt(objectAt(pod, 'spec'), 'containers').length,
    status: beforeContainers(status),
    restarts: 0,
    lastRestartAt: null,
  }
  for (const container of initContainers) if (isRestartable(container)) printed.containers++

  const sidecars = { restarts: 0, lastRestartAt: null as number | null }
  const initializing = readInitContainers({ status, initContainers, sidecars }, printed)
  if (!initializing || isInitialized(status)) {
    printed.restarts = sidecars.restarts
    printed.lastRestartAt = sidecars.lastRestartAt
    readContainers(status, printed)
  }
  if (printed.restarts === 0) printed.lastRestartAt = null
  printed.status = afterContainers(pod, printed.status)
  return printed
}

/** True for init containers that run as long as the pod (sidecars). */
export function isRestartable(initContainer: Wire | undefined): boolean {
  return initContainer !== undefined && initContainer['restartPolicy'] === 'Always'
}

/** An init container's waiting reason that says no more than that its turn has not come. */
export const POD_INITIALIZING = 'PodInitializing'

/** What an init container means for the pod: it is over, it is a sidecar that has started, or everything after it waits for it. */
export function initStep(container: Wire, spec: Wire | undefined): 'over' | 'sidecar' | 'blocking' {
  const terminated = maybeObjectAt(objectAt(container, 'state'), 'terminated')
  if (terminated && integerAt(terminated, 'exitCode') === 0) return 'over'
  return isRestartable(spec) && flagAt(container, 'started') ? 'sidecar' : 'blocking'
}

export function named(containers: readonly Wire[], name: string): Wire | undefined {
  for (const container of containers) if (container['name'] === name) return container
  return undefined
}

function beforeContainers(status: Wire): string {
  for (const condition of listAt(status, 'conditions')) {
    if (condition['type'] === 'PodScheduled' && condition['reason'] === 'SchedulingGated') return 'SchedulingGated'
  }
  return textAt(status, 'reason') || textAt(status, 'phase')
}

type Restarts = { restarts: number; lastRestartAt: number | null }
type InitContainers = { status: Wire; initContainers: readonly Wire[]; sidecars: Restarts }

/** True when an init container keeps the pod from going on; `printed.status` then says which and why. */
function readInitContainers({ status, initContainers, sidecars }: InitContainers, printed: PodStatus): boolean {
  const statuses = listAt(status, 'initContainerStatuses')
  for (const [index, container] of statuses.entries()) {
    const spec = named(initContainers, textAt(container, 'name'))
    countRestarts(container, printed)
    if (isRestartable(spec)) countRestarts(container, sidecars)
    const step = initStep(container, spec)
    if (step === 'blocking') {
      printed.status = initReason(container) ?? `Init:${index}/${initContainers.length}`
      return true
    }
    if (step === 'sidecar' && flagAt(container, 'ready')) printed.ready++
  }
  return false
}

function initReason(container: Wire): string | null {
  const state = objectAt(container, 'state')
  const terminated = maybeObjectAt(state, 'terminated')
  if (terminated) return `Init:${endReason(terminated)}`
  const waiting = textAt(objectAt(state, 'waiting'), 'reason')
  return waiting !== '' && waiting !== POD_INITIALIZING ? `Init:${waiting}` : null
}

/** From the last to the first, so that the first container with something to say has the last word. */
function readContainers(status: Wire, printed: PodStatus): void {
  const statuses = listAt(status, 'containerStatuses')
  let running = false
  let error = ''
  for (let index = statuses.length - 1; index >= 0; index--) {
    const container = statuses[index]
    if (!container) continue
    countRestarts(container, printed)
    const state = objectAt(container, 'state')
    const waiting = textAt(objectAt(state, 'waiting'), 'reason')
    const terminated = maybeObjectAt(state, 'terminated')
    if (waiting !== '') {
      printed.status = waiting
    } else if (terminated) {
      printed.status = endReason(terminated)
      if (integerAt(terminated, 'exitCode') !== 0) error = printed.status
    } else if (flagAt(container, 'ready') && maybeObjectAt(state, 'running')) {
      running = true
      printed.ready++
    }
  }
  if (printed.status === 'Completed') printed.status = correctedCompleted(status, running, error)
}

/** One container that ended well does not complete a pod in which another runs or failed. */
function correctedCompleted(status: Wire, running: boolean, error: string): string {
  if (running && isReady(status)) return 'Running'
  if (error !== '') return error
  return running ? 'NotReady' : 'Completed'
}

function afterContainers(pod: Wire, reason: string): string {
  if (isDeleted(pod)) {
    const status = objectAt(pod, 'status')
    if (status['reason'] === 'NodeLost') return 'Unknown'
    if (status['phase'] !== 'Failed' && status['phase'] !== 'Succeeded') return 'Terminating'
  }
  return reason || UNKNOWN
}

function isDeleted(pod: Wire): boolean {
  return typeof objectAt(pod, 'metadata')['deletionTimestamp'] === 'string'
}

function endReason(terminated: Wire): string {
  const reason = textAt(terminated, 'reason')
  if (reason !== '') return reason
  const signal = integerAt(terminated, 'signal')
  return signal !== 0 ? `Signal:${signal}` : `ExitCode:${integerAt(terminated, 'exitCode')}`
}

function countRestarts(container: Wire, count: Restarts): void {
  count.restarts += integerAt(container, 'restartCount')
  const last = maybeObjectAt(objectAt(container, 'lastState'), 'terminated')
  const finished = last && timeAt(last, 'finishedAt')
  if (finished !== null && (count.lastRestartAt === null || finished > count.lastRestartAt)) count.lastRestartAt = finished
}

/** As kubectl looks: the first condition of the type decides. */
function isInitialized(status: Wire): boolean {
  for (const condition of listAt(status, 'conditions')) {
    if (condition['type'] === 'Initialized') return condition['status'] === 'True'
  }
  return false
}

/** As kubectl looks: any condition of the type will do. */
function isReady(status: Wire): boolean {
  for (const condition of listAt(status, 'conditions')) {
    if (condition['type'] === 'Ready' && condition['status'] === 'True') return true
  }
  return false
}
