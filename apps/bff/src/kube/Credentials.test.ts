import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ManualClock } from '@binnacle/shared'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ClusterClient } from './ClusterClient.ts'
import { Credentials, LOGIN_LIMIT_MS } from './Credentials.ts'
import type { UserEntry } from './kubeconfig.ts'
import { kubePath } from './kubePath.ts'
import { json, refusal, ScriptedApiserver } from './testing/scriptedApiserver.ts'

// Real sockets on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000 })

let folder: string
let server: ScriptedApiserver
let clock: ManualClock
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'binnacle-credentials-'))
  server = await ScriptedApiserver.start()
  clock = new ManualClock()
})
afterEach(async () => {
  rmSync(folder, { recursive: true })
  await server.kill()
})

const use = (user: UserEntry) => {
  const credentials = new Credentials({ name: 'c', clusterName: 'c', userName: 'u', namespace: null, cluster: { server: server.url }, user }, clock)
  return { credentials, client: new ClusterClient(credentials, clock) }
}
const path = kubePath({ group: '', version: 'v1', resource: 'configmaps', namespace: 'default', name: 'a' })
const sent = () => server.requests.map((request) => request.headers.authorization)

/** A login program that answers token-1, token-2 … and counts how often it ran. */
function loginProgram(extra = ''): UserEntry {
  const command = join(folder, 'login.sh')
  const count = join(folder, 'count')
  writeFileSync(count, '')
  writeFileSync(
    command,
    `#!/bin/sh\n${extra}\nprintf x >> ${count}\nn=$(wc -c < ${count} | tr -d ' ')\nprintf '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"token-%s"}}' $n\n`,
  )
  chmodSync(command, 0o755)
  return { exec: { command, apiVersion: 'client.authentication.k8s.io/v1' } }
}
const runs = () => readFileSync(join(folder, 'count'), 'utf8').length

describe('token files', () => {
  test('a rotated file counts from the next request on, without a gap', async () => {
    const tokenFile = join(folder, 'token')
    writeFileSync(tokenFile, 'one\n')
    const { client, credentials } = use({ tokenFile })
    server.others.push(json(200, {}), json(200, {}))
    await client.json({ path })
    const before = credentials.stamp()
    writeFileSync(tokenFile, 'two\n')
    expect(credentials.stamp()).not.toBe(before)
    await client.json({ path })
    expect(sent()).toEqual(['Bearer one', 'Bearer two'])
  })

  test('a missing file is a failure with its name', async () => {
    const { client } = use({ tokenFile: join(folder, 'none') })
    expect(await client.json({ path })).toMatchObject({ ok: false, failure: { message: expect.stringContaining('none') } })
    expect(server.requests).toEqual([])
  })
})

describe('login programs', () => {
  test('run once for many requests at the same time, and again after a 401, once', async () => {
    const { client } = use(loginProgram())
    server.others.push(...Array.from({ length: 10 }, () => json(200, {})))
    await Promise.all(Array.from({ length: 10 }, () => client.json({ path })))
    expect(runs()).toBe(1)
    server.others.push(refusal(401, 'Unauthorized'), json(200, { ok: 1 }))
    expect(await client.json({ path })).toEqual({ ok: true, output: { ok: 1 } })
    expect([runs(), sent().slice(-2)]).toEqual([2, ['Bearer token-1', 'Bearer token-2']])
    server.others.push(refusal(401, 'Unauthorized'), refusal(401, 'Unauthorized'), json(200, {}))
    expect(await client.json({ path })).toMatchObject({ failure: { reason: 'Unauthorized' } })
    expect(server.others).toHaveLength(1)
  })

  test('one that fails says what it said', async () => {
    const { client } = use(loginProgram('echo "session expired, run: corp login" >&2; exit 1'))
    expect(await client.json({ path })).toMatchObject({ failure: { reason: 'Unauthorized', message: expect.stringContaining('corp login') } })
  })

  test('one that waits for ever does not hold the request for ever', async () => {
    const { client } = use(loginProgram('sleep 2'))
    const read = client.json({ path })
    // The program is only begun after client-node has been loaded.
    await new Promise((resolve) => setImmediate(resolve))
    clock.advance(LOGIN_LIMIT_MS)
    expect(await read).toMatchObject({ failure: { reason: 'Unauthorized', message: expect.stringContaining('no answer in 20 s') } })
  })
})
