import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ManualClock } from '@binnacle/shared'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { BEARER_LIFE_MS, Bearer, LOGIN_CODE_LIFE_MS } from './bearer.ts'
import { TICKET_LIFE_MS, Tickets } from './tickets.ts'

const clock = new ManualClock()
let stateDir = ''
const start = (given: string | null = null) => new Bearer({ clock, stateDir, given })
const login = (bearer: Bearer) => bearer.exchange(bearer.newCode()) ?? ''

beforeEach(() => {
  stateDir = join(mkdtempSync(join(tmpdir(), 'binnacle-')), 'state')
})
afterEach(() => rmSync(join(stateDir, '..'), { recursive: true }))

test('a link logs in once, and only for ten minutes', () => {
  const bearer = start()
  const code = bearer.newCode()
  expect(bearer.verify(bearer.exchange(code) ?? '')).toBe(true)
  expect(bearer.exchange(code)).toBeNull()
  const late = bearer.newCode()
  clock.advance(LOGIN_CODE_LIFE_MS + 1)
  expect(bearer.exchange(late)).toBeNull()
  expect(bearer.exchange('never-printed')).toBeNull()
})

test('two links printed one after the other both work; of seventeen the oldest does not', () => {
  const bearer = start()
  const codes = Array.from({ length: 17 }, () => bearer.newCode())
  expect(codes.map((code) => bearer.exchange(code) !== null)).toEqual([false, ...Array.from({ length: 16 }, () => true)])
})

test('nothing but the whole bearer is the bearer', () => {
  const bearer = start()
  const secret = login(bearer)
  expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
  expect(['', secret.slice(1), `${secret}=`, secret.toLowerCase()].map((text) => bearer.verify(text))).toEqual([false, false, false, false])
})

test('a restart keeps the tabs for seven days; then the old bearer is worthless', () => {
  const secret = login(start())
  const restarted = start()
  expect(restarted.verify(secret)).toBe(true)
  clock.advance(BEARER_LIFE_MS)
  expect(restarted.verify(secret)).toBe(false)
  expect(start().verify(secret)).toBe(false)
})

test('the file is for its owner alone, and one that others could read is not believed', () => {
  const secret = login(start())
  const file = join(stateDir, 'bearer.json')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(statSync(stateDir).mode & 0o777).toBe(0o700)
  chmodSync(file, 0o640)
  expect(start().verify(secret)).toBe(false)
  writeFileSync(file, '{"bearer":"short"', { mode: 0o600 })
  expect(login(start())).not.toBe('')
})

test('where the state directory cannot be written, the bearer still works for this process', () => {
  writeFileSync(stateDir, 'a file is in the way')
  const bearer = start()
  expect(bearer.verify(login(bearer))).toBe(true)
  expect(readFileSync(stateDir, 'utf8')).toBe('a file is in the way')
})

test('a bearer given from outside is the one, and stays out of the file', () => {
  const bearer = start('given-from-outside')
  clock.advance(BEARER_LIFE_MS * 2)
  expect([bearer.verify('given-from-outside'), login(bearer)]).toEqual([true, 'given-from-outside'])
  expect(existsSync(join(stateDir, 'bearer.json'))).toBe(false)
})

test('a ticket opens one socket, within thirty seconds', () => {
  const tickets = new Tickets(clock)
  const [first, second] = [tickets.give(), tickets.give()]
  clock.advance(TICKET_LIFE_MS)
  expect([tickets.take(first), tickets.take(first)]).toEqual([true, false])
  clock.advance(1)
  expect([tickets.take(second), tickets.take('never given')]).toEqual([false, false])
  expect(Buffer.from(tickets.give(), 'base64url')).toHaveLength(16)
})
