import { GENERATED_TYPES } from '../schema/generatedTypes.ts'
import { apiVersionOf, type GroupVersion, type ResourceTable } from '../schema/resourceTable.ts'
import type { Schema } from '../schema/Schema.ts'
import { pathsOf } from './openApiPaths.ts'
import { schemasOf } from './openApiSchemas.ts'
import { hashOf, type ServedDocument, servedDocument } from './ServedDocument.ts'

/** OpenAPI v3, made from the types: what kubectl needs to validate, apply and explain. Descriptions are left out. */
export type OpenApi = {
  /** `/openapi/v3`: where each document is, under a name that changes when it does. */
  readonly index: () => ServedDocument
  /** `/openapi/v3/{path}`, the path being `api/v1` or `apis/apps/v1`; undefined where there is none. */
  readonly document: (path: string) => ServedDocument | undefined
}

export type OpenApiParts = { readonly schema: Schema; readonly resources: ResourceTable }

/** Documents are made when they are first asked for, and kept. */
export function createOpenApi({ schema, resources }: OpenApiParts): OpenApi {
  const made = new Map<string, ServedDocument>()
  const versions = new Map(resources.versions.map((version) => [pathOf(version), version]))
  const nameHash = (path: string) => hashOf(`${path}\n${GENERATED_TYPES}`)
  return {
    index: () => {
      const entries = [...versions.keys()].map((path) => [path, { serverRelativeURL: `/openapi/v3/${path}?hash=${nameHash(path)}` }])
      return servedDocument({ paths: Object.fromEntries(entries) })
    },
    document: (path) => {
      const version = versions.get(path)
      if (!version) return undefined
      const document = made.get(path) ?? { ...documentOf(schema, version), etag: `"${nameHash(path)}"` }
      made.set(path, document)
      return document
    },
  }
}

function pathOf(version: GroupVersion): string {
  return version.group === '' ? `api/${version.version}` : `apis/${apiVersionOf(version)}`
}

function documentOf(schema: Schema, version: GroupVersion): ServedDocument {
  return servedDocument({
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: '1.36' },
    paths: pathsOf(`/${pathOf(version)}`, version),
    components: { schemas: schemasOf(schema, version) },
  })
}
