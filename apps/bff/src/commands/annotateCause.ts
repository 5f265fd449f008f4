import { CHANGE_CAUSE, changeCause } from '@binnacle/shared'
import type { Command } from './Command.ts'
import { changeWorkload, type Plan } from './changeWorkload.ts'
import { annotation } from './jsonPatch.ts'
import type { Workload } from './Workload.ts'

/** `kubectl annotate --overwrite … kubernetes.io/change-cause=…`; an empty cause takes the annotation away. */
export function annotateCause(kind: 'deployments' | 'replicasets'): Command<'deployments.annotateCause' | 'replicasets.annotateCause'> {
  return {
    target: ({ namespace, name, uid }) => ({ namespace, name, uid }),
    execute: (ref, tools) => changeWorkload({ kind, ref, plan: (now) => planCause(now, changeCause(ref.cause)) }, tools),
  }
}

function planCause(now: Workload, cause: string): Plan {
  const isDone = ({ metadata }: Workload) => (metadata.annotations?.[CHANGE_CAUSE] ?? '') === cause
  if (isDone(now)) return { do: 'nothing' }
  const operations = annotation('/metadata', now.metadata.annotations, [CHANGE_CAUSE, cause === '' ? null : cause])
  // The cause goes with whatever the object is by now, so its generation need not hold still.
  return { do: 'send', operations: [{ op: 'test', path: '/metadata/uid', value: now.metadata.uid }, ...operations], isDone }
}
