import { parseAllDocuments } from 'yaml'
import type { KubeObject } from '../objects.ts'
import { resourceName } from '../resources.ts'
import { readBody } from '../schema/readBody.ts'
import type { ResourceTable } from '../schema/resourceTable.ts'
import type { Schema } from '../schema/Schema.ts'
import type { Api, WriteOptions } from './Api.ts'

export type ManifestParts = { readonly api: Api; readonly resources: ResourceTable; readonly schema: Schema }

/**
 * Creates the objects of a manifest, or brings those that are there to what it says, through the same checks as over HTTP. The first one that is refused throws, with
 * the apiserver's words.
 */
export function applyManifest({ api, resources, schema }: ManifestParts, manifest: string, options: WriteOptions): readonly KubeObject[] {
  const documents = parseAllDocuments(manifest).map((document): unknown => document.toJS())
  return documents.flatMap((document) => {
    if (document === null) return []
    const { apiVersion, kind } = typeOf(document)
    const info = resources.byKind(apiVersion, kind)
    if (!info) throw new Error(`no matches for kind ${JSON.stringify(kind)} in version ${JSON.stringify(apiVersion)}`)
    const bytes = Buffer.from(JSON.stringify(document))
    const read = readBody(schema, { bytes, format: 'json' }, { apiVersion, kind, fieldValidation: 'Strict' })
    if (!read.ok) throw new Error(read.status.message)
    const asked = metadataOf(read.value.object)
    const namespace = info.namespaced ? (asked.namespace ?? 'default') : undefined
    const object = { ...read.value.object, metadata: { ...asked, ...(namespace === undefined ? {} : { namespace }) } }
    const of = { resource: resourceName(info), namespace, name: asked.name ?? '' }
    const there = asked.name !== undefined && api.get(of).ok
    const written = there ? api.patch(of, { type: 'strategic', body: object }, options) : api.create(of.resource, object, options)
    if (!written.ok) throw new Error(written.status.message)
    return [written.value]
  })
}

function typeOf(document: unknown): { readonly apiVersion: string; readonly kind: string } {
  if (typeof document !== 'object' || document === null || !('kind' in document) || !('apiVersion' in document))
    throw new Error('an object has a kind and an apiVersion')
  return { apiVersion: String(document.apiVersion), kind: String(document.kind) }
}

function metadataOf(object: Readonly<Record<string, unknown>>): Partial<KubeObject['metadata']> {
  const { metadata } = object
  return typeof metadata === 'object' && metadata !== null ? metadata : {}
}
