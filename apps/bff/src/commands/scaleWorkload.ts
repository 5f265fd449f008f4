import type { CommandInput } from '@binnacle/shared'
import type { Command } from './Command.ts'
import { changeWorkload, type Plan } from './changeWorkload.ts'
import { type Workload, type WorkloadKind, workloadName } from './Workload.ts'

type Name = 'deployments.scale' | 'replicasets.scale' | 'replicationcontrollers.scale'

/** `kubectl scale --current-replicas=<seen> --replicas=<n>` through the scale subresource: another number by then is a Conflict that names it. */
export function scaleWorkload(kind: WorkloadKind): Command<Name> {
  return {
    target: ({ namespace, name, uid }) => ({ namespace, name, uid }),
    execute: (ref, tools) => changeWorkload({ kind, ref, scale: true, plan: (now) => planScale(kind, ref, now) }, tools),
  }
}

function planScale(kind: WorkloadKind, { name, uid, seen, replicas }: CommandInput<Name>, now: Workload): Plan {
  const isDone = ({ spec }: Workload) => spec.replicas === replicas
  if (isDone(now)) return { do: 'nothing' }
  if (now.spec.replicas !== seen) {
    const message = `${workloadName(kind, name)} was scaled since you looked: you saw ${seen}, it is now ${now.spec.replicas}; nothing was written`
    return { do: 'refuse', failure: { reason: 'Conflict', code: 409, message } }
  }
  return {
    do: 'send',
    operations: [
      { op: 'test', path: '/metadata/uid', value: uid },
      // A Scale leaves out the number 0, and what is not there equals null.
      { op: 'test', path: '/spec/replicas', value: seen === 0 ? null : seen },
      { op: 'add', path: '/spec/replicas', value: replicas },
    ],
    isDone,
  }
}
