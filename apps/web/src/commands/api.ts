import {
  type CommandInput,
  type CommandName,
  type CommandOutput,
  commands,
  Failure,
  Outcome,
  type ReadInput,
  type ReadName,
  type ReadOutput,
  reads,
  SessionInfo,
} from '@binnacle/shared'
import * as z from 'zod/mini'

type Ticket = { readonly state: 'ticket'; readonly ticket: string } | { readonly state: 'signed out' } | { readonly state: 'failed' }
type SignedIn = { readonly bearer: string | null; end(): void }
type Request = { readonly method: 'GET' | 'POST'; readonly path: string; readonly body?: unknown }

const TicketAnswer = z.object({ ticket: z.string() })
const LoginAnswer = z.object({ bearer: z.string() })
const Refused = z.object({ ok: z.literal(false), failure: Failure })

/** Our own 401 means that the bearer is of no more use; a cluster's 401 comes as another status. */
const UNAUTHORIZED = 401

/** Requests to the BFF. Every answer is parsed, every failure is a value; a 401 ends the session. */
export class Api {
  readonly #signedIn: SignedIn
  readonly #fetch: typeof fetch

  constructor(signedIn: SignedIn, fetcher: typeof fetch) {
    this.#signedIn = signedIn
    this.#fetch = fetcher
  }

  async command<N extends CommandName>(context: string, name: N, input: CommandInput<N>): Promise<Outcome<CommandOutput<N>>> {
    const answer = await this.#ask({ method: 'POST', path: `/api/c/${encodeURIComponent(context)}/commands/${name}`, body: input })
    return parsed<CommandOutput<N>>(answer, commands[name].output)
  }

  async read<N extends ReadName>(context: string, name: N, input: ReadInput<N>): Promise<Outcome<ReadOutput<N>>> {
    const query = encodeURIComponent(JSON.stringify(input))
    const answer = await this.#ask({ method: 'GET', path: `/api/c/${encodeURIComponent(context)}/reads/${name}?input=${query}` })
    return parsed<ReadOutput<N>>(answer, reads[name].output)
  }

  async session(): Promise<Outcome<SessionInfo>> {
    const answer = await this.#ask({ method: 'GET', path: '/api/session' })
    const info = SessionInfo.safeParse(answer.body)
    return info.success ? { ok: true, output: info.data } : failed(answer)
  }

  /**
   * Without a bearer nothing is asked: that would be a 401, which ends the session that is about to begin. With a context, Binnacle dials its cluster
   * while this tab still draws itself.
   */
  async ticket(context: string | null): Promise<Ticket> {
    if (this.#signedIn.bearer === null) return { state: 'signed out' }
    const answer = await this.#ask({ method: 'POST', path: '/api/ticket', body: context === null ? {} : { context } })
    if (answer.status === UNAUTHORIZED) return { state: 'signed out' }
    const ticket = TicketAnswer.safeParse(answer.body)
    return ticket.success ? { state: 'ticket', ticket: ticket.data.ticket } : { state: 'failed' }
  }

  async login(code: string): Promise<{ bearer: string } | { why: string }> {
    const answer = await this.#ask({ method: 'POST', path: '/api/login', body: { code } })
    const login = LoginAnswer.safeParse(answer.body)
    return login.success ? login.data : { why: failed(answer).failure.message }
  }

  async #ask({ method, path, body }: Request): Promise<Answer> {
    const headers: Record<string, string> = body === undefined ? {} : { 'Content-Type': 'application/json' }
    if (this.#signedIn.bearer !== null) headers['Authorization'] = `Bearer ${this.#signedIn.bearer}`
    try {
      const response = await this.#fetch(path, {
        method,
        headers,
        credentials: 'omit',
        redirect: 'error',
        body: body === undefined ? null : JSON.stringify(body),
      })
      if (response.status === UNAUTHORIZED) this.#signedIn.end()
      const text = await response.text()
      return { status: response.status, body: jsonOf(text) }
    } catch {
      return { status: 0, body: null }
    }
  }
}

type Answer = { readonly status: number; readonly body: unknown }

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function parsed<Output>(answer: Answer, output: z.ZodMiniType<unknown>): Outcome<Output> {
  const outcome = Outcome.safeParse(answer.body)
  if (!outcome.success || !outcome.data.ok) return failed(answer)
  const given = output.safeParse(outcome.data.output)
  // The schema of this name's table entry has just accepted it.
  return given.success ? { ok: true, output: given.data as Output } : failed({ ...answer, body: null })
}

function failed({ status, body }: Answer): { ok: false; failure: Failure } {
  const refused = Refused.safeParse(body)
  if (refused.success) return { ok: false, failure: refused.data.failure }
  if (status === 0)
    return { ok: false, failure: { reason: 'Disconnected', code: 0, message: 'Binnacle did not answer, so nobody knows whether this happened.' } }
  return {
    ok: false,
    failure: { reason: 'Unknown', code: status, message: 'Binnacle gave an answer that this page does not understand. Reload it if Binnacle was updated.' },
  }
}
