import { CHANGE_CAUSE, changeCause } from '@binnacle/shared'
import type { Command } from './Command.ts'
import { changeWorkload, forbiddenByState, type Plan } from './changeWorkload.ts'
import { annotation, type Operation, sameAs } from './jsonPatch.ts'
import type { Workload } from './Workload.ts'

const RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt'

/** `kubectl rollout restart` and the change cause in one patch. Twice within one second is one restart. */
export const restartDeployment: Command<'deployments.restart'> = {
  target: ({ namespace, name, uid }) => ({ namespace, name, uid }),
  execute(ref, tools) {
    const at = new Date(tools.clock.now()).toISOString().replace(/\.\d+Z$/, 'Z')
    return changeWorkload({ kind: 'deployments', ref, plan: (now) => planRestart(now, at, ref.cause) }, tools)
  },
}

function planRestart(now: Workload, at: string, cause: string): Plan {
  if (now.spec.paused) return forbiddenByState("can't restart paused deployment (run rollout resume first)")
  const isDone = (then: Workload) => then.spec.template?.metadata?.annotations?.[RESTARTED_AT] === at
  if (isDone(now)) return { do: 'nothing' }
  const causeOps = annotation('/metadata', now.metadata.annotations, [CHANGE_CAUSE, changeCause(cause) || 'restart'])
  return { do: 'send', operations: [...sameAs(now), ...stamp(now, at), ...causeOps], isDone }
}

function stamp({ spec }: Workload, at: string): Operation[] {
  const metadata = spec.template?.metadata
  if (metadata === undefined) return [{ op: 'add', path: '/spec/template/metadata', value: { annotations: { [RESTARTED_AT]: at } } }]
  return annotation('/spec/template/metadata', metadata.annotations, [RESTARTED_AT, at])
}
