import { expect, it } from 'vitest'
import { loadSchema } from '../schema/loadSchema.ts'
import { loadResources } from '../schema/resourceTable.ts'
import { createOpenApi } from './openApi.ts'
import { openApiV2 } from './openApiV2.ts'
import { wireFields } from './protobuf/wire.ts'

const resources = loadResources()
const openApi = createOpenApi({ schema: loadSchema(), resources })
const parsed = (path: string) => JSON.parse(openApi.document(path)?.body ?? 'null')

it('has a document for each version, whose name changes with it', () => {
  const { paths } = JSON.parse(openApi.index().body)
  expect(Object.keys(paths)).toEqual(resources.versions.map(({ group, version }) => (group === '' ? `api/${version}` : `apis/${group}/${version}`)))
  const hash = paths['apis/apps/v1'].serverRelativeURL.split('hash=')[1]
  expect(openApi.document('apis/apps/v1')?.etag).toBe(`"${hash}"`)
  expect(openApi.document('apis/example.com/v1')).toBeUndefined()
})

it('refers to nothing that it does not hold', () => {
  for (const path of Object.keys(JSON.parse(openApi.index().body).paths)) {
    const document = parsed(path)
    const refs = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name)
    expect(refs.filter((name) => document.components.schemas[name ?? ''] === undefined)).toEqual([])
  }
})

it('says that a patch validates fields, and how lists merge', () => {
  const { paths, components } = parsed('apis/apps/v1')
  const { patch } = paths['/apis/apps/v1/namespaces/{namespace}/deployments/{name}']
  expect(patch['x-kubernetes-group-version-kind']).toEqual({ group: 'apps', kind: 'Deployment', version: 'v1' })
  expect(patch.parameters).toContainEqual(expect.objectContaining({ name: 'fieldValidation', in: 'query' }))
  expect(components.schemas['io.k8s.api.apps.v1.Deployment']['x-kubernetes-group-version-kind']).toEqual([{ group: 'apps', kind: 'Deployment', version: 'v1' }])
  expect(components.schemas['io.k8s.api.core.v1.PodSpec'].properties.containers).toEqual({
    type: 'array',
    items: { $ref: '#/components/schemas/io.k8s.api.core.v1.Container' },
    'x-kubernetes-list-map-keys': ['name'],
    'x-kubernetes-list-type': 'map',
    'x-kubernetes-patch-merge-key': 'name',
    'x-kubernetes-patch-strategy': 'merge',
  })
})

it('is an empty document in version 2, in protobuf for kubectl', () => {
  const { body, contentType } = openApiV2('application/com.github.proto-openapi.spec.v2@v1.0+protobuf')
  expect(contentType).toBe('application/com.github.proto-openapi.spec.v2.v1.0+protobuf')
  expect([...wireFields(Buffer.from(body))].map(({ number }) => number)).toEqual([1, 2])
  expect(JSON.parse(openApiV2('*/*').body)).toMatchObject({ swagger: '2.0', paths: {} })
})
