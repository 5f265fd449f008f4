import { recordUpdate } from '../fields/recordUpdate.ts'
import type { KubeObject, NewObject } from '../objects.ts'
import type { ResourceName } from '../resources.ts'
import { done, type Result, refused } from '../Status.ts'
import type { WriteOptions } from './Api.ts'
import type { VerbParts } from './ApiParts.ts'
import { newMetadata } from './metadata.ts'
import { namespaceRefusal, newNamespace } from './namespaceLife.ts'
import { alreadyExists, nameTaken, unclassified } from './refusals.ts'

/** How often the server makes up another name where the one before was taken. */
const NAME_ATTEMPTS = 8

export type Write = { readonly object: NewObject; readonly options: WriteOptions }

/** Creates an object, under a name that is made up where it has only a `generateName`. */
export function create(parts: VerbParts, resource: ResourceName, { object, options }: Write): Result<KubeObject> {
  const { name, generateName } = object.metadata
  if (name || !generateName) return createNamed(parts, resource, { object: named(object, name ?? ''), options })
  for (let attempt = 1; ; attempt++) {
    const made = named(object, `${generateName}${parts.random.suffix()}`)
    const result = createNamed(parts, resource, { object: made, options })
    if (result.ok || result.status.reason !== 'AlreadyExists') return result
    if (attempt === NAME_ATTEMPTS) return refused(nameTaken(parts.resource(resource), { resource, name: made.metadata.name }))
  }
}

type Named = NewObject & { readonly metadata: { readonly name: string } }

function named(object: NewObject, name: string): Named {
  return { ...object, metadata: { ...object.metadata, name } }
}

function createNamed(
  parts: VerbParts,
  resource: ResourceName,
  { object, options }: { readonly object: Named; readonly options: WriteOptions },
): Result<KubeObject> {
  const { admission } = parts
  const of = { resource, namespace: object.metadata.namespace, name: object.metadata.name }
  const closed = namespaceRefusal(parts, of)
  if (closed) return refused(closed)
  const { resourceVersion } = object.metadata
  if (resourceVersion !== undefined && resourceVersion !== '' && resourceVersion !== '0') {
    return refused(unclassified('resourceVersion should not be set on objects to be created'))
  }
  const asked: KubeObject = { ...object, metadata: newMetadata(parts, resource, object) }
  const defaulted = admission.defaults?.(resource, asked) ?? asked
  const owned = recordUpdate(parts, { before: null, after: defaulted, subresource: null, manager: options.fieldManager })
  return store(parts, resource, { object: owned, options })
}

/** Creates an object whose owners are known, as an apply does it. */
export function createOwned(parts: VerbParts, resource: ResourceName, { object, options }: Owned): Result<KubeObject> {
  const closed = namespaceRefusal(parts, { resource, namespace: object.metadata.namespace, name: object.metadata.name })
  if (closed) return refused(closed)
  return store(parts, resource, { object: { ...object, metadata: newMetadata(parts, resource, object) }, options })
}

type Owned = { readonly object: KubeObject; readonly options: WriteOptions }

function store(parts: VerbParts, resource: ResourceName, { object, options }: Owned): Result<KubeObject> {
  const prepared = resource === 'namespaces' ? newNamespace(object) : object
  const admitted = parts.admission.admit({ resource, object: prepared, before: null, subresource: null, options })
  if (!admitted.ok) return admitted
  const of = { resource, namespace: object.metadata.namespace, name: object.metadata.name }
  const taken = parts.store.get(resource, of.namespace, of.name)
  if (taken) return refused(alreadyExists(parts.resource(resource), of, taken.metadata.deletionTimestamp !== undefined))
  return options.dryRun ? admitted : done(parts.store.put(resource, admitted.value))
}
