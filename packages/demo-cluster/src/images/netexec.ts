import type { HttpAnswer, HttpRequest, Serve } from '../containers/Container.ts'
import type { Process } from '../containers/Process.ts'
import { reasonOf } from '../containers/reasonOf.ts'
import { sleep, type Waiting } from '../containers/Wait.ts'
import { plain } from './answers.ts'
import { flags, goDuration } from './flags.ts'
import { goQuote, goTime, klog } from './goTexts.ts'

type Server = { readonly process: Process; readonly port: number; readonly isEnding: () => boolean }
type Route = (server: Server, query: URLSearchParams, request: HttpRequest) => HttpAnswer

/** agnhost's netexec: the endpoints over HTTP, their lines in the log, and the delay of its shutdown. Left out: UDP, SCTP, TLS, /dial, /shell and /upload. */
export function* netexec(process: Process, args: readonly string[]): Waiting<number> {
  const { values } = flags(args)
  const { clock } = process.sandbox
  const port = Number(values.get('http-port') ?? 8080)
  const override = values.get('http-override') ?? ''
  const udpPort = Number(values.get('udp-port') ?? 8081)
  const delay = Number(values.get('delay-shutdown') ?? 0)
  let isEnding = false
  process.onSignal('TERM', 'catch')
  const server: Server = { process, port, isEnding: () => isEnding }
  const serve: Serve = (request) => answer(server, override === '' ? request : { ...request, method: 'GET', path: override, headers: {}, body: '' })
  log(process, `Started HTTP server on port ${port}`)
  if (!process.listen(port, serve)) {
    process.complain(klog(process, 'F', { at: 'log.go:245', text: `listen tcp :${port}: bind: address already in use` }))
    return 255
  }
  if (udpPort !== -1) log(process, `Started UDP server on port  ${udpPort}`)
  while (process.pending.length === 0) yield process.signalled
  isEnding = true
  if (delay > 0) {
    log(process, `Sleeping ${delay} seconds before terminating...`)
    yield sleep(clock, delay * 1_000)
  }
  return 0
}

function log(process: Process, text: string): void {
  process.complain(klog(process, 'I', { text }))
}

function answer(server: Server, request: HttpRequest): HttpAnswer {
  const [path = '/', query = ''] = request.path.split('?')
  const values = new URLSearchParams(query)
  if (request.method === 'POST' && request.headers['content-type'] === 'application/x-www-form-urlencoded') {
    for (const [name, value] of new URLSearchParams(request.body)) if (!values.has(name)) values.set(name, value)
  }
  const route = ROUTES.get(path) ?? root
  return route(server, values, request)
}

const text = ({ process }: Server, body: string, status = 200): HttpAnswer => plain(process.sandbox.clock, status, body)

const root: Route = (server) => {
  log(server.process, 'GET /')
  return text(
    server,
    `NOW: ${goTime(server.process.sandbox.clock.now())} m=+${((server.process.sandbox.clock.now() - server.process.sandbox.startedAt) / 1000).toFixed(9)}`,
  )
}

const echo: Route = (server, query) => {
  const [message, code] = [query.get('msg') ?? '', query.get('code') ?? '']
  log(server.process, `GET /echo?msg=${message}&code=${code}`)
  if (code === '') return text(server, message)
  const status = Number(code)
  if (!Number.isInteger(status)) return text(server, `argument 'code' must be an integer or empty, got ${goQuote(code)}\n`)
  return text(server, message, status)
}

const exit: Route = (server, query) => {
  const [code, timeout, wait] = [query.get('code') ?? '', query.get('timeout') ?? '', query.get('wait') ?? '']
  const { process } = server
  const { clock } = process.sandbox
  log(process, `GET /exit?code=${code}&timeout=${timeout}&wait=${wait}`)
  for (const [name, value] of [
    ['timeout', timeout],
    ['wait', wait],
  ] as const) {
    if (value !== '' && goDuration(value) === null) return text(server, `argument '${name}' must be a valid golang duration or empty, got ${goQuote(value)}\n`)
  }
  if (code !== '' && !/^[-+]?\d+$/.test(code)) return text(server, `argument 'code' must be an integer [0-127] or empty, got ${goQuote(code)}\n`)
  log(process, `Will begin shutdown in ${wait || '0s'}, allowing ${timeout || '0s'} for connections to close, then will exit with ${Number(code)}`)
  clock.after(wait === '' ? 0 : (goDuration(wait) ?? 0), () => process.end({ exitCode: Number(code) & 255 }))
  return text(server, '')
}

const shutdown: Route = (server) => {
  log(server.process, 'GET /shutdown')
  server.process.sandbox.clock.after(0, () => server.process.end({ exitCode: 0 }))
  return text(server, '')
}

const header: Route = (server, query, { headers }) => {
  const key = query.get('key') ?? ''
  log(server.process, key === '' ? 'GET /header' : `GET /header?key=${key}`)
  if (key !== '') return text(server, headers[key.toLowerCase()] ?? '')
  const all = Object.entries(headers).map(([name, value]) => [name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase()), [value]])
  return text(server, JSON.stringify(Object.fromEntries(all.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)))))
}

const redirect: Route = (server, query) => {
  const [location, code] = [query.get('location') ?? '', query.get('code') ?? '']
  log(server.process, `GET /redirect?msg=${location}&code=${code}`)
  const status = code === '' ? 302 : Number(code)
  const moved = text(server, `<a href="${location}">${reasonOf(status)}</a>.\n\n`, status)
  return { ...moved, headers: { ...moved.headers, 'content-type': 'text/html; charset=utf-8', location } }
}

const ready: Route = (server) => {
  log(server.process, 'GET /readyz')
  return server.isEnding() ? text(server, 'shutting down', 503) : text(server, 'ok')
}

/** What this netexec does not do says so. */
const absent: Route = (server) => text(server, 'this cluster does not simulate that endpoint\n', 501)

/** Answers one thing and logs the path. */
const says =
  (path: string, what: (server: Server, request: HttpRequest) => string): Route =>
  (server, _query, request) => {
    log(server.process, `GET ${path}`)
    return text(server, what(server, request))
  }

const hostname = ({ process }: Server) => process.sandbox.hostname

const ROUTES: ReadonlyMap<string, Route> = new Map([
  ['/echo', echo],
  ['/exit', exit],
  ['/shutdown', shutdown],
  ['/header', header],
  ['/redirect', redirect],
  ['/shell', absent],
  ['/dial', absent],
  ['/upload', absent],
  ['/readyz', ready],
  ['/healthz', says('/healthz', () => '')],
  ['/hostname', says('/hostname', hostname)],
  ['/hostName', says('/hostName', hostname)],
  ['/clientip', says('/clientip', (_server, { headers }) => headers['x-forwarded-for'] ?? '127.0.0.1:40000')],
  ['/serverport', says('/serverport', ({ port }) => String(port))],
])
