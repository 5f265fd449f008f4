import { type ClientRequest, Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest, type RequestOptions } from 'node:https'
import type { Clock, Outcome } from '@binnacle/shared'
import type { Target } from './Credentials.ts'
import { disconnected, failureOf } from './failure.ts'

/** TCP keep-alive probes: the lowest of the three layers that notice a dead peer. */
const TCP_KEEPALIVE_MS = 15_000
/** The apiserver closes idle connections after 90 s; we do it first, so that no request meets a closing one. */
const IDLE_CONNECTION_MS = 60_000
/** Each open watch and log is a connection. */
const MAX_CONNECTIONS = 1024
const MAX_IDLE_CONNECTIONS = 8

export type Sending = {
  readonly target: Target
  /** Path and query. */
  readonly path: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
  readonly signal: AbortSignal | undefined
  /** How long the beginning of the answer may take, connecting included. */
  readonly timeoutMs: number
  readonly apart: boolean
}

/** The kept connections of one credential: an agent that lasts as long as the TLS material does, and one for probes. */
export class Connections {
  readonly #clock: Clock
  #shared: { id: string; agent: HttpAgent } | null = null
  #apart: { id: string; agent: HttpAgent } | null = null
  readonly #open = new Set<ClientRequest>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Resolves when the head of the answer is there. Redirects are answers like any other. */
  async send(sending: Sending): Promise<Outcome<IncomingMessage>> {
    const first = await this.#sendOnce(sending)
    // A kept connection may be closed by the server in the moment that we use it. Asking again is safe where asking changes nothing.
    if (first.ok || !first.stale || sending.method !== 'GET') return first
    return this.#sendOnce(sending)
  }

  close(): void {
    for (const request of this.#open) request.destroy()
    this.#shared?.agent.destroy()
    this.#apart?.agent.destroy()
    this.#shared = null
    this.#apart = null
  }

  #sendOnce(sending: Sending): Promise<Outcome<IncomingMessage> & { stale?: boolean }> {
    return new Promise((resolve) => {
      const made = this.#make(sending)
      if (!made.ok) return resolve(made)
      const request = made.output
      this.#open.add(request)
      const giveUp = (message: string) => () => {
        finish({ ok: false, failure: disconnected(message) })
        request.destroy()
      }
      const onAbort = giveUp('the request was given up')
      const cancelTimer = this.#clock.after(sending.timeoutMs, giveUp(`the cluster did not answer in ${Math.round(sending.timeoutMs / 1000)} s`))
      const finish = (outcome: Outcome<IncomingMessage> & { stale?: boolean }) => {
        cancelTimer()
        sending.signal?.removeEventListener('abort', onAbort)
        resolve(outcome)
      }
      sending.signal?.addEventListener('abort', onAbort, { once: true })
      request.on('socket', (socket) => socket.setKeepAlive(true, TCP_KEEPALIVE_MS))
      request.on('response', (response) => finish({ ok: true, output: response }))
      request.on('error', (thrown) => finish({ ok: false, failure: failureOf(thrown), stale: request.reusedSocket }))
      request.on('close', () => {
        this.#open.delete(request)
        finish({ ok: false, failure: disconnected('the cluster closed the connection') })
      })
      request.end(sending.body ?? undefined)
    })
  }

  #make({ target, path, method, headers, body, apart }: Sending): Outcome<ClientRequest> {
    const { server, tls, auth, proxy } = target
    const options: RequestOptions = {
      host: server.hostname.replace(/^\[|\]$/g, ''),
      port: server.port || (server.protocol === 'https:' ? 443 : 80),
      path: `${server.pathname.replace(/\/+$/, '')}${path}`,
      method,
      headers: { 'user-agent': 'binnacle', ...target.headers, ...headers, ...(body === null ? {} : { 'content-length': Buffer.byteLength(body) }) },
      agent: proxy ?? this.#agentFor(target, apart),
      ...(auth === undefined ? {} : { auth }),
      ...tls,
    }
    try {
      return { ok: true, output: server.protocol === 'https:' ? httpsRequest(options) : httpRequest(options) }
    } catch (thrown) {
      // A token with a line break in it, or a key that is none.
      return { ok: false, failure: failureOf(thrown) }
    }
  }

  #agentFor(target: Target, apart: boolean): HttpAgent {
    const kept = apart ? this.#apart : this.#shared
    if (kept?.id === target.connection) return kept.agent
    const options = {
      keepAlive: true,
      keepAliveMsecs: TCP_KEEPALIVE_MS,
      timeout: IDLE_CONNECTION_MS,
      maxSockets: apart ? 1 : MAX_CONNECTIONS,
      maxFreeSockets: apart ? 1 : MAX_IDLE_CONNECTIONS,
    }
    // Streams of the old agent end by themselves; a rotated certificate must not cut them.
    const made = { id: target.connection, agent: target.server.protocol === 'https:' ? new HttpsAgent(options) : new HttpAgent(options) }
    if (apart) this.#apart = made
    else this.#shared = made
    return made.agent
  }
}
