import { expect, it } from 'vitest'
import { loadResources } from '../schema/resourceTable.ts'
import { createDiscovery } from './discovery.ts'

const discovery = createDiscovery(loadResources(), '127.0.0.1:6443')
const parsed = (document: { body: string } | undefined) => JSON.parse(document?.body ?? 'null')

type Plain = { name: string; kind: string; verbs: string[]; namespaced: boolean }
type Aggregated = { metadata: { name?: string }; versions: { version: string; resources: AggregatedResource[] }[] }
type AggregatedResource = {
  resource: string
  scope: string
  responseKind: { kind: string }
  verbs: string[]
  subresources?: { subresource: string; responseKind: { kind: string }; verbs: string[] }[]
}

it('tells the same in all forms', () => {
  const items: Aggregated[] = [...parsed(discovery.core('v2')).items, ...parsed(discovery.groups('v2')).items]
  for (const { metadata, versions } of items) {
    for (const { version, resources } of versions) {
      const plain: Plain[] = parsed(discovery.resources(metadata.name ?? '', version)).resources
      const flat = resources.flatMap((one) => [
        { name: one.resource, kind: one.responseKind.kind, verbs: one.verbs, namespaced: one.scope === 'Namespaced' },
        ...(one.subresources ?? []).map((sub) => ({
          name: `${one.resource}/${sub.subresource}`,
          kind: sub.responseKind.kind,
          verbs: sub.verbs,
          namespaced: one.scope === 'Namespaced',
        })),
      ])
      expect(plain.map(({ name, kind, verbs, namespaced }) => ({ name, kind, verbs, namespaced }))).toEqual(flat)
    }
  }
  expect(parsed(discovery.groups('plain')).groups.map(({ name }: { name: string }) => name)).toEqual(items.slice(1).map(({ metadata }) => metadata.name))
  expect(parsed(discovery.core('v2beta1'))).toEqual({ ...parsed(discovery.core('v2')), apiVersion: 'apidiscovery.k8s.io/v2beta1' })
})

it('names the preferred version first', () => {
  expect(parsed(discovery.group('autoscaling'))).toEqual({
    kind: 'APIGroup',
    apiVersion: 'v1',
    name: 'autoscaling',
    versions: [
      { groupVersion: 'autoscaling/v2', version: 'v2' },
      { groupVersion: 'autoscaling/v1', version: 'v1' },
    ],
    preferredVersion: { groupVersion: 'autoscaling/v2', version: 'v2' },
  })
  expect(discovery.group('example.com')).toBeUndefined()
  expect(discovery.resources('apps', 'v1beta1')).toBeUndefined()
})

it('has a kind of its own for subresources of another group', () => {
  const core: Plain[] = parsed(discovery.resources('', 'v1')).resources
  expect(core.find(({ name }) => name === 'pods/eviction')).toEqual({
    name: 'pods/eviction',
    singularName: '',
    namespaced: true,
    group: 'policy',
    version: 'v1',
    kind: 'Eviction',
    verbs: ['create'],
  })
})

it('has an ETag that stays and differs between documents', () => {
  expect(discovery.groups('v2').etag).toMatch(/^"[0-9A-F]{128}"$/)
  expect(discovery.groups('v2').etag).toBe(createDiscovery(loadResources(), '127.0.0.1:1').groups('v2').etag)
  expect(discovery.groups('v2').etag).not.toBe(discovery.core('v2').etag)
})
