import type { ObjectRef, Outcome } from '@binnacle/shared'
import { kubePath } from '../kube/kubePath.ts'
import type { CommandTools } from './Command.ts'
import type { DataKind } from './DataKind.ts'
import { deleteObject } from './deleteObject.ts'

/** Deletes exactly the object that was seen. `kubectl delete secret <name>`, which knows no uid. */
export async function deleteData(
  { kind, resource, guarded }: DataKind,
  { namespace, name, uid }: ObjectRef,
  tools: CommandTools,
): Promise<Outcome<{ uid: string }>> {
  const path = kubePath({ group: '', version: 'v1', resource, namespace, name })
  const deleted = await deleteObject({ what: kind, path, options: { preconditions: { uid } }, guarded }, tools)
  return deleted.ok ? { ok: true, output: { uid } } : deleted
}
