import type { Condition, JobRow } from '@binnacle/shared'
import { controller } from './controller.ts'
import { cut } from './cut.ts'
import { identity } from './identity.ts'
import { launchedRun } from './launchedRun.ts'
import { selectorText } from './selectorText.ts'
import { integerAt, listAt, maybeIntegerAt, objectAt, sharedTextAt, textAt, timeAt, type Wire, wire } from './wire.ts'
import { templateImages } from './workload.ts'

const MAX_MESSAGE = 300
const MAX_CONDITIONS = 20

/** One line of `kubectl get jobs -o wide` (1.36, `printJob`), and what runs and the status family need. */
export function jobRow(object: unknown): JobRow {
  const job = wire(object)
  const metadata = objectAt(job, 'metadata')
  const spec = objectAt(job, 'spec')
  const status = objectAt(job, 'status')
  const { uid, namespace, name, created } = identity(metadata)
  const deletedAt = timeAt(metadata, 'deletionTimestamp')
  const conditions = listAt(status, 'conditions').slice(0, MAX_CONDITIONS).map(condition)
  return {
    uid,
    namespace,
    name,
    created,
    status: word(conditions, deletedAt !== null),
    active: integerAt(status, 'active'),
    succeeded: integerAt(status, 'succeeded'),
    failed: integerAt(status, 'failed'),
    ready: maybeIntegerAt(status, 'ready'),
    terminating: maybeIntegerAt(status, 'terminating'),
    completions: maybeIntegerAt(spec, 'completions'),
    parallelism: maybeIntegerAt(spec, 'parallelism'),
    backoffLimit: maybeIntegerAt(spec, 'backoffLimit'),
    startedAt: timeAt(status, 'startTime'),
    completedAt: timeAt(status, 'completionTime'),
    activeDeadlineSeconds: maybeIntegerAt(spec, 'activeDeadlineSeconds'),
    ttlSecondsAfterFinished: maybeIntegerAt(spec, 'ttlSecondsAfterFinished'),
    conditions,
    images: templateImages(spec),
    selector: 'selector' in spec ? (selectorText(objectAt(spec, 'selector')) ?? '<invalid>') : '<none>',
    controller: controller(metadata),
    run: launchedRun(metadata),
    deletedAt,
  }
}

function condition(of: Wire): Condition {
  return {
    type: sharedTextAt(of, 'type'),
    status: sharedTextAt(of, 'status'),
    reason: sharedTextAt(of, 'reason'),
    message: cut(textAt(of, 'message'), MAX_MESSAGE),
    since: timeAt(of, 'lastTransitionTime'),
  }
}

/** kubectl's STATUS: the first of these that holds, of two conditions of one type the first. */
function word(conditions: readonly Condition[], leaving: boolean): string {
  const holds = (type: string): boolean => conditions.find((one) => one.type === type)?.status === 'True'
  if (holds('Complete')) return 'Complete'
  if (holds('Failed')) return 'Failed'
  if (leaving) return 'Terminating'
  return ['Suspended', 'FailureTarget', 'SuccessCriteriaMet'].find(holds) ?? 'Running'
}
