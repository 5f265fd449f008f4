import type { Command } from './Command.ts'
import { deleteObject } from './deleteObject.ts'
import { jobPath } from './Job.ts'

/** Deletes exactly this Job, and in the background its pods: a plain DELETE would leave them running without an owner. `kubectl delete job <name>`, which knows no uid. */
export const deleteJob: Command<'jobs.delete'> = {
  target: ({ namespace, name, uid }) => ({ namespace, name, uid }),
  async execute(ref, tools) {
    const options = { preconditions: { uid: ref.uid }, propagationPolicy: 'Background' } as const
    const deleted = await deleteObject({ what: 'job', path: jobPath(ref), options }, tools)
    return deleted.ok ? { ok: true, output: { uid: ref.uid } } : deleted
  },
}
