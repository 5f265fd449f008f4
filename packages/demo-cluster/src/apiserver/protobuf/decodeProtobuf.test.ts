import { describe, expect, it } from 'vitest'
import { loadSchema } from '../../schema/loadSchema.ts'
import { normalise } from '../../schema/normalise.ts'
import { decodeProtobuf } from './decodeProtobuf.ts'
import { BODIES, REVIEWS } from './testing/kubectlBodies.ts'

const schema = loadSchema()

function decode(base64: string) {
  const decoded = decodeProtobuf(schema, Buffer.from(base64, 'base64'))
  if (!decoded.ok) throw new Error(decoded.message)
  return decoded.object
}

describe('bodies of kubectl', () => {
  it.each(BODIES)('$name', ({ body, object }) => {
    const struct = schema.kind(object.apiVersion, object.kind)
    if (!struct) throw new Error(`no ${object.kind}`)
    expect(decode(body)).toEqual(normalise(schema, struct, JSON.parse(JSON.stringify(object))))
  })

  it('ask for reviews and tokens', () => {
    expect(decode(REVIEWS['auth can-i list pods'])).toMatchObject({
      kind: 'SelfSubjectAccessReview',
      spec: { resourceAttributes: { namespace: 'cmp-schema', verb: 'list', resource: 'pods' } },
    })
    expect(decode(REVIEWS['auth can-i --list'])).toMatchObject({ kind: 'SelfSubjectRulesReview', spec: { namespace: 'cmp-schema' } })
    expect(decode(REVIEWS['auth whoami'])).toMatchObject({ kind: 'SelfSubjectReview' })
    expect(decode(REVIEWS['create token default --duration=10m'])).toMatchObject({ kind: 'TokenRequest', spec: { expirationSeconds: 600 } })
  })
})

/** Writes messages by hand: what kubectl's own commands never send. */
const varint = (value: bigint): number[] => (value < 128n ? [Number(value)] : [Number(value & 127n) | 128, ...varint(value >> 7n)])
const number = (field: number, value: bigint) => [...varint(BigInt(field << 3)), ...varint(BigInt.asUintN(64, value))]
const bytes = (field: number, value: number[] | string) => {
  const content = typeof value === 'string' ? [...Buffer.from(value)] : value
  return [...varint(BigInt((field << 3) | 2)), ...varint(BigInt(content.length)), ...content]
}
const body = (apiVersion: string, kind: string, message: number[]) =>
  Buffer.from([0x6b, 0x38, 0x73, 0, ...bytes(1, [...bytes(1, apiVersion), ...bytes(2, kind)]), ...bytes(2, message)]).toString('base64')

describe('other bodies', () => {
  it('keep zeros of pointers and drop those of values', () => {
    const spec = bytes(2, [...number(1, 0n), ...number(5, 0n)])
    expect(decode(body('apps/v1', 'Deployment', spec))['spec']).toEqual({
      replicas: 0,
      selector: null,
      template: { metadata: {}, spec: { containers: null } },
      strategy: {},
    })
  })

  it('hold negative numbers, packed and unpacked lists, and maps of lists', () => {
    expect(decode(body('v1', 'DeleteOptions', number(1, -1n)))).toMatchObject({ kind: 'DeleteOptions', gracePeriodSeconds: -1 })
    const groups = bytes(2, bytes(14, [...number(4, 5n), ...bytes(4, [...varint(6n), ...varint(300n)])]))
    expect(decode(body('v1', 'Pod', groups))).toMatchObject({ spec: { securityContext: { supplementalGroups: [5, 6, 300] } } })
    const extra = bytes(2, bytes(5, [...bytes(1, 'scopes'), ...bytes(2, [...bytes(1, 'a'), ...bytes(1, 'b')])]))
    expect(decode(body('authorization.k8s.io/v1', 'SubjectAccessReview', extra))).toMatchObject({ spec: { extra: { scopes: ['a', 'b'] } } })
  })

  it('hold times, raw objects and field sets', () => {
    const lease = bytes(2, [...bytes(4, [...number(1, 1_700_000_000n), ...number(2, 123_456_000n)])])
    expect(decode(body('coordination.k8s.io/v1', 'Lease', lease))).toMatchObject({ spec: { renewTime: '2023-11-14T22:13:20.123456Z' } })
    const revision = bytes(2, bytes(1, '{"spec":{"a":[1]}}'))
    expect(decode(body('apps/v1', 'ControllerRevision', revision))).toMatchObject({ data: { spec: { a: [1] } } })
    const managed = bytes(1, [...bytes(17, [...bytes(1, 'kubectl'), ...bytes(7, bytes(1, '{"f:data":{}}'))]), ...bytes(8, [])])
    expect(decode(body('v1', 'ConfigMap', managed))['metadata']).toEqual({ managedFields: [{ manager: 'kubectl', fieldsV1: { 'f:data': {} } }] })
  })

  it('are refused when they are cut off, of another format, or of an unknown kind', () => {
    const whole = Buffer.from(body('v1', 'Pod', bytes(1, bytes(1, 'web'))), 'base64')
    expect(decodeProtobuf(schema, whole.subarray(0, -2))).toEqual({ ok: false, message: 'unexpected EOF' })
    expect(decodeProtobuf(schema, Buffer.from('{}'))).toMatchObject({ ok: false, message: expect.stringContaining('expected prefix [107 56 115 0]') })
    expect(decodeProtobuf(schema, Buffer.from(body('example.com/v1', 'Thing', []), 'base64'))).toMatchObject({ ok: false })
  })
})
