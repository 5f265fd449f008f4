import { diffObjects, type FieldChange } from '@binnacle/shared'
import { isFields } from './readDocument.ts'

/** Written by the apiserver at every change; of a field's managers nothing is told here. */
const SERVERS = new Set(['managedFields', 'resourceVersion', 'generation', 'creationTimestamp', 'uid', 'selfLink'])
/** Of a Secret these are shown; anything else may hold or quote a value. */
const OPEN = /^(apiVersion|kind|type|immutable|metadata\.name|metadata\.namespace|metadata\.labels\b.*|metadata\.finalizers\b.*)$/
const HIDDEN = '•••'

/** What differs between an object as it was and as it is, without what the apiserver writes by itself. `status`: the kind's status is written apart. Values of Secrets are hidden. */
export function changesOf(before: unknown, after: unknown, { kind, status }: { readonly kind: string; readonly status: boolean }): FieldChange[] {
  const changes = diffObjects(asked(before, status), asked(after, status))
  return kind === 'Secret' ? changes.map(hidden) : changes
}

function asked(object: unknown, status: boolean): unknown {
  if (!isFields(object)) return object
  const { metadata } = object
  const kept = isFields(metadata) ? Object.fromEntries(Object.entries(metadata).filter(([field]) => !SERVERS.has(field))) : metadata
  return Object.fromEntries(Object.entries({ ...object, metadata: kept }).filter(([field]) => !(status && field === 'status')))
}

function hidden(change: FieldChange): FieldChange {
  if (OPEN.test(change.path)) return change
  return { path: change.path, before: change.before === null ? null : HIDDEN, after: change.after === null ? null : HIDDEN }
}
