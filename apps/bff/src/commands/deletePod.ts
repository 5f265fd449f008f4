import { kubePath } from '../kube/kubePath.ts'
import type { Command } from './Command.ts'
import { deleteObject } from './deleteObject.ts'

/**
 * Deletes exactly this pod: it goes after its grace period; whoever controls it makes the next one.
 * `kubectl delete pod <name> --namespace <namespace> [--grace-period <s>]`, which knows no uid.
 */
export const deletePod: Command<'pods.delete'> = {
  target: ({ namespace, name, uid }) => ({ namespace, name, uid }),
  async execute({ namespace, name, uid, gracePeriodSeconds }, tools) {
    const path = kubePath({ group: '', version: 'v1', resource: 'pods', namespace, name })
    const options = { preconditions: { uid }, ...(gracePeriodSeconds === null ? {} : { gracePeriodSeconds }) }
    const deleted = await deleteObject({ what: 'pod', path, options }, tools)
    return deleted.ok ? { ok: true, output: { uid, ...deleted.output } } : deleted
  },
}
