import { describe, expect, test } from 'vitest'
import { failureOf, failureOfAnswer, failureOfBody, failureOfStatus } from './failure.ts'

const status = { kind: 'Status', reason: 'Conflict', code: 409, message: 'Operation cannot be fulfilled on pods "a": the UID in the precondition …' }

describe('failures', () => {
  test('a Status keeps its reason, code and message', () => {
    expect(failureOfAnswer(409, 'application/json', JSON.stringify(status))).toEqual({ reason: 'Conflict', code: 409, message: status.message })
    expect(failureOfStatus({ ...status, reason: 'SomethingNew', code: 418 })).toEqual({ reason: 'Unknown', code: 418, message: status.message })
  })

  test('the fields that a Status names come along, as many as anybody reads', () => {
    const cause = { reason: 'FieldManagerConflict', message: 'conflict with "kubectl" using apps/v1', field: '.spec.replicas' }
    expect(failureOfStatus({ ...status, details: { causes: [cause, { field: 7 }, null] } }).causes).toEqual([
      cause,
      { reason: '', field: '', message: '' },
      { reason: '', field: '', message: '' },
    ])
    expect(failureOfStatus({ ...status, details: { causes: Array.from({ length: 1_000 }, () => cause) } }).causes).toHaveLength(50)
    expect(failureOfStatus({ ...status, details: { causes: [] } })).not.toHaveProperty('causes')
  })

  test('the apiserver’s plain text answers are its own words', () => {
    expect(failureOfAnswer(404, 'text/plain; charset=utf-8', '404 page not found\n')).toEqual({ reason: 'NotFound', code: 404, message: '404 page not found' })
    expect(failureOfAnswer(429, 'text/plain', 'Too many requests, please try again later.').reason).toBe('TooManyRequests')
  })

  test('a proxy’s page is not Kubernetes: its first safe characters are shown', () => {
    const page = `<html>\u001b[2J\u202e<script>alert(1)</script>${'x'.repeat(500)}`
    const failure = failureOfAnswer(502, 'text/html', page)
    expect(failure).toMatchObject({ reason: 'NotKubernetes', code: 502 })
    expect(failure.message).not.toMatch(/\p{Cc}|\p{Cf}/u)
    expect(failure.message.length).toBeLessThan(180)
    expect(failureOfBody(200, '').message).toContain('it was empty')
    expect(failureOfAnswer(500, 'application/json', '{"kind":"Pod"}').reason).toBe('NotKubernetes')
    expect(failureOfAnswer(500, 'application/json', '{"kind"').reason).toBe('NotKubernetes')
  })

  test.each([301, 302, 307, 308])('%i is an unexpected redirect', (code) => {
    expect(failureOfAnswer(code, 'text/html', '')).toMatchObject({ reason: 'NotKubernetes', message: expect.stringContaining('unexpected redirect') })
  })

  const thrown: [string, unknown, string][] = [
    ['refused', Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' }), 'nothing listens'],
    ['both addresses refused', new AggregateError([Object.assign(new Error('x'), { code: 'ECONNREFUSED' })]), 'nothing listens'],
    ['reset', Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }), 'closed the connection'],
    ['unknown name', Object.assign(new Error('getaddrinfo ENOTFOUND x'), { code: 'ENOTFOUND' }), 'not known'],
    ['foreign certificate', Object.assign(new Error('self-signed certificate'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }), 'TLS'],
    ['a bad key', Object.assign(new Error('no start line'), { code: 'ERR_OSSL_PEM_NO_START_LINE' }), 'TLS'],
    ['missing file', Object.assign(new Error('no such file /x/ca.crt'), { code: 'ENOENT', syscall: 'open' }), 'file that the kubeconfig names'],
    ['text', 'boom', 'boom'],
    ['nothing', undefined, 'undefined'],
  ]
  test.each(thrown)('%s is Disconnected in plain words', (_, value, words) => {
    expect(failureOf(value)).toMatchObject({ reason: 'Disconnected', code: 0, message: expect.stringContaining(words) })
  })
})
