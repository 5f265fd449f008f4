import type { KubeObject, NewObject, ObjectMeta } from '../objects.ts'
import { timestamp } from '../objects.ts'
import type { ResourceName } from '../resources.ts'
import type { VerbParts } from './ApiParts.ts'
import { firstGeneration } from './generation.ts'
import type { FieldError } from './refusals.ts'

/** Metadata of a new object: what only the server gives is the server's, whatever the client wrote. */
export function newMetadata(
  { clock, random }: VerbParts,
  resource: ResourceName,
  object: NewObject & { readonly metadata: { readonly name: string } },
): ObjectMeta {
  const { resourceVersion: _, deletionTimestamp: __, deletionGracePeriodSeconds: ___, generation: asked, ...given } = object.metadata
  const generation = firstGeneration(resource, asked)
  return {
    ...given,
    uid: random.uid(),
    resourceVersion: '',
    ...(generation === undefined ? {} : { generation }),
    creationTimestamp: timestamp(clock.now()),
  }
}

/**
 * Metadata of an update, as the apiserver prepares it before validation: the server's own fields are kept where the update leaves them out; creation and generation
 * whatever it says.
 */
export function updatedMetadata(asked: Partial<ObjectMeta>, { metadata: before }: KubeObject): ObjectMeta {
  const { generation: _, resourceVersion: __, creationTimestamp: ___, ...given } = asked
  const { generation, resourceVersion, creationTimestamp, deletionTimestamp, deletionGracePeriodSeconds } = before
  const grace = asked.deletionGracePeriodSeconds ?? deletionGracePeriodSeconds
  const namespace = asked.namespace ?? before.namespace
  return {
    ...given,
    name: asked.name ?? before.name,
    ...(namespace === undefined ? {} : { namespace }),
    uid: asked.uid === undefined || asked.uid === '' ? before.uid : asked.uid,
    resourceVersion,
    ...(generation === undefined ? {} : { generation }),
    creationTimestamp,
    ...(deletionTimestamp === undefined ? {} : { deletionTimestamp }),
    ...(grace === undefined ? {} : { deletionGracePeriodSeconds: grace }),
  }
}

const IMMUTABLE = ['name', 'namespace', 'uid', 'deletionTimestamp', 'deletionGracePeriodSeconds'] as const

/** What an update may not do to metadata. The apiserver checks it twice, and says every error twice. */
export function metadataErrors({ metadata: after }: KubeObject, { metadata: before }: KubeObject): readonly FieldError[] {
  const errors: FieldError[] = []
  if (before.deletionTimestamp !== undefined) {
    const known = new Set(before.finalizers)
    const added = [...new Set(after.finalizers)].filter((finalizer) => !known.has(finalizer)).sort()
    if (added.length > 0) {
      const list = `[]string{${added.map((finalizer) => JSON.stringify(finalizer)).join(', ')}}`
      const detail = `Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers ${list}`
      errors.push({ field: 'metadata.finalizers', reason: 'FieldValueForbidden', detail })
    }
  }
  for (const field of IMMUTABLE) {
    if (after[field] === before[field]) continue
    errors.push({
      field: `metadata.${field}`,
      reason: 'FieldValueInvalid',
      detail: `Invalid value: ${JSON.stringify(after[field] ?? null)}: field is immutable`,
    })
  }
  return [...errors, ...errors]
}
