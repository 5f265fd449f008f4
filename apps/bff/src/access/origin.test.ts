import { expect, test } from 'vitest'
import { hostRules, originAllowed, ownOrigins } from './origin.ts'
import { foreignHosts } from './testing/foreignHosts.ts'

const local = hostRules({ host: '127.0.0.1', port: 7770 }, [])
const shared = hostRules({ host: '0.0.0.0', port: 7770 }, [
  { scheme: 'https', host: 'dash.example.org', port: null },
  { scheme: 'http', host: 'binnacle', port: '8080' },
])

test.each([
  ['127.0.0.1:7770', ['http://127.0.0.1:7770']],
  ['localhost:7770', ['http://localhost:7770']],
  ['LOCALHOST:7770', ['http://localhost:7770']],
  ['[::1]:7770', ['http://[::1]:7770']],
])('local: %s is ours', (host, origins) => {
  expect(ownOrigins([host], local)).toEqual(origins)
})

test.each(foreignHosts)('local: %j is not ours', (host) => {
  expect(ownOrigins([host.replaceAll('PORT', '7770')], local)).toEqual([])
})

test('a request without Host, or with two, is not ours', () => {
  expect(ownOrigins([], local)).toEqual([])
  expect(ownOrigins(['localhost:7770', 'localhost:7770'], local)).toEqual([])
})

test('listening beyond loopback, an address is ours and a name only when it was allowed', () => {
  expect(ownOrigins(['192.168.49.2:30077'], shared)).toEqual(['http://192.168.49.2:30077'])
  expect(ownOrigins(['[fd00::7]:7770'], shared)).toEqual(['http://[fd00::7]:7770'])
  expect(ownOrigins(['dash.example.org'], shared)).toEqual(['https://dash.example.org'])
  expect(ownOrigins(['binnacle:8080'], shared)).toEqual(['http://binnacle:8080'])
  for (const host of ['evil.example:7770', 'binnacle:8081', 'dash.example.org.', '2130706433:7770', '999.1.1.1:7770', '[::zz]:7770']) {
    expect(ownOrigins([host], shared)).toEqual([])
  }
})

const own = ['http://127.0.0.1:7770']
const foreignOrigins = [
  'http://127.0.0.1:7771',
  'https://127.0.0.1:7770',
  'http://localhost:7770',
  'http://evil.example',
  'null',
  'file://',
  '',
  'http://127.0.0.1:7770, http://evil.example',
]

test('our own page may read, write and open a socket; another page none of these, whatever it holds', () => {
  for (const kind of ['read', 'write', 'upgrade'] as const) {
    expect(originAllowed({ kind, origin: 'http://127.0.0.1:7770', hasBearer: false }, own)).toBe(true)
    for (const origin of foreignOrigins) expect(originAllowed({ kind, origin, hasBearer: true }, own)).toBe(false)
  }
})

test('without an Origin: reading goes on, writing needs the bearer, a socket is refused', () => {
  const allowed = (kind: 'read' | 'write' | 'upgrade', hasBearer: boolean) => originAllowed({ kind, origin: undefined, hasBearer }, own)
  expect([allowed('read', false), allowed('write', false), allowed('write', true), allowed('upgrade', true)]).toEqual([true, false, true, false])
})
