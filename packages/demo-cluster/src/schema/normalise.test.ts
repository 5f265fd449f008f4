import { expect, it } from 'vitest'
import type { JsonObject } from '../objects.ts'
import { canonicalQuantity } from '../quantity.ts'
import { loadSchema } from './loadSchema.ts'
import { normalise } from './normalise.ts'

const schema = loadSchema()

function normal(apiVersion: string, kind: string, object: JsonObject) {
  const struct = schema.kind(apiVersion, kind)
  if (!struct) throw new Error(`no ${kind}`)
  return normalise(schema, struct, object)
}

it('drops nulls, empty optional fields and unknown fields, and keeps what points at zero', () => {
  const spec = {
    nodeName: '',
    hostNetwork: false,
    priority: 0,
    tolerations: [],
    affinity: null,
    foo: 1,
    containers: [{ name: 'a', resources: { limits: { cpu: '1000m' } }, args: null }],
  }
  expect(normal('v1', 'Pod', { metadata: { name: 'a', labels: {}, creationTimestamp: null }, spec })).toEqual({
    metadata: { name: 'a' },
    spec: { priority: 0, containers: [{ name: 'a', resources: { limits: { cpu: '1' } } }] },
    status: {},
  })
})

it('writes what Go always writes', () => {
  expect(normal('v1', 'Service', { spec: { ports: [{ port: 80 }] } })).toEqual({
    metadata: {},
    spec: { ports: [{ port: 80, targetPort: 0 }] },
    status: { loadBalancer: {} },
  })
  expect(normal('v1', 'Pod', { status: { conditions: [{ type: 'Ready', status: 'True' }], containerStatuses: [{ name: 'a' }] } })['status']).toEqual({
    conditions: [{ type: 'Ready', status: 'True', lastProbeTime: null, lastTransitionTime: null }],
    containerStatuses: [{ name: 'a', state: {}, lastState: {}, ready: false, restartCount: 0, image: '', imageID: '' }],
  })
  expect(normal('rbac.authorization.k8s.io/v1', 'ClusterRole', { rules: [] })).toEqual({ metadata: {}, rules: null })
})

it('writes times in UTC and map keys in order', () => {
  const lease = normal('coordination.k8s.io/v1', 'Lease', {
    metadata: { creationTimestamp: '2026-01-01T01:00:00+01:00', labels: { b: '2', a: '1' } },
    spec: { renewTime: '2026-01-01T00:00:00.5Z' },
  })
  expect(JSON.stringify(lease)).toBe(
    '{"metadata":{"creationTimestamp":"2026-01-01T00:00:00Z","labels":{"a":"1","b":"2"}},"spec":{"renewTime":"2026-01-01T00:00:00.500000Z"}}',
  )
})

it.each([
  ['1000m', '1'],
  ['0.5', '500m'],
  [1, '1'],
  ['1500', '1500'],
  ['100000', '100k'],
  ['1024Mi', '1Gi'],
  ['1.5Gi', '1536Mi'],
  ['0.5Ki', '512'],
  ['1e3', '1e3'],
  ['12345678', '12345678'],
  ['100M', '100M'],
  ['0.0000000001', '1n'],
  ['-0.1', '-100m'],
  ['0Gi', '0'],
  ['0.1Mi', '104857600m'],
  ['0.0001Ki', '102400u'],
  ['100n', '100n'],
  ['5.', '5.'],
  ['+5', '+5'],
  ['1E3', '1E3'],
  ['.5Mi', '512Ki'],
  ['abc', null],
  ['1Zi', null],
  ['', null],
])('the quantity %s is %s', (given, written) => {
  expect(canonicalQuantity(given)).toBe(written)
})
