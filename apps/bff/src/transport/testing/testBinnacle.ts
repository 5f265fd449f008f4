import { mkdtempSync, rmSync } from 'node:fs'
import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Clock, ManualClock, type Outcome } from '@binnacle/shared'
import { WebSocket } from 'ws'
import type { Config } from '../../config.ts'
import type { Cluster } from '../../kube/Cluster.ts'
import type { Contexts } from '../../kube/connect.ts'
import { startBinnacle } from '../../startBinnacle.ts'
import { LIMITS, type Limits } from '../listen.ts'

export const BEARER = 'the-bearer-of-this-test'

/** No cluster at all: for tests whose subject is the door, not the house. */
export const noContexts: Contexts = {
  summaries: [],
  problem: 'There is no kubeconfig.',
  open: (): Outcome<Cluster> => ({ ok: false, failure: { reason: 'NotFound', code: 404, message: 'no such context' } }),
  subscribe: () => () => undefined,
  close: () => undefined,
}

export type Answer = { status: number; headers: IncomingHttpHeaders; text: string; json: () => unknown }
type Ask = { method?: string; headers?: OutgoingHttpHeaders; body?: string | Buffer; bearer?: boolean }
type Options = { config?: Partial<Config>; contexts?: Contexts; page?: string; limits?: Limits; clock?: Clock }

/** A whole Binnacle on a free loopback port, with a clock moved by hand and its log kept. */
export async function testBinnacle(options: Options = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'binnacle-'))
  const clock = new ManualClock()
  const log: string[] = []
  const config: Config = {
    host: '127.0.0.1',
    port: 0,
    portAsked: true,
    allowedNames: [],
    bearer: BEARER,
    stateDir: join(folder, 'state'),
    kubeconfig: undefined,
    demoOnly: false,
    home: folder,
    allowSystem: false,
    readOnly: false,
    ...options.config,
  }
  const binnacle = await startBinnacle({
    config,
    contexts: options.contexts ?? noContexts,
    clock: options.clock ?? clock,
    build: 'test',
    page: options.page ?? join(folder, 'no page'),
    log: (line) => void log.push(line),
    limits: options.limits ?? LIMITS,
  })
  const { port } = binnacle
  const origin = `http://127.0.0.1:${port}`

  const ask = (path: string, { method = 'GET', headers = {}, body, bearer = true }: Ask = {}): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const auth = bearer ? { authorization: `Bearer ${BEARER}` } : {}
      const req = request({ host: '127.0.0.1', port, path, method, headers: { ...auth, ...headers }, agent: false }, (res) => {
        const chunks: Buffer[] = []
        res.on('data', (chunk: Buffer) => chunks.push(chunk))
        res.on('end', () => {
          const text = Buffer.concat(chunks).toString()
          resolve({ status: res.statusCode ?? 0, headers: res.headers, text, json: () => JSON.parse(text) as unknown })
        })
      })
      req.on('error', reject)
      req.end(body)
    })

  return {
    binnacle,
    port,
    origin,
    clock,
    log,
    config,
    ask,
    /** POSTs JSON as our page does. */
    post: (path: string, body: unknown, more: Ask = {}) =>
      ask(path, { method: 'POST', body: JSON.stringify(body), ...more, headers: { 'content-type': 'application/json', origin, ...more.headers } }),
    ticket: async () => ticketOf(await ask('/api/ticket', { method: 'POST', headers: { origin } })),
    /** Bytes as they are, and everything that comes back until the server ends it. */
    raw: (bytes: string): Promise<string> =>
      new Promise((resolve, reject) => {
        const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
        let text = ''
        socket.on('data', (chunk) => {
          text += chunk.toString()
        })
        socket.on('close', () => resolve(text))
        socket.on('error', reject)
      }),
    /** A socket as our page opens it; the promise answers with it, or with the HTTP status that refused it. */
    socket: (protocols: string[], headers: OutgoingHttpHeaders = { origin }, path = '/api/live'): Promise<WebSocket | number> =>
      new Promise((resolve, reject) => {
        const ws = new WebSocket(`ws://127.0.0.1:${port}${path}`, protocols, { headers: headers as Record<string, string> })
        ws.on('open', () => resolve(ws))
        ws.on('unexpected-response', (_req, res) => {
          res.resume()
          resolve(res.statusCode ?? 0)
        })
        ws.on('error', reject)
      }),
    async close() {
      const ending = binnacle.close()
      ending.cut()
      await ending.done
      rmSync(folder, { recursive: true })
    },
  }
}

export type TestBinnacle = Awaited<ReturnType<typeof testBinnacle>>

function ticketOf(answer: Answer): string {
  return (answer.json() as { ticket: string }).ticket
}
