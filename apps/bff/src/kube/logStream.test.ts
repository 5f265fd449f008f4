import { cutAfter } from '@binnacle/demo-cluster'
import { type Failure, type LogLine, ManualClock } from '@binnacle/shared'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ClusterClient } from './ClusterClient.ts'
import { Credentials } from './Credentials.ts'
import { CUT_MARK } from './LogLines.ts'
import { type LogRequest, logStream } from './logStream.ts'
import { text } from './testing/answers.ts'
import { TestCluster } from './testing/TestCluster.ts'
import { tick, until } from './testing/until.ts'

// Real sockets on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

const LOG = '/api/v1/namespaces/default/pods/web/log'
/** When the pod began: the demo cluster's clock stands still then. */
const BEGAN = '2026-01-01T00:00:00.000000000Z'

let demo: TestCluster
let client: ClusterClient
let lines: LogLine[]
let clock: ManualClock
beforeEach(async () => {
  demo = await TestCluster.start()
  clock = new ManualClock()
  client = new ClusterClient(new Credentials(demo.entry(), clock), clock)
  lines = []
})
afterEach(async () => {
  client.closeConnections()
  await demo.close()
})

/** A pod whose container `main` runs a script; `aside` is another one that writes too. */
function run(script: string, restartPolicy = 'Never'): void {
  const container = (name: string, words: string) => ({ name, image: 'busybox', command: ['sh', '-c', words] })
  const spec = { restartPolicy, containers: [container('aside', 'echo not this one'), container('main', script)] }
  demo.create('pods', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'default' }, spec })
  pass(0)
}
const pass = (seconds: number) => demo.demo.clock.advance(seconds * 1000)
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
const texts = () => lines.map(({ text: words }) => words)
/** The log as the apiserver gives it, whole. */
const wholeLog = async () => (await fetch(`${demo.url}${LOG}?container=main&timestamps=true`)).text()

describe('logStream', () => {
  test('gives the tail of one container with times, then what it writes, and ends when the container does', async () => {
    run('echo early; echo line 1; echo line 2; sleep 5; echo line 3')
    const done = read({ tailLines: 2 })
    await until(() => lines.length === 2)
    pass(5)
    expect(await done).toBeNull()
    expect(lines).toEqual([
      { at: BEGAN, text: 'line 1' },
      { at: BEGAN, text: 'line 2' },
      { at: '2026-01-01T00:00:05.000000000Z', text: 'line 3' },
    ])
    expect(demo.faults.requests[0]?.path).toBe(LOG)
  })

  test('gives what is there and ends, unless it is to follow; and on demand what the run before wrote', async () => {
    run('echo run; sleep 5; exit 1', 'Always')
    expect(await read({ previous: true })).toMatchObject({ code: 400, message: 'previous terminated container "main" in pod "web" not found' })
    pass(8)
    expect(await read({ follow: false })).toBeNull()
    expect(await read({ previous: true })).toBeNull()
    expect(lines).toEqual([
      { at: '2026-01-01T00:00:05.000000000Z', text: 'run' },
      { at: BEGAN, text: 'run' },
    ])
  })

  test('the apiserver’s reason for having no log reaches the reader unchanged', async () => {
    const containers = [{ name: 'main', image: 'nope.example/nope' }]
    demo.create('pods', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'default' }, spec: { containers } })
    pass(60)
    const message = 'container "main" in pod "web" is waiting to start: trying and failing to pull image'
    expect(await read()).toEqual({ reason: 'BadRequest', code: 400, message })
    expect(await read({ name: 'gone' })).toMatchObject({ reason: 'NotFound', message: 'pods "gone" not found' })
  })

  test('a follow that is cut goes on without losing or doubling a line, wherever it was cut, also among lines of one time', async () => {
    run('echo line 1; sleep 1; echo two a; echo two b; echo two c; sleep 1; echo line 3')
    pass(2)
    const log = await wholeLog()
    for (let cut = log.indexOf('\n') + 1; cut <= log.length; cut += 7) {
      lines = []
      demo.faults.next(cutAfter(log.slice(0, cut)), { matching: { path: LOG } })
      expect((await readOn()).failure).toBeNull()
      expect(texts()).toEqual(['line 1', 'two a', 'two b', 'two c', 'line 3'])
    }
  })

  test('an apiserver that restarts is not noticed by who reads', async () => {
    run('for n in 1 2 3 4; do echo line $n; echo and $n; sleep 1; done')
    const done = readOn()
    for (const count of [2, 4, 6]) {
      await until(() => lines.length === count)
      await demo.faults.kill()
      pass(1)
      await demo.faults.restart()
    }
    await until(() => lines.length === 8)
    pass(1)
    expect((await done).failure).toBeNull()
    expect(texts()).toEqual(['line 1', 'and 1', 'line 2', 'and 2', 'line 3', 'and 3', 'line 4', 'and 4'])
    expect(demo.faults.requests.map((request) => request.query.get('sinceTime')?.slice(17, 19))).toEqual([undefined, '00', '01', '02'])
  })

  test('a connection that keeps breaking is a failure in the end', async () => {
    run('echo line 1; sleep 3600')
    demo.faults.next(cutAfter(await wholeLog()), { times: 8, matching: { path: LOG } })
    const { failure, ms } = await readOn()
    expect(failure).toMatchObject({ reason: 'Disconnected' })
    expect(ms).toBeGreaterThan(7_000)
    expect(texts()).toEqual(['line 1'])
  })

  test('any text is given as it was written: NUL, colours, carriage returns, other alphabets, nothing', async () => {
    run(String.raw`printf 'a\0b größer ⚓\n\033[31mred\r\n\n\tend'`)
    expect(await read()).toBeNull()
    expect(texts()).toEqual(['a\u0000b größer ⚓', '\u001b[31mred', '', '\tend'])
  })

  test('bytes that are no text, and lines without a time, are shown all the same', async () => {
    demo.faults.next(text(200, Buffer.concat([Buffer.from(`${BEGAN} a`), Buffer.from([0xff, 0xe2, 0x82]), Buffer.from('\nno time\n')])))
    expect(await read()).toBeNull()
    expect(lines).toEqual([
      { at: BEGAN, text: 'a\ufffd\ufffd' },
      { at: '', text: 'no time' },
    ])
  })

  test('a line longer than 16 KiB is cut and says so; the next one is whole', async () => {
    run('printf "%0200000d\\n" 0; echo line 2')
    await read()
    expect(texts()[0]).toHaveLength(16 * 1024 - BEGAN.length - 1 + CUT_MARK.length)
    expect(texts()[0]?.endsWith(CUT_MARK)).toBe(true)
    expect(texts()[1]).toBe('line 2')
  })

  test('whoever stops reading ends the request', async () => {
    run('echo line 1; sleep 3600')
    const stop = new AbortController()
    const done = read({ signal: stop.signal })
    await until(() => lines.length === 1)
    expect(demo.faults.open({ path: LOG })).toBe(1)
    stop.abort()
    expect(await done).toBeNull()
    await until(() => demo.faults.open({ path: LOG }) === 0)
  })
})
