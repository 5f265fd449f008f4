import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { NodeAccess } from '../containers/Container.ts'
import { refuse } from './refuse.ts'

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

/** exec, attach and port-forward of pods over upgraded connections. */
export function createStreams(_access: NodeAccess): StreamServer {
  return {
    upgrade({ socket }) {
      refuse(socket, { code: 501, reason: 'InternalError', message: 'streams are not built yet' })
    },
  }
}
