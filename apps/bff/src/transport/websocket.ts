import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type Clock, type Failure, MAX_CLIENT_FRAME_BYTES } from '@binnacle/shared'
import { type WebSocket, WebSocketServer } from 'ws'
import { type HostRules, originAllowed, ownOrigins } from '../access/origin.ts'
import type { Tickets } from '../access/tickets.ts'
import type { Session } from '../topics/Session.ts'
import { refusals } from './refusals.ts'
import { routes } from './routes.ts'
import { securityHeaders } from './securityHeaders.ts'

/** Tabs and scripts of the one user; beyond this something opens sockets in a loop. */
export const MAX_SOCKETS = 64
const PING_MS = 10_000
/** Two pings without any sign of life. */
const SILENT_MS = 20_000
/** Frames of any kind, pings included, that one socket may send in a second: a page sends a handful. */
const MAX_FRAMES_PER_SECOND = 200

const CLOSE_RESTARTING = 1012
const CLOSE_TRY_LATER = 1013
const CLOSE_POLICY = 1008

type Peer = ConstructorParameters<typeof Session>[0]['peer']

export type WebSocketDeps = {
  readonly rules: HostRules
  readonly tickets: Tickets
  readonly clock: Clock
  session(peer: Peer): Pick<Session, 'receive' | 'receiveBinary' | 'closed'>
}

/**
 * The live sockets. An upgrade must name our host, come from our page and bring a ticket in its subprotocols (`binnacle`, `ticket.<t>`); the answer names
 * `binnacle` only. A peer that is silent for twenty seconds is cut; one that sends too much or too large is closed.
 */
export class LiveSockets {
  readonly #deps: WebSocketDeps
  readonly #open = new Set<WebSocket>()
  readonly #server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: MAX_CLIENT_FRAME_BYTES,
    perMessageDeflate: false,
    handleProtocols: () => 'binnacle',
  })
  #ending = false

  constructor(deps: WebSocketDeps) {
    this.#deps = deps
  }

  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy())
    const failure = this.#refusal(req)
    if (failure) return refuse(socket, failure)
    this.#server.handleUpgrade(req, socket, head, (ws) => this.#plug(ws))
  }

  get size(): number {
    return this.#open.size
  }

  /** Tells every tab to come back in a moment, and takes no more of them. */
  close(): void {
    this.#ending = true
    for (const ws of this.#open) ws.close(CLOSE_RESTARTING, 'Binnacle is restarting')
  }

  /** A ticket is looked at last, so that a foreign page cannot use one up. */
  #refusal(req: IncomingMessage): Failure | null {
    const { rules, tickets } = this.#deps
    const own = ownOrigins(req.headersDistinct['host'] ?? [], rules)
    if (own.length === 0) return refusals.host
    if (req.url !== routes.live.path) return refusals.route
    if (!originAllowed({ kind: 'upgrade', origin: req.headers.origin, hasBearer: false }, own)) return refusals.origin
    const [name, ticket, ...others] = (req.headers['sec-websocket-protocol'] ?? '').split(',').map((part) => part.trim())
    if (name !== 'binnacle' || !ticket?.startsWith('ticket.') || others.length > 0) return refusals.ticket
    return tickets.take(ticket.slice('ticket.'.length)) ? null : refusals.ticket
  }

  #plug(ws: WebSocket): void {
    // ws closes the socket itself, with the code that fits; without a listener the fault would end the process.
    ws.on('error', () => undefined)
    if (this.#ending) return ws.close(CLOSE_RESTARTING, 'Binnacle is restarting')
    if (this.#open.size >= MAX_SOCKETS) return ws.close(CLOSE_TRY_LATER, `Binnacle serves at most ${MAX_SOCKETS} tabs`)
    this.#open.add(ws)
    const session = this.#deps.session({
      send: (text) => ws.send(text, { binary: false }),
      bufferedAmount: () => ws.bufferedAmount,
      close: (code, reason) => ws.close(code, reason),
    })
    const stopWatching = watchOver(ws, this.#deps.clock)
    ws.on('message', (content, isBinary) => {
      if (isBinary || !Buffer.isBuffer(content)) session.receiveBinary()
      else session.receive(content.toString())
    })
    ws.on('close', () => {
      stopWatching()
      this.#open.delete(ws)
      session.closed()
    })
  }
}

/** Pings, and cuts a peer that is silent or floods. Returns what stops it. */
function watchOver(ws: WebSocket, clock: Clock): () => void {
  let heard = clock.now()
  let second = { began: heard, frames: 0 }
  const hear = (): void => {
    heard = clock.now()
    if (heard - second.began >= 1_000) second = { began: heard, frames: 0 }
    second.frames += 1
    if (second.frames > MAX_FRAMES_PER_SECOND) ws.close(CLOSE_POLICY, 'too many frames')
  }
  ws.on('message', hear)
  ws.on('ping', hear)
  ws.on('pong', hear)
  let stop = clock.after(PING_MS, function look() {
    if (clock.now() - heard >= SILENT_MS) return ws.terminate()
    ws.ping()
    stop = clock.after(PING_MS, look)
  })
  return () => stop()
}

function refuse(socket: Duplex, failure: Failure): void {
  socket.once('finish', () => socket.destroy())
  const body = JSON.stringify({ ok: false, failure: { ...failure, auditId: randomUUID() } })
  const headers = {
    ...securityHeaders,
    'Cache-Control': 'no-store',
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    Connection: 'close',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${failure.code} ${failure.reason}\r\n${lines.join('')}\r\n${body}`)
}
