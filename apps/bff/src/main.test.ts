import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { SessionInfo } from '@binnacle/shared'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'

// Each test starts a process from source, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

const main = fileURLToPath(new URL('./main.ts', import.meta.url))
/** Binnacle has no way to be broken from outside, so the test brings one. */
const faultOnSignal = `data:text/javascript,process.on('SIGUSR2',()=>void Promise.reject(new Error('nobody caught this')))`

let home = ''
let running: ChildProcess[] = []
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'binnacle-'))
})
afterEach(() => {
  for (const child of running) child.kill('SIGKILL')
  running = []
  rmSync(home, { recursive: true })
})

function start(env: Readonly<Record<string, string>> = {}, argv: readonly string[] = []) {
  const args = ['--import', 'tsx', '--import', faultOnSignal, '--conditions=@binnacle/source', main, ...argv]
  const child = spawn(process.execPath, args, { env: { PATH: process.env['PATH'], HOME: home, ...env }, stdio: 'pipe' })
  running.push(child)
  const stdout = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const stderr = createInterface({ input: child.stderr })[Symbol.asyncIterator]()
  const line = async (from: typeof stdout): Promise<string> => String((await from.next()).value ?? '')
  return {
    child,
    out: () => line(stdout),
    err: () => line(stderr),
    /** The next printed link. */
    async link(): Promise<URL> {
      for (;;) {
        const [link] = /http:\S+/.exec(await line(stderr)) ?? []
        if (link !== undefined) return new URL(link)
      }
    },
    exit: async (): Promise<number | null> => (child.exitCode === null ? ((await once(child, 'exit')) as [number | null])[0] : child.exitCode),
  }
}

async function login(link: URL): Promise<string> {
  const answer = await fetch(new URL('/api/login', link), {
    method: 'POST',
    headers: { origin: link.origin, 'content-type': 'application/json' },
    body: JSON.stringify({ code: link.hash.slice('#k='.length) }),
  })
  return answer.ok ? ((await answer.json()) as { bearer: string }).bearer : `refused with ${answer.status}`
}

async function liveSocket(link: URL, bearer: string): Promise<WebSocket> {
  const answer = await fetch(new URL('/api/ticket', link), { method: 'POST', headers: { origin: link.origin, authorization: `Bearer ${bearer}` } })
  const { ticket } = (await answer.json()) as { ticket: string }
  const ws = new WebSocket(`ws://${link.host}/api/live`, ['binnacle', `ticket.${ticket}`], { headers: { origin: link.origin } })
  await once(ws, 'open')
  return ws
}

test('started where no cluster is configured it offers the demo cluster, listens on loopback only, prints a link that works once, and another one at Enter; a restart keeps the tab', async () => {
  const binnacle = start()
  const started = JSON.parse(await binnacle.out()) as Record<string, unknown>
  expect(started).toMatchObject({ level: 'info', msg: 'listening', mode: 'local', host: '127.0.0.1', build: 'dev', pid: binnacle.child.pid })
  const link = await binnacle.link()
  expect(link.href).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#k=[\w-]{32}$/)
  expect(JSON.stringify(started)).not.toContain(link.hash.slice(3))
  const bearer = await login(link)
  expect([await login(link), bearer.length]).toEqual(['refused with 403', 43])
  binnacle.child.stdin.write('\n')
  expect(await login(await binnacle.link())).toBe(bearer)
  const session = await fetch(new URL('/api/session', link), { headers: { authorization: `Bearer ${bearer}` } })
  expect(await session.json()).toMatchObject({ contexts: [{ name: 'demo', simulated: true, current: true }], problem: null })
  binnacle.child.kill('SIGTERM')
  expect(await binnacle.exit()).toBe(0)
  const again = start()
  const answer = await fetch(new URL('/api/session', await again.link()), { headers: { authorization: `Bearer ${bearer}` } })
  expect([answer.status, readFileSync(join(home, '.local/state/binnacle/bearer.json'), 'utf8').includes(bearer)]).toEqual([200, true])
})

test('the demo cluster of this process has a kubeconfig that only its owner reads, under the name of its context, and leaves none behind', async () => {
  const binnacle = start({ BINNACLE_TOKEN: 'the-bearer-of-this-test' })
  const link = await binnacle.link()
  const session = async () => {
    const answer = await fetch(new URL('/api/session', link), { headers: { authorization: 'Bearer the-bearer-of-this-test' } })
    return SessionInfo.parse(await answer.json())
  }
  const { path, away } = await vi.waitUntil(async () => (await session()).contexts[0]?.kubeconfig, { timeout: 25_000 })
  expect([statSync(path).mode & 0o777, statSync(dirname(path)).mode & 0o777, away]).toEqual([0o600, 0o700, false])
  expect(readFileSync(path, 'utf8')).toContain('current-context: demo\n')
  binnacle.child.kill('SIGTERM')
  await binnacle.exit()
  expect(existsSync(dirname(path))).toBe(false)
})

test('SIGTERM tells the tabs to come back and ends with 0', async () => {
  const binnacle = start({ BINNACLE_TOKEN: 'the-bearer-of-this-test' })
  const ws = await liveSocket(await binnacle.link(), 'the-bearer-of-this-test')
  const closed = once(ws, 'close')
  binnacle.child.kill('SIGTERM')
  expect(((await closed) as [number])[0]).toBe(1012)
  expect(await binnacle.exit()).toBe(0)
})

test('a fault that nobody caught is logged, tabs are told, and the process ends with 1', async () => {
  const binnacle = start({ BINNACLE_TOKEN: 'the-bearer-of-this-test' })
  const ws = await liveSocket(await binnacle.link(), 'the-bearer-of-this-test')
  const closed = once(ws, 'close')
  await binnacle.out()
  binnacle.child.kill('SIGUSR2')
  expect(JSON.parse(await binnacle.out())).toMatchObject({
    level: 'error',
    msg: 'unhandled rejection',
    error: expect.stringContaining('nobody caught this') as string,
  })
  expect(((await closed) as [number])[0]).toBe(1012)
  expect(await binnacle.exit()).toBe(1)
})

test('what is wrong with the configuration is said in words, all at once', async () => {
  const binnacle = start({ BINNACLE_PORT: 'http', BINNACLE_TOKEN: 'short' }, ['--no-auth'])
  expect([await binnacle.err(), await binnacle.err(), await binnacle.err(), await binnacle.exit()]).toEqual([
    'BINNACLE_PORT must be a whole number',
    'BINNACLE_TOKEN must be at least 16 characters long',
    '--no-auth is not an option; there are --allow-system and --read-only',
    1,
  ])
})
