import { randomUUID } from 'node:crypto'
import { type Failure, isRevealing, type Outcome, type SessionInfo } from '@binnacle/shared'
import express, { type Express, type NextFunction, type Request, type Response } from 'express'
import * as z from 'zod'
import type { Audit } from '../access/audit.ts'
import type { Bearer } from '../access/bearer.ts'
import { invalidInput } from '../access/invalidInput.ts'
import { type HostRules, originAllowed, ownOrigins } from '../access/origin.ts'
import type { Tickets } from '../access/tickets.ts'
import type { CommandCall } from '../commands/runCommand.ts'
import type { ReadCall } from '../reads/runRead.ts'
import { checkedBody, checkedInput, noQuery } from './input.ts'
import { refusals } from './refusals.ts'
import { type RouteName, routes } from './routes.ts'
import { securityHeaders } from './securityHeaders.ts'
import type { StaticFiles } from './staticFiles.ts'

export type HttpDeps = {
  readonly rules: HostRules
  readonly bearer: Bearer
  readonly tickets: Tickets
  readonly audit: Audit
  readonly page: StaticFiles
  readonly log: (message: string, about: Readonly<Record<string, unknown>>) => void
  session(): SessionInfo
  /** Opens a context, if there is one of that name. */
  dial(context: string): void
  /** Whether requests are still taken, and whether there is a cluster and every opened one answers. */
  readiness(): { readonly taking: boolean; readonly degraded: boolean }
  command(call: CommandCall): Promise<Outcome<unknown>>
  read(call: ReadCall): Promise<Outcome<unknown>>
}

type Handler = (req: Request, res: Response) => Promise<void> | void

const Login = z.strictObject({ code: z.string().min(1).max(128) })
/** The context that the tab is about to use: it is dialled while the tab still draws itself. */
const TicketRequest = z.strictObject({ context: z.string().min(1).max(1024).optional() })

/**
 * Everything over HTTP. Each request gets an id (header Audit-ID), is checked for its Host and Origin before anything else, and then meets the closed
 * table of routes. What goes wrong under /api is answered as `{ ok: false, failure }`. Status 401 always means our own bearer: a cluster that
 * refuses our credential is answered as 502, with its own code inside the failure, so that an expired kubeconfig does not look like a logged-out tab.
 */
export function createHttp(deps: HttpDeps): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('etag', false)
  app.set('query parser', false)
  app.enable('case sensitive routing')
  app.enable('strict routing')
  app.use(begin(deps))
  const handlers = handlersOf(deps)
  for (const name of Object.keys(handlers).filter(isRouteName)) {
    const { method, path, shows } = routes[name]
    const guards = [...(shows === 'bearer' ? [needsBearer(deps)] : []), ...(name === 'read' ? [] : [noQuery]), ...(method === 'post' ? checkedBody : [])]
    app[method](path, ...guards, handlers[name])
    app.all(path, (req, res) => refuse(deps, { req, res, failure: refusals.method }))
  }
  app.use('/api', (req, res) => refuse(deps, { req, res, failure: refusals.route }))
  app.use((req: Request, res: Response) => deps.page.answer(req, res))
  app.use(failed(deps))
  return app
}

type HttpRouteName = Exclude<RouteName, 'live'>

function handlersOf(deps: HttpDeps): Readonly<Record<HttpRouteName, Handler>> {
  return {
    login(req, res) {
      const login = Login.safeParse(req.body)
      const bearer = login.success ? deps.bearer.exchange(login.data.code) : null
      if (bearer !== null) res.json({ bearer })
      else refuse(deps, { req, res, failure: login.success ? refusals.code : invalidInput(login.error) })
    },
    ticket(req, res) {
      const request = TicketRequest.safeParse(req.body ?? {})
      if (!request.success) return refuse(deps, { req, res, failure: invalidInput(request.error) })
      res.json({ ticket: deps.tickets.give() })
      if (request.data.context !== undefined) deps.dial(request.data.context)
    },
    session: (_req, res) => void res.json(deps.session()),
    async command(req, res) {
      const input: unknown = req.body
      answer(res, await deps.command({ ...nameOf(req), input, requestId: idOf(res), remoteAddress: addressOf(req) }))
    },
    async read(req, res) {
      const input = checkedInput(req)
      if (!input.ok) return refuse(deps, { req, res, failure: input.failure })
      answer(res, await deps.read({ ...nameOf(req), input: input.output, requestId: idOf(res), remoteAddress: addressOf(req) }))
    },
    health: (_req, res) => void res.type('text').send('ok\n'),
    ready(_req, res) {
      const { taking, degraded } = deps.readiness()
      res.status(taking ? 200 : 503)
      res.type('text').send(taking ? (degraded ? 'degraded: no cluster answers, or not all of them\n' : 'ok\n') : 'ending\n')
    },
  }
}

function begin(deps: HttpDeps) {
  return (req: Request, res: Response, next: NextFunction): void => {
    res.set({ ...securityHeaders, 'Audit-ID': randomUUID() })
    const own = ownOrigins(req.headersDistinct['host'] ?? [], deps.rules)
    if (own.length === 0) return refuse(deps, { req, res, failure: refusals.host })
    if (!req.url.startsWith('/')) return refuse(deps, { req, res, failure: refusals.target })
    if (isApi(req)) res.set('Cache-Control', 'no-store')
    const kind = req.method === 'GET' || req.method === 'HEAD' ? 'read' : 'write'
    if (originAllowed({ kind, origin: req.get('origin'), hasBearer: hasBearer(deps, req) }, own)) return next()
    refuse(deps, { req, res, failure: refusals.origin })
  }
}

function needsBearer(deps: HttpDeps) {
  return (req: Request, res: Response, next: NextFunction): void => {
    if (hasBearer(deps, req)) return next()
    res.set('WWW-Authenticate', 'Bearer')
    refuse(deps, { req, res, failure: refusals.bearer })
  }
}

function hasBearer({ bearer }: HttpDeps, req: Request): boolean {
  const [, presented] = /^bearer ([A-Za-z0-9._~+/=-]{1,512})$/i.exec(req.get('authorization') ?? '') ?? []
  return presented !== undefined && bearer.verify(presented)
}

/** Commands, and reads that reveal a value. */
function isAudited({ method, url }: Request): boolean {
  const [, side, name = ''] = /^\/api\/c\/[^/]*\/(commands|reads)\/([^/?]*)/.exec(url) ?? []
  return side === 'commands' ? method === 'POST' : side === 'reads' && isRevealing(name)
}

/** A refused command leaves its audit line even when it was refused before anybody read what it was. */
function refuse(deps: HttpDeps, { req, res, failure }: { req: Request; res: Response; failure: Failure }): void {
  const requestId = idOf(res)
  if (isAudited(req)) {
    const nothing = { user: null, context: null, verb: null, resource: null, namespace: null, name: null, uid: null }
    const [path = ''] = req.url.split('?')
    const attempt = { method: req.method, path, host: req.get('host') ?? null, origin: req.get('origin') ?? null }
    deps.audit({ actor: 'user', ...nothing, code: failure.code, reason: failure.reason, requestId, remoteAddress: addressOf(req), attempt })
  }
  res.status(failure.code).set('Cache-Control', 'no-store')
  // The rest of a body that is too large is not waited for.
  if (failure.code === 413) res.set('Connection', 'close')
  res.json({ ok: false, failure: { ...failure, auditId: requestId } })
}

function answer(res: Response, outcome: Outcome<unknown>): void {
  res.status(outcome.ok ? 200 : statusOf(outcome.failure)).json(outcome)
}

function statusOf({ code }: Failure): number {
  return code >= 400 && code <= 599 && code !== 401 ? code : 502
}

const Thrown = z.object({ status: z.int(), type: z.string().optional() })

/** Express knows an error handler by its four parameters. */
function failed(deps: HttpDeps) {
  // oxlint-disable-next-line max-params -- Express tells error handlers apart by their number of parameters
  return (thrown: unknown, req: Request, res: Response, _next: NextFunction): void => {
    const failure = failureOf(thrown)
    if (failure === refusals.broken) deps.log('request failed', { requestId: idOf(res), error: thrown instanceof Error ? thrown.stack : String(thrown) })
    if (res.headersSent) return void res.destroy()
    if (failure === refusals.broken) return void res.status(500).json({ ok: false, failure: { ...failure, auditId: idOf(res) } })
    refuse(deps, { req, res, failure })
  }
}

function failureOf(thrown: unknown): Failure {
  const { status, type } = Thrown.safeParse(thrown).data ?? {}
  if (status === 413) return refusals.size
  if (status === 415) return refusals.type
  if (status !== 400) return refusals.broken
  return (type !== undefined && badRequests.get(type)) || refusals.target
}

/** Words that Express's body reader and ours throw with → what is said. */
const badRequests: ReadonlyMap<string, Failure> = new Map([
  ['entity.parse.failed', refusals.json],
  ['request.aborted', refusals.body],
  ['request.size.invalid', refusals.body],
  ['nesting', refusals.nesting],
  ['query', refusals.query],
])

function isRouteName(name: string): name is HttpRouteName {
  return name !== 'live' && Object.hasOwn(routes, name)
}

function isApi(req: Request): boolean {
  return /^\/api(\/|\?|$)/.test(req.url)
}

function nameOf(req: Request): { context: string; name: string } {
  const { context = '', name = '' } = req.params
  return { context: String(context), name: String(name) }
}

function idOf(res: Response): string {
  return String(res.getHeader('Audit-ID'))
}

function addressOf(req: Request): string {
  return req.socket.remoteAddress ?? ''
}
