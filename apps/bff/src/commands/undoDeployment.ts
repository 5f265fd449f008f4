import { CHANGE_CAUSE, type CommandInput, undoCause } from '@binnacle/shared'
import type { Command, CommandTools } from './Command.ts'
import { changeWorkload, forbiddenByState, type Plan } from './changeWorkload.ts'
import { sameAs } from './jsonPatch.ts'
import { keptRevisions, type Revision } from './keptRevisions.ts'
import { isSameTemplate, withoutHash } from './podTemplate.ts'
import type { Workload } from './Workload.ts'

/** What kubectl leaves as the Deployment has it; every other annotation comes from the ReplicaSet. */
const DEPLOYMENTS_OWN = [
  'kubectl.kubernetes.io/last-applied-configuration',
  'deployment.kubernetes.io/revision',
  'deployment.kubernetes.io/revision-history',
  'deployment.kubernetes.io/desired-replicas',
  'deployment.kubernetes.io/max-replicas',
  'deprecated.deployment.rollback.to',
]

/**
 * Gives a Deployment the template and the annotations of one of its ReplicaSets, as `kubectl rollout undo --to-revision=N` does, and the cause of that. All in
 * one patch that holds for the uid and the generation that the user saw: a rollout that moves does not hinder it, another writer does (Conflict).
 */
export const undoDeployment: Command<'deployments.undo'> = {
  target: ({ namespace, name, uid }) => ({ namespace, name, uid }),
  async execute(ref, tools) {
    let cause = ''
    const plan = async (now: Workload): Promise<Plan> => {
      if (now.spec.paused) return forbiddenByState("you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again")
      const found = await revision(ref, now, tools)
      if ('do' in found) return found
      const isRunning = isSameTemplate(now, found.template)
      cause = isRunning ? (now.metadata.annotations?.[CHANGE_CAUSE] ?? '') : undoCause(ref.to, found.annotations[CHANGE_CAUSE] ?? null)
      return isRunning ? { do: 'nothing' } : rollback(now, found, cause)
    }
    const changed = await changeWorkload({ kind: 'deployments', ref, generation: ref.generation, plan }, tools)
    return changed.ok ? { ok: true, output: { ...changed.output, cause } } : changed
  },
}

async function revision(ref: CommandInput<'deployments.undo'>, now: Workload, tools: CommandTools): Promise<Revision | Plan> {
  const kept = await keptRevisions(ref, now, tools)
  if (!kept.ok) return { do: 'refuse', failure: kept.failure }
  const found = kept.output.find(({ number }) => number === ref.to)
  if (found) return found
  const numbers = kept.output.map(({ number }) => number)
  const others = numbers.length === 0 ? 'none is' : `${numbers.join(', ')} ${numbers.length === 1 ? 'is' : 'are'}`
  return {
    do: 'refuse',
    failure: { reason: 'NotFound', code: 404, message: `revision ${ref.to} of deployments.apps "${ref.name}" is no longer kept: ${others}` },
  }
}

function rollback(now: Workload, { template, annotations }: Revision, cause: string): Plan {
  const own = Object.entries(now.metadata.annotations ?? {}).filter(([key]) => DEPLOYMENTS_OWN.includes(key))
  const copied = Object.entries(annotations).filter(([key]) => !DEPLOYMENTS_OWN.includes(key))
  return {
    do: 'send',
    operations: [
      ...sameAs(now),
      { op: 'replace', path: '/spec/template', value: withoutHash(template) },
      { op: 'add', path: '/metadata/annotations', value: Object.fromEntries([...own, ...copied, [CHANGE_CAUSE, cause]]) },
    ],
    isDone: (then) => isSameTemplate(then, template),
  }
}
