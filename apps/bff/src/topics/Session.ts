import type { Clock } from '@binnacle/shared'
import type { Hub } from './Hub.ts'

/**
 * The browser's end of a socket, given in by the transport. `send` takes a whole text frame as UTF-8; the same bytes are given to many peers, so they
 * must not be changed. `bufferedAmount`: bytes sent and not yet taken by the network.
 */
export type Peer = {
  send(text: Uint8Array): void
  bufferedAmount(): number
  close(code: number, reason: string): void
}

export type SessionOptions = { readonly hub: Hub; readonly peer: Peer; readonly clock: Clock; readonly build: string }

export class Session {
  constructor(options: SessionOptions) {
    void options
    throw new Error('not built yet')
  }

  /** A text frame came. */
  receive(text: string): void {
    throw new Error(`not built yet: ${text}`)
  }

  /** A binary frame came: the protocol has none, so the socket is closed. */
  receiveBinary(): void {
    throw new Error('not built yet')
  }

  /** The socket is gone, whoever closed it: everything held for it is released. Calling it twice does nothing. */
  closed(): void {
    throw new Error('not built yet')
  }
}
