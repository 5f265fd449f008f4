import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { StreamServer } from '../../streams/createStreams.ts'
import { refuse } from '../../streams/refuse.ts'
import { refusal, resourceNotFound } from './Answer.ts'
import { allow, createHandler } from './createHandler.ts'
import type { FaultDesk } from './FaultDesk.ts'
import { guardOrigin } from './guardOrigin.ts'
import type { HttpParts } from './HttpParts.ts'
import { send } from './send.ts'

export type HttpServer = {
  /** Starts to listen; with port 0 on one that is free. Fails where the port is taken. */
  readonly listen: (port: number, host: string) => Promise<{ readonly url: string }>
  /** Breaks all connections and stops listening. Nothing is left of it afterwards. */
  readonly close: () => Promise<void>
  /** Listens again where it listened. */
  readonly reopen: () => Promise<void>
  /** Keeps back what is written to any connection, or lets it go. */
  readonly hold: (held: boolean) => void
}

/** How long a connection may be idle: kube-apiserver's. */
const IDLE_MS = 90_000

/** The apiserver on a socket: plain HTTP. Nothing is answered that `guardOrigin` refuses; what is left goes past the faults to the handler. */
export function createHttpServer(parts: HttpParts, { desk, streams }: { readonly desk: FaultDesk; readonly streams: StreamServer }): HttpServer {
  const sockets = new Set<Socket>()
  const handle = createHandler(parts)
  let server: Server | null = null
  let at = { port: 0, host: '127.0.0.1' }
  let isHeld = false
  const make = () => {
    const made = createServer({ keepAliveTimeout: IDLE_MS }, (request, response) => {
      const refused = guardOrigin(request, at.host)
      if (refused) return send(request, response, { answer: refusal(refused), format: 'json' })
      return desk.admit(request, response, () => handle(request, response))
    })
    made.on('connection', (socket: Socket) => {
      sockets.add(socket)
      if (isHeld) socket.cork()
      socket.on('close', () => sockets.delete(socket))
    })
    made.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      socket.on('error', () => socket.destroy())
      desk.whenAwake(() => upgrade(parts, streams, { request, socket, head, bound: at.host }))
    })
    return made
  }
  const open = async () => {
    const made = make()
    server = made
    await new Promise<void>((resolve, reject) => {
      made.once('error', reject)
      made.listen(at.port, at.host, resolve)
    })
    at = { ...at, port: (made.address() as AddressInfo).port }
  }
  return {
    async listen(port, host) {
      if (server) throw new Error('the cluster listens already')
      at = { port, host }
      await open()
      return { url: `http://${urlHost(host)}:${at.port}` }
    },
    async close() {
      const closing = server
      server = null
      if (!closing) return
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => closing.close(() => resolve()))
    },
    reopen: open,
    hold(held) {
      if (held === isHeld) return
      isHeld = held
      for (const socket of sockets) {
        if (held) socket.cork()
        else socket.uncork()
      }
    },
  }
}

type UpgradeAsked = { readonly request: IncomingMessage; readonly socket: Duplex; readonly head: Buffer; readonly bound: string }

function upgrade(parts: HttpParts, streams: StreamServer, { request, socket, head, bound }: UpgradeAsked): void {
  const guarded = guardOrigin(request, bound)
  if (guarded) return refuse(socket, guarded)
  const allowed = allow(parts, request)
  if (!allowed.ok) return refuse(socket, allowed.status)
  const { route, query } = allowed.value
  if (route.is !== 'resource') return refuse(socket, resourceNotFound)
  const { namespace = '', name = '', subresource, info } = route.of
  if (info.resource !== 'pods' || (subresource !== 'exec' && subresource !== 'attach' && subresource !== 'portforward')) return refuse(socket, resourceNotFound)
  const pod = parts.api.get({ resource: 'pods', namespace, name })
  if (!pod.ok) return refuse(socket, pod.status)
  return streams.upgrade({ request, socket, head }, { namespace, name, subresource, query })
}

function urlHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}
