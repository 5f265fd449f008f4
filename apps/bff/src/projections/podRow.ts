import type { PodRow } from '@binnacle/shared'
import { controller } from './controller.ts'
import { identity } from './identity.ts'
import { podStatus } from './podStatus.ts'
import { podWhy } from './podWhy.ts'
import { listAt, objectAt, sharedTextAt, textAt, timeAt, type Wire, wire } from './wire.ts'

/**
 * One line of `kubectl get pods -o wide` (1.36), and what "why?" and the status family need. Ages are left to the reader's clock.
 * Differs from kubectl where that prints nothing: a pod without a phase is `<unknown>`, one without a name `?`.
 */
export function podRow(object: unknown): PodRow {
  const pod = wire(object)
  const metadata = objectAt(pod, 'metadata')
  const spec = objectAt(pod, 'spec')
  const status = objectAt(pod, 'status')
  const { uid, namespace, name, created } = identity(metadata)
  const printed = podStatus(pod)
  const notReadySince = unreadySince(status, created)
  // Written out field by field: rows of one shape stay small, and this runs for every event of every pod.
  return {
    uid,
    namespace,
    name,
    created,
    ready: printed.ready,
    containers: printed.containers,
    status: printed.status,
    restarts: printed.restarts,
    lastRestartAt: printed.lastRestartAt,
    ip: firstIP(status),
    node: sharedTextAt(spec, 'nodeName') || null,
    nominatedNode: sharedTextAt(status, 'nominatedNodeName') || null,
    readinessGates: gates(spec, status),
    controller: controller(metadata),
    deletedAt: timeAt(metadata, 'deletionTimestamp'),
    notReadySince,
    why: podWhy(pod, notReadySince),
  }
}

function firstIP(status: Wire): string | null {
  const [first] = listAt(status, 'podIPs')
  return (first && textAt(first, 'ip')) || textAt(status, 'podIP') || null
}

/** Of two conditions of one type the first counts, as for kubectl. */
function gates(spec: Wire, status: Wire): string | null {
  const wanted = listAt(spec, 'readinessGates')
  if (wanted.length === 0) return null
  const conditions = listAt(status, 'conditions')
  let open = 0
  for (const gate of wanted) {
    const type = textAt(gate, 'conditionType')
    if (conditions.find((condition) => condition['type'] === type)?.['status'] === 'True') open++
  }
  return `${open}/${wanted.length}`
}

/** Since the Ready condition left True; since it was made for a pod that never had the condition. Null for a ready pod and for one that ended without it. */
function unreadySince(status: Wire, created: number): number | null {
  for (const condition of listAt(status, 'conditions')) {
    if (condition['type'] !== 'Ready') continue
    return condition['status'] === 'True' ? null : (timeAt(condition, 'lastTransitionTime') ?? created)
  }
  return status['phase'] === 'Succeeded' || status['phase'] === 'Failed' ? null : created
}
