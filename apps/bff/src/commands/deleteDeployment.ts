import type { Command } from './Command.ts'
import { deleteObject } from './deleteObject.ts'
import { workloadPath } from './Workload.ts'

/** Deletes exactly this Deployment; the garbage collector follows with its ReplicaSets and pods. `kubectl delete deployment <name>`, which knows no uid. */
export const deleteDeployment: Command<'deployments.delete'> = {
  target: ({ namespace, name, uid }) => ({ namespace, name, uid }),
  async execute(ref, tools) {
    const options = { preconditions: { uid: ref.uid }, propagationPolicy: 'Background' } as const
    const deleted = await deleteObject({ what: 'deployment', path: workloadPath('deployments', ref), options }, tools)
    return deleted.ok ? { ok: true, output: { uid: ref.uid } } : deleted
  },
}
