import { expect, test } from 'vitest'
import { guardedFailure } from './guardedFailure.ts'

const CANARY = 'c4n4ry-value'
const status = (fields: object) => JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', ...fields })

test('an invalid Secret is told by field and rule, without what stood there', () => {
  const causes = [
    { reason: 'FieldValueRequired', message: 'Required value', field: 'data[tls.key]' },
    { reason: 'FieldValueInvalid', message: `Invalid value: "${CANARY}": unexpected end of JSON input`, field: 'data[.dockerconfigjson]' },
    { reason: 'FieldValueForbidden', message: 'Forbidden: field is immutable when `immutable` is set', field: 'data' },
    { reason: 'FieldValueTooLong', message: 'Too long: may not be more than 1048576 bytes', field: 'data' },
    { reason: CANARY, message: CANARY, field: `data.${CANARY} ${CANARY}` },
  ]
  const message = `Secret "db" is invalid: data: Invalid value: "${CANARY}"`
  const failure = guardedFailure(422, status({ code: 422, reason: 'Invalid', message, details: { kind: 'Secret', name: 'db', causes } }))
  expect(failure).toMatchObject({ reason: 'Invalid', code: 422 })
  expect(failure.message).toBe(
    'Secret "db" is invalid: data[tls.key]: Required value; data[.dockerconfigjson]: Invalid value; data: Forbidden: field is immutable when `immutable` is set; data: Too long: may not be more than 1048576 bytes; refused',
  )
  expect(failure.causes?.map(({ field }) => field)).toEqual(['data[tls.key]', 'data[.dockerconfigjson]', 'data', 'data', ''])
  expect(JSON.stringify(failure)).not.toContain(CANARY)
})

test.each([
  [400, { reason: 'BadRequest', message: `Secret in version "v1" cannot be handled: json: cannot unmarshal ${CANARY}` }],
  [400, { reason: 'BadRequest', message: `illegal base64 data at input byte 4 of ${CANARY}` }],
  [403, { reason: 'Forbidden', message: `secrets "db" is forbidden: ${CANARY}` }],
  [403, { reason: 'Forbidden', message: `admission webhook "keys.example.org" denied the request: ${CANARY} is weak` }],
  [
    422,
    {
      reason: 'Invalid',
      message: `admission webhook "w.example" denied the request: x`,
      details: { causes: [{ reason: 'FieldValueRequired', message: CANARY, field: 'data' }] },
    },
  ],
  [422, { reason: 'Invalid', message: CANARY, details: { kind: `Secret ${CANARY}`, name: `${CANARY}"`, causes: CANARY } }],
  [500, { reason: 'InternalError', message: CANARY }],
  [500, { reason: CANARY, message: CANARY }],
  [429, { reason: 'TooManyRequests', message: CANARY }],
  [409, { reason: 'Conflict', message: `Operation cannot be fulfilled on secrets "db": ${CANARY}` }],
])('whatever the apiserver says with a %i, nothing of a value is passed on', (code, fields) => {
  expect(JSON.stringify(guardedFailure(code, status({ code, ...fields })))).not.toContain(CANARY)
})

test('what is no Status is not quoted either', () => {
  for (const body of [`<html>${CANARY}`, `{"kind":"Secret","data":{"a":"${CANARY}"`, JSON.stringify({ kind: 'Secret', data: { a: CANARY } }), '', 'null']) {
    const failure = guardedFailure(502, body)
    expect(failure.reason).toBe('NotKubernetes')
    expect(JSON.stringify(failure)).not.toContain(CANARY)
  }
  expect(guardedFailure(401, CANARY)).toEqual({ reason: 'Unauthorized', code: 401, message: 'Unauthorized' })
})

test.each([
  'secrets is forbidden: User "ada" cannot create resource "secrets" in API group "" in the namespace "shop"',
  'secrets "db" is forbidden: User "system:serviceaccount:shop:web" cannot get resource "secrets" in API group "" in the namespace "shop"',
  'secrets "db" is forbidden: exceeded quota: few, requested: secrets=1, used: secrets=3, limited: secrets=3',
])('what holds no value is said in the apiserver’s own words: %s', (message) => {
  expect(guardedFailure(403, status({ code: 403, reason: 'Forbidden', message })).message).toBe(message)
})

test('a webhook is named, and its own words are said to be left out', () => {
  const { message } = guardedFailure(
    403,
    status({ code: 403, reason: 'Forbidden', message: `admission webhook "keys.example.org" denied the request: ${CANARY}` }),
  )
  expect(message).toContain('admission webhook "keys.example.org" denied the request')
  expect(message).toContain('left out')
})

test('an object that exists, is gone or was changed is named', () => {
  const details = { name: 'db', kind: 'secrets' }
  expect(guardedFailure(409, status({ code: 409, reason: 'AlreadyExists', message: 'x', details }))).toEqual({
    reason: 'AlreadyExists',
    code: 409,
    message: 'secrets "db" already exists',
  })
  expect(guardedFailure(404, status({ code: 404, reason: 'NotFound', message: 'x', details: { name: 'shop', kind: 'namespaces' } })).message).toBe(
    'namespaces "shop" not found',
  )
  expect(guardedFailure(409, status({ code: 409, reason: 'Conflict', message: 'x', details })).message).toContain('the object has been modified')
})
