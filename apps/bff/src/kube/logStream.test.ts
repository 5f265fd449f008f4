import { type Failure, type LogLine, ManualClock } from '@binnacle/shared'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ClusterClient } from './ClusterClient.ts'
import { Credentials } from './Credentials.ts'
import { CUT_MARK } from './LogLines.ts'
import { type LogRequest, logStream } from './logStream.ts'
import { failureStatus, json, ScriptedApiserver, type Step, text, tick, until } from './testing/scriptedApiserver.ts'

// Real sockets on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000 })

let server: ScriptedApiserver
let client: ClusterClient
let lines: LogLine[]
let clock: ManualClock
beforeEach(async () => {
  server = await ScriptedApiserver.start()
  clock = new ManualClock()
  client = new ClusterClient(
    new Credentials({ name: 'c', clusterName: 'c', userName: '', namespace: null, cluster: { server: server.url }, user: {} }, clock),
    clock,
  )
  lines = []
})
afterEach(async () => {
  client.closeConnections()
  await server.kill()
})

const read = (change: Partial<LogRequest> = {}) =>
  logStream(client, {
    namespace: 'default',
    name: 'web',
    container: 'main',
    previous: false,
    follow: true,
    tailLines: 200,
    signal: new AbortController().signal,
    onLines: (more) => void lines.push(...more),
    ...change,
  })
/** Reads to the end while time passes. */
async function readOn(): Promise<{ failure: Failure | null; ms: number }> {
  let over = false
  const done = read().finally(() => {
    over = true
  })
  const from = clock.now()
  while (!over) {
    clock.advance(50)
    await tick(5)
  }
  return { failure: await done, ms: clock.now() - from }
}
const at = (n: number) => `2026-01-01T00:00:00.${String(n).padStart(9, '0')}Z`
const line = (n: number, words = `line ${n}`) => `${at(n)} ${words}\n`
const texts = () => lines.map(({ text: words }) => words)
const cutAfter =
  (bytes: string): Step =>
  (response) =>
    response.writeHead(200).write(bytes, () => response.socket?.destroy())

describe('logStream', () => {
  test('asks for the tail of one container with times, and ends when the container does', async () => {
    server.others.push(text(200, line(1) + line(2)))
    expect(await read()).toBeNull()
    expect(lines).toEqual([
      { at: at(1), text: 'line 1' },
      { at: at(2), text: 'line 2' },
    ])
    expect(server.requests[0]?.path).toBe('/api/v1/namespaces/default/pods/web/log')
    expect(Object.fromEntries(server.requests[0]?.query ?? [])).toEqual({
      container: 'main',
      timestamps: 'true',
      follow: 'true',
      previous: 'false',
      tailLines: '200',
    })
  })

  test('the apiserver’s reason for having no log reaches the reader unchanged', async () => {
    const message = 'container "main" in pod "web" is waiting to start: trying and failing to pull image'
    server.others.push(json(400, failureStatus(400, 'BadRequest', message)))
    expect(await read()).toEqual({ reason: 'BadRequest', code: 400, message })
  })

  test('a follow that is cut goes on without losing or doubling a line, also among lines of one time', async () => {
    server.others.push(cutAfter(line(1) + line(2, 'two a') + line(2, 'two b') + '2026-01-01T00:00:00.0000'))
    server.others.push(cutAfter(line(1) + line(2, 'two a') + line(2, 'two b') + line(2, 'two c') + line(3)))
    server.others.push(text(200, line(3) + line(4)))
    expect((await readOn()).failure).toBeNull()
    expect(texts()).toEqual(['line 1', 'two a', 'two b', 'two c', 'line 3', 'line 4'])
    expect(server.requests.map((request) => request.query.get('sinceTime'))).toEqual([null, at(2), at(3)])
  })

  test('a connection that keeps breaking is a failure in the end', async () => {
    server.others.push(...Array.from({ length: 8 }, () => cutAfter(line(1))))
    const { failure, ms } = await readOn()
    expect(failure).toMatchObject({ reason: 'Disconnected' })
    expect(ms).toBeGreaterThan(7_000)
    expect(texts()).toEqual(['line 1'])
  })

  test('any bytes are text: NUL, half characters, colours, carriage returns', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${at(1)} a\u0000b `),
      Buffer.from([0xff, 0xe2, 0x82]),
      Buffer.from(`\n${at(2)} \u001b[31mred\r\nno time\n${at(3)}\n`),
    ])
    server.others.push(text(200, bytes))
    await read()
    expect(lines).toEqual([
      { at: at(1), text: 'a\u0000b \ufffd\ufffd' },
      { at: at(2), text: '\u001b[31mred' },
      { at: '', text: 'no time' },
      { at: at(3), text: '' },
    ])
  })

  test('a line longer than 16 KiB is cut and says so; the next one is whole', async () => {
    server.others.push(text(200, line(1, 'x'.repeat(2_000_000)) + line(2)))
    await read()
    expect(texts()[0]).toHaveLength(16 * 1024 - at(1).length - 1 + CUT_MARK.length)
    expect(texts()[0]?.endsWith(CUT_MARK)).toBe(true)
    expect(texts()[1]).toBe('line 2')
  })

  test('whoever stops reading ends the request', async () => {
    let gone = false
    server.others.push((response) => {
      response.on('close', () => {
        gone = true
      })
      response.writeHead(200).write(line(1))
    })
    const stop = new AbortController()
    const done = read({ signal: stop.signal })
    await until(() => lines.length === 1)
    stop.abort()
    expect(await done).toBeNull()
    await until(() => gone)
  })
})
