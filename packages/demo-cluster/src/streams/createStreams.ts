import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { NodeAccess } from '../containers/Container.ts'
import { spdyForward, webSocketForward } from './forwarding.ts'
import { refuse } from './refuse.ts'
import type { SpdyConnection, Wire } from './SpdyConnection.ts'
import { spdySession } from './spdySession.ts'
import { type Session, startSession } from './startSession.ts'
import { webSocketSession } from './webSocketSession.ts'

/** Which pod, which of its streams, and what the request asks for. */
export type StreamRequest = {
  readonly namespace: string
  readonly name: string
  readonly subresource: 'exec' | 'attach' | 'portforward'
  readonly query: URLSearchParams
}

/** A connection that is to become something else, as Node gives it. */
export type Upgrade = { readonly request: IncomingMessage; readonly socket: Duplex; readonly head: Buffer }

export type StreamServer = {
  /** Takes over the connection: upgrades it, or answers with a Status. The pod has been looked up and its use allowed by then. */
  readonly upgrade: (upgrade: Upgrade, of: StreamRequest) => void
}

const TUNNEL = 'SPDY/3.1+portforward.k8s.io'
const CHANNELS = ['v5.channel.k8s.io', 'v4.channel.k8s.io', 'v4.base64.channel.k8s.io', 'base64.channel.k8s.io', 'channel.k8s.io']
const PORT_CHANNELS = [TUNNEL, 'v4.channel.k8s.io', 'v4.base64.channel.k8s.io', 'portforward.k8s.io']
const SPDY_SESSIONS = ['v5.channel.k8s.io', 'v4.channel.k8s.io']

/**
 * exec, attach and port-forward of pods over upgraded connections: WebSocket with Kubernetes' channels, SPDY/3.1, and SPDY inside WebSocket. What is forwarded is HTTP only,
 * as nothing else listens in this cluster's containers.
 */
export function createStreams(access: NodeAccess): StreamServer {
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    handleProtocols: (offered) => [...offered].find((each) => known.has(each)) ?? false,
  })
  return {
    upgrade(upgrade, of) {
      const { request, socket } = upgrade
      socket.on('error', () => socket.destroy())
      const kind = String(request.headers.upgrade ?? '').toLowerCase()
      if (kind !== 'websocket' && kind !== 'spdy/3.1') return refuse(socket, { code: 400, reason: 'BadRequest', message: 'Upgrade request required' })
      const protocols = kind === 'websocket' ? headerOf(request, 'sec-websocket-protocol') : headerOf(request, 'x-stream-protocol-version')
      const accepted = acceptedProtocols(kind, of)
      if (protocols.length > 0 && !protocols.some((each) => accepted.includes(each))) return forbid(socket, accepted)
      if (of.subresource === 'portforward') return forward({ access, sockets }, upgrade, of)
      if (!['stdin', 'stdout', 'stderr'].some((name) => ['true', '1'].includes(of.query.get(name) ?? ''))) return badRequest(socket)
      const session = startSession(access, of)
      if (!session.ok) return refuse(socket, session.status)
      return begin(sockets, upgrade, session.value)
    },
  }
}

const known: ReadonlySet<string> = new Set([...CHANNELS, ...PORT_CHANNELS])

function acceptedProtocols(kind: 'websocket' | 'spdy/3.1', { subresource }: StreamRequest): readonly string[] {
  if (kind === 'websocket') return subresource === 'portforward' ? PORT_CHANNELS : CHANNELS
  return subresource === 'portforward' ? ['portforward.k8s.io'] : SPDY_SESSIONS
}

function headerOf(request: IncomingMessage, name: string): readonly string[] {
  const values = request.rawHeaders.filter((_, index, all) => index % 2 === 1 && all[index - 1]?.toLowerCase() === name)
  return values.flatMap((value) => value.split(',')).map((value) => value.trim())
}

function badRequest(socket: Duplex): void {
  const body = 'you must specify at least 1 of stdin, stdout, stderr'
  socket.end(`HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`)
}

function forbid(socket: Duplex, accepted: readonly string[]): void {
  const offers = accepted.map((each) => `X-Accepted-Stream-Protocol-Versions: ${each}\r\n`).join('')
  socket.end(`HTTP/1.1 403 Forbidden\r\n${offers}Content-Length: 0\r\nConnection: close\r\n\r\n`)
}

function begin(sockets: WebSocketServer, { request, socket, head }: Upgrade, session: Session): void {
  if (String(request.headers.upgrade).toLowerCase() === 'websocket') {
    socket.once('close', () => session.leave())
    sockets.handleUpgrade(request, socket, head, (webSocket: WebSocket) => webSocketSession(webSocket, session))
    return
  }
  const protocol = SPDY_SESSIONS.find((each) => headerOf(request, 'x-stream-protocol-version').includes(each)) ?? ''
  const { wire } = switched(socket, protocol)
  const connection = spdySession(wire, session)
  socket.once('close', () => session.leave())
  receive(socket, head, connection)
}

type Forwarder = { readonly access: NodeAccess; readonly sockets: WebSocketServer }

function forward({ access, sockets }: Forwarder, { request, socket, head }: Upgrade, of: StreamRequest): void {
  if (String(request.headers.upgrade).toLowerCase() !== 'websocket') {
    const { wire } = switched(socket, 'portforward.k8s.io')
    return receive(socket, head, spdyForward(wire, { access, of }))
  }
  sockets.handleUpgrade(request, socket, head, (webSocket: WebSocket) => {
    if (webSocket.protocol !== TUNNEL) return webSocketForward(webSocket, { access, of })
    const wire: Wire = {
      write: (bytes) => {
        if (webSocket.readyState === webSocket.OPEN) webSocket.send(bytes)
      },
      close: () => webSocket.close(1000),
    }
    const connection = spdyForward(wire, { access, of })
    webSocket.on('message', (bytes: Buffer) => connection.receive(bytes))
    webSocket.on('close', () => connection.lost())
    webSocket.on('error', () => connection.lost())
    return undefined
  })
}

function switched(socket: Duplex, protocol: string): { readonly wire: Wire } {
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: SPDY/3.1\r\nConnection: Upgrade\r\nX-Stream-Protocol-Version: ${protocol}\r\n\r\n`)
  return { wire: { write: (bytes) => socket.writable && socket.write(bytes), close: () => socket.end() } }
}

function receive(socket: Duplex, head: Buffer, connection: SpdyConnection): void {
  socket.on('data', (bytes: Buffer) => connection.receive(bytes))
  socket.once('close', () => connection.lost())
  if (head.length > 0) connection.receive(head)
}
