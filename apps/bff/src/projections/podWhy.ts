import type { Why } from '@binnacle/shared'
import { cut } from './cut.ts'
import { initStep, named, POD_INITIALIZING } from './podStatus.ts'
import { integerAt, listAt, maybeObjectAt, objectAt, textAt, timeAt, type Wire } from './wire.ts'

/** A reader sees one line of it; the whole text is on the pod's own page. */
const MAX_MESSAGE = 300

/**
 * What `kubectl describe pod` would be read for: the one thing that explains why the pod is not simply running, in the cluster's own words.
 * First match: the pod's own reason (Evicted, DeadlineExceeded); the init container that blocks; the first container that waits for a reason or ended
 * badly; not scheduled; not ready; the last restart. Null when there is nothing to explain, and while containers are merely being created.
 */
export function podWhy(pod: Wire, notReadySince: number | null): Why | null {
  const status = objectAt(pod, 'status')
  const reason = textAt(status, 'reason')
  const message = textAt(status, 'message')
  if (reason !== '' || message !== '')
    return { container: '', reason: reason || textAt(status, 'phase'), message: cut(message, MAX_MESSAGE), at: notReadySince }
  return (
    blockingInit(pod, notReadySince) ??
    firstFault(listAt(status, 'containerStatuses'), notReadySince) ??
    notScheduled(status) ??
    notReady(status) ??
    lastRestart(status)
  )
}

function blockingInit(pod: Wire, notReadySince: number | null): Why | null {
  const specs = listAt(objectAt(pod, 'spec'), 'initContainers')
  for (const container of listAt(objectAt(pod, 'status'), 'initContainerStatuses')) {
    if (initStep(container, named(specs, textAt(container, 'name'))) === 'blocking') return fault(container, notReadySince)
  }
  return null
}

function firstFault(containers: readonly Wire[], notReadySince: number | null): Why | null {
  for (const container of containers) {
    const why = fault(container, notReadySince)
    if (why) return why
  }
  return null
}

/** Null for a container that runs, is being created or ended well. */
function fault(container: Wire, notReadySince: number | null): Why | null {
  const state = objectAt(container, 'state')
  const waiting = maybeObjectAt(state, 'waiting')
  if (waiting) return waitingFor(container, waiting, notReadySince)
  const terminated = maybeObjectAt(state, 'terminated')
  if (!terminated || (integerAt(terminated, 'exitCode') === 0 && integerAt(terminated, 'signal') === 0)) return null
  return ended(container, terminated)
}

function waitingFor(container: Wire, waiting: Wire, notReadySince: number | null): Why | null {
  const reason = textAt(waiting, 'reason')
  const message = textAt(waiting, 'message')
  const beingCreated = reason === '' || reason === POD_INITIALIZING || reason === 'ContainerCreating'
  if (beingCreated && message === '') return null
  const last = maybeObjectAt(objectAt(container, 'lastState'), 'terminated')
  // "back-off 5m0s restarting …" alone does not say what went wrong: the end of the last run does.
  const ending = last ? `last run: ${endOf(last)}` : ''
  return {
    container: textAt(container, 'name'),
    reason: reason || 'Waiting',
    message: cut(ending && message ? `${ending}; ${message}` : ending || message, MAX_MESSAGE),
    at: (last && timeAt(last, 'finishedAt')) ?? notReadySince,
  }
}

function ended(container: Wire, terminated: Wire): Why {
  return {
    container: textAt(container, 'name'),
    reason: textAt(terminated, 'reason') || 'Terminated',
    message: cut(endOf(terminated), MAX_MESSAGE),
    at: timeAt(terminated, 'finishedAt'),
  }
}

/** `exit code 137, OOMKilled: <termination message>`, as much of it as is known. */
function endOf(terminated: Wire): string {
  const signal = integerAt(terminated, 'signal')
  const code = signal !== 0 ? `signal ${signal}` : `exit code ${integerAt(terminated, 'exitCode')}`
  const reason = textAt(terminated, 'reason')
  const message = textAt(terminated, 'message').trim()
  return `${code}${reason ? `, ${reason}` : ''}${message ? `: ${message}` : ''}`
}

function notScheduled(status: Wire): Why | null {
  const scheduled = condition(status, 'PodScheduled')
  if (!scheduled || scheduled['status'] === 'True') return null
  return ofCondition(scheduled)
}

/** Only where the containers run: what has ended or not begun is not ready for a better reason. */
function notReady(status: Wire): Why | null {
  if (status['phase'] !== 'Running') return null
  const containersReady = condition(status, 'ContainersReady')
  const ready = containersReady && containersReady['status'] !== 'True' ? containersReady : condition(status, 'Ready')
  if (!ready || ready['status'] === 'True') return null
  return { ...ofCondition(ready), container: onlyUnready(status) }
}

function onlyUnready(status: Wire): string {
  let name = ''
  for (const container of listAt(status, 'containerStatuses')) {
    if (container['ready'] === true) continue
    if (name !== '') return ''
    name = textAt(container, 'name')
  }
  return name
}

function lastRestart(status: Wire): Why | null {
  let latest: Why | null = null
  for (const container of listAt(status, 'containerStatuses')) {
    const last = maybeObjectAt(objectAt(container, 'lastState'), 'terminated')
    if (!last || integerAt(container, 'restartCount') === 0) continue
    const why = ended(container, last)
    if (!latest || (why.at ?? 0) > (latest.at ?? 0)) latest = why
  }
  return latest
}

function ofCondition(from: Wire): Why {
  return {
    container: '',
    reason: textAt(from, 'reason') || textAt(from, 'type'),
    message: cut(textAt(from, 'message'), MAX_MESSAGE),
    at: timeAt(from, 'lastTransitionTime'),
  }
}

function condition(status: Wire, type: string): Wire | undefined {
  for (const candidate of listAt(status, 'conditions')) if (candidate['type'] === type) return candidate
  return undefined
}
