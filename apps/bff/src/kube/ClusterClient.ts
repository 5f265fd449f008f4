import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Clock, Failure, Outcome } from '@binnacle/shared'
import { Connections } from './Connections.ts'
import type { Credentials, Target } from './Credentials.ts'
import { disconnected, failureOfAnswer, failureOfBody, failureOfStatus, invalid } from './failure.ts'
import { guardedFailure } from './guardedFailure.ts'
import { isProtobuf, statusOf } from './kubeProtobuf.ts'
import { readBody, readStream } from './readAnswer.ts'
import type { KubeRequest, StreamEnd, StreamRequest, StreamSink } from './request.ts'

/** An action that has no answer after this long is reported as unknown (F2). */
const TIMEOUT_MS = 10_000
/** Largest answer taken whole: the apiserver's own limit for one object is 3 MiB. */
const MAX_ANSWER_BYTES = 32 * 1024 * 1024
/** Of an answer that is a failure, more than this is not a Status. */
const MAX_FAILURE_BYTES = 256 * 1024

type Call = {
  readonly request: KubeRequest | StreamRequest
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

type Opened =
  | { readonly ok: true; readonly response: IncomingMessage }
  | { readonly ok: false; readonly failure: Failure; readonly retryAfterMs: number | null }

/**
 * Requests to one apiserver with one credential, over connections that are kept.
 *
 * Guarantees: never rejects, every way to fail is a Failure; nothing is sent for a path that `kubePath` refused, nor a DELETE without name and uid; redirects
 * are not followed; after a 401 the credential is asked for anew and, if it is another one, tried once. A mutation is sent once: when its connection breaks the failure is
 * `Disconnected` and what happened is unknown. Time-outs and idle limits run on the Clock.
 */
export class ClusterClient {
  readonly #credentials: Credentials
  readonly #clock: Clock
  readonly #connections: Connections

  constructor(credentials: Credentials, clock: Clock) {
    this.#credentials = credentials
    this.#clock = clock
    this.#connections = new Connections(clock)
  }

  /** The answer's JSON. */
  async json(request: KubeRequest): Promise<Outcome<unknown>> {
    const answer = await this.#whole(request, ('accept' in request ? request.accept : undefined) ?? 'application/json')
    if (!answer.ok) return answer
    const { text, code } = answer.output
    try {
      return { ok: true, output: JSON.parse(text) as unknown }
    } catch {
      return { ok: false, failure: request.guarded ? guardedFailure(code, '') : failureOfBody(code, text) }
    }
  }

  /** The answer as text, whatever its type (`/readyz`). */
  async text(request: KubeRequest): Promise<Outcome<string>> {
    const answer = await this.#whole(request, '*/*')
    return answer.ok ? { ok: true, output: answer.output.text } : answer
  }

  /** Hands the answer on as it arrives. Resolves when it ended, broke, stalled, or the signal was aborted. */
  async stream(request: StreamRequest, sink: StreamSink): Promise<StreamEnd> {
    const opened = await this.#open({ request, method: 'GET', headers: { accept: request.accept ?? 'application/json' }, body: null })
    if (!opened.ok) return opened
    sink.onOpen?.(typeOf(opened.response))
    const limits = { idleMs: request.idleMs, signal: request.signal, clock: this.#clock }
    const failure = await readStream(opened.response, (bytes) => sink.onBytes(bytes), limits)
    return failure ? { ok: false, failure, retryAfterMs: null } : { ok: true }
  }

  /** A pause that ends early when the signal is aborted. */
  pause(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        cancel()
        signal.removeEventListener('abort', end)
        resolve()
      }
      const cancel = this.#clock.after(ms, end)
      if (signal.aborted) end()
      else signal.addEventListener('abort', end)
    })
  }

  /** Destroys every connection, those of open streams too: after an outage nothing that was open before can be trusted. */
  closeConnections(): void {
    this.#connections.close()
  }

  async #whole(request: KubeRequest, accept: string): Promise<Outcome<{ text: string; code: number }>> {
    const { method = 'GET' } = request
    const mutation = method !== 'GET'
    const auditId = 'auditId' in request ? (request.auditId ?? randomUUID()) : randomUUID()
    const headers = {
      accept,
      ...(mutation ? { 'audit-id': auditId, 'content-type': request.method === 'PATCH' ? request.patchType : 'application/json' } : {}),
    }
    const call = { request, method, headers, body: bodyOf(request) }
    const outcome = await this.#openAndRead(call)
    if (outcome.ok || !mutation) return outcome
    return { ok: false, failure: { ...outcome.failure, auditId } }
  }

  async #openAndRead(call: Call): Promise<Outcome<{ text: string; code: number }>> {
    const opened = await this.#open(call)
    if (!opened.ok) return { ok: false, failure: opened.failure }
    const idleMs = call.request.timeoutMs ?? TIMEOUT_MS
    const body = await readBody(opened.response, { idleMs, signal: call.request.signal, clock: this.#clock, maxBytes: MAX_ANSWER_BYTES })
    return body.ok ? { ok: true, output: { text: body.output.toString('utf8'), code: opened.response.statusCode ?? 0 } } : body
  }

  /** Resolves with a 2xx answer whose body is still to be read. */
  async #open(call: Call, before?: { readonly target: Target; readonly failure: Failure }): Promise<Opened> {
    const refusal = refusalOf(call)
    if (refusal) return failed(refusal)
    const target = await this.#credentials.target()
    if (!target.ok) return failed(target.failure)
    if (before && isSameCredential(before.target, target.output)) return failed(before.failure)
    const { request, method, headers, body } = call
    const outcome = await this.#connections.send({
      target: target.output,
      path: pathOf(request),
      method,
      headers,
      body,
      signal: request.signal,
      timeoutMs: request.timeoutMs ?? TIMEOUT_MS,
      apart: 'apart' in request && request.apart === true,
    })
    if (!outcome.ok) return failed(outcome.failure)
    const response = outcome.output
    const code = response.statusCode ?? 0
    if (code >= 200 && code < 300) return { ok: true, response }
    const failure = await this.#refused(response, request)
    if (code !== 401 || before) return { ok: false, failure, retryAfterMs: retryAfterMs(response, this.#clock.now()) }
    this.#credentials.forget()
    return this.#open(call, { target: target.output, failure })
  }

  async #refused(response: IncomingMessage, request: KubeRequest | StreamRequest): Promise<Failure> {
    const code = response.statusCode ?? 0
    const body = await readBody(response, { idleMs: TIMEOUT_MS, signal: request.signal, clock: this.#clock, maxBytes: MAX_FAILURE_BYTES })
    const bytes = body.ok ? body.output : Buffer.alloc(0)
    const type = typeOf(response)
    if ('guarded' in request && request.guarded === true && (code < 300 || code >= 400)) return guardedFailure(code, bytes.toString('utf8'))
    return isProtobuf(type) ? failureOfStatus(statusOf(bytes), code) : failureOfAnswer(code, type, bytes.toString('utf8'))
  }
}

/** Sending what was just refused once more would only be refused again. */
function isSameCredential(one: Target, other: Target): boolean {
  return one.headers['authorization'] === other.headers['authorization'] && one.auth === other.auth && one.connection === other.connection
}

function typeOf(response: IncomingMessage): string {
  return response.headers['content-type'] ?? ''
}

function failed(failure: Failure): Opened {
  return { ok: false, failure, retryAfterMs: null }
}

function bodyOf(request: KubeRequest): string | null {
  if ('text' in request) return request.text
  return 'body' in request ? JSON.stringify(request.body) : null
}

/** What is never sent, whoever asks for it. */
function refusalOf({ request, method }: Call): Failure | null {
  if (!request.path.ok) return request.path.failure
  if (request.signal?.aborted) return disconnected('the request was given up')
  if (method !== 'DELETE') return null
  if (!request.path.output.named) return invalid('a DELETE without a name would delete a whole collection')
  const uid = 'body' in request && 'method' in request && request.method === 'DELETE' ? request.body.preconditions.uid : ''
  return uid === '' ? invalid('a DELETE must name the uid that is meant') : null
}

function pathOf(request: KubeRequest | StreamRequest): string {
  if (!request.path.ok) return '/'
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(request.query ?? {})) if (value !== undefined) query.set(key, String(value))
  const text = query.toString()
  return text === '' ? request.path.output.text : `${request.path.output.text}?${text}`
}

/** Seconds or a date (RFC 9110); at most an hour is believed. */
function retryAfterMs(response: IncomingMessage, now: number): number | null {
  const value = response.headers['retry-after']
  if (value === undefined) return null
  const seconds = /^\d{1,9}$/.test(value) ? Number(value) : (Date.parse(value) - now) / 1000
  return Number.isFinite(seconds) ? Math.min(Math.max(0, seconds), 3600) * 1000 : null
}
