import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ManualClock } from '@binnacle/shared'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ClusterClient } from './ClusterClient.ts'
import { Credentials, LOGIN_LIMIT_MS } from './Credentials.ts'
import type { UserEntry } from './kubeconfig.ts'
import { kubePath } from './kubePath.ts'
import { TestCluster } from './testing/TestCluster.ts'

// Real sockets on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

const LIFE_S = 600

let folder: string
let demo: TestCluster
let clock: ManualClock
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'binnacle-credentials-'))
  demo = await TestCluster.start()
  clock = new ManualClock()
})
afterEach(async () => {
  rmSync(folder, { recursive: true })
  await demo.close()
})

const use = (user: UserEntry) => {
  const credentials = new Credentials(demo.entry(user), clock)
  return { credentials, client: new ClusterClient(credentials, clock) }
}
const whoAmI = { method: 'POST', path: kubePath({ group: 'authentication.k8s.io', version: 'v1', resource: 'selfsubjectreviews' }), body: {} } as const
const robot = { ok: true, output: { status: { userInfo: { username: 'system:serviceaccount:default:default' } } } }
const sent = () => demo.faults.requests.map((request) => request.headers.authorization)

/** A token of a service account that the cluster knows for ten minutes of its time. */
function newToken(): string {
  const made = demo.demo.access.requestToken({ namespace: 'default', name: 'default' }, { spec: { expirationSeconds: LIFE_S } })
  if (!made.ok) throw new Error(made.status.message)
  return String(Reflect.get(Object(made.value['status']), 'token'))
}
const expire = () => demo.demo.clock.advance(LIFE_S * 1000)

/** A login program that answers what stands in `next`, and counts how often it ran. */
function loginProgram(extra = ''): UserEntry {
  const command = join(folder, 'login.sh')
  writeFileSync(join(folder, 'count'), '')
  const credential = '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"%s"}}'
  writeFileSync(command, `#!/bin/sh\n${extra}\nprintf x >> ${join(folder, 'count')}\nprintf '${credential}' "$(cat ${join(folder, 'next')})"\n`)
  chmodSync(command, 0o755)
  return { exec: { command, apiVersion: 'client.authentication.k8s.io/v1' } }
}
const answerNext = (token: string) => writeFileSync(join(folder, 'next'), token)
const runs = () => readFileSync(join(folder, 'count'), 'utf8').length

describe('token files', () => {
  test('a rotated file counts from the next request on, without a gap', async () => {
    const tokenFile = join(folder, 'token')
    const [old, fresh] = [newToken(), newToken()]
    writeFileSync(tokenFile, `${old}\n`)
    const { client, credentials } = use({ tokenFile })
    expect(await client.json(whoAmI)).toMatchObject(robot)
    const before = credentials.stamp()
    writeFileSync(tokenFile, `${fresh}\n`)
    expect(credentials.stamp()).not.toBe(before)
    expect(await client.json(whoAmI)).toMatchObject(robot)
    expect(sent()).toEqual([`Bearer ${old}`, `Bearer ${fresh}`])
  })

  test('one whose token has expired is refused until it is rotated', async () => {
    const tokenFile = join(folder, 'token')
    writeFileSync(tokenFile, newToken())
    const { client } = use({ tokenFile })
    expire()
    expect(await client.json(whoAmI)).toMatchObject({ failure: { reason: 'Unauthorized', code: 401 } })
    writeFileSync(tokenFile, newToken())
    expect(await client.json(whoAmI)).toMatchObject(robot)
  })

  test('a missing file is a failure with its name', async () => {
    const { client } = use({ tokenFile: join(folder, 'none') })
    expect(await client.json(whoAmI)).toMatchObject({ ok: false, failure: { message: expect.stringContaining('none') } })
    expect(demo.faults.requests).toEqual([])
  })
})

describe('login programs', () => {
  test('run once for many requests at the same time, and again after a 401, once', async () => {
    const { client } = use(loginProgram())
    const [first, wrong] = [newToken(), 'nobody-knows-this-one']
    answerNext(first)
    for (const answer of await Promise.all(Array.from({ length: 10 }, () => client.json(whoAmI)))) expect(answer).toMatchObject(robot)
    expect(runs()).toBe(1)
    expire()
    const second = newToken()
    answerNext(second)
    expect(await client.json(whoAmI)).toMatchObject(robot)
    expect([runs(), sent().slice(-2)]).toEqual([2, [`Bearer ${first}`, `Bearer ${second}`]])
    expire()
    answerNext(wrong)
    expect(await client.json(whoAmI)).toMatchObject({ failure: { reason: 'Unauthorized' } })
    expect([runs(), sent().slice(12)]).toEqual([3, [`Bearer ${second}`, `Bearer ${wrong}`]])
  })

  test('one that fails says what it said', async () => {
    const { client } = use(loginProgram('echo "session expired, run: corp login" >&2; exit 1'))
    expect(await client.json(whoAmI)).toMatchObject({ failure: { reason: 'Unauthorized', message: expect.stringContaining('corp login') } })
  })

  test('one that waits for ever does not hold the request for ever', async () => {
    const { client } = use(loginProgram('sleep 2'))
    const read = client.json(whoAmI)
    // The program is only begun after client-node has been loaded.
    await new Promise((resolve) => setImmediate(resolve))
    clock.advance(LOGIN_LIMIT_MS)
    expect(await read).toMatchObject({ failure: { reason: 'Unauthorized', message: expect.stringContaining('no answer in 20 s') } })
  })
})
