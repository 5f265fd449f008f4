import { MAX_BUFFERED_BYTES, type Peer } from '../../../apps/bff/src/topics/Outlet.ts'
import type { Session } from '../../../apps/bff/src/topics/Session.ts'
import type { Wire, WireEvents } from '../../../apps/web/src/topics/Link.ts'
import type { Random } from './Random.ts'

/** What a link may do to the frames that the server sent: lose them, give them again (also much later), in another order. A WebSocket does none of this. */
export type Mischief = { readonly lose: number; readonly double: number; readonly swap: number }
export const NO_MISCHIEF: Mischief = { lose: 0, double: 0, swap: 0 }

/** Frames on the way weigh this many times what they are, so that a few of them fill a socket. */
const WEIGHT = 3_000

/** A browser's and a session's end of one socket, joined by two queues that are flushed by hand. */
export class SocketPair implements Peer, Wire {
  readonly #toBrowser: Uint8Array[] = []
  readonly #toServer: string[] = []
  readonly #echoes: Uint8Array[] = []
  readonly #events: WireEvents
  #session: Session | null = null
  #ended: 'no' | 'by server' | 'by browser' | 'told' = 'no'
  #mischief: Mischief = NO_MISCHIEF
  /** Nothing was ever lost or held back here, so the browser has no reason to ask for anything again. */
  faultless = true
  /** How often the browser asked for a snapshot. */
  resyncs = 0
  closeCode = 0

  constructor(events: WireEvents) {
    this.#events = events
  }

  set mischief(mischief: Mischief) {
    this.#mischief = mischief
    if (mischief !== NO_MISCHIEF) this.faultless = false
  }

  accept(session: Session): void {
    this.#session = session
  }

  send(content: Uint8Array | string): void {
    if (this.#ended !== 'no') return
    if (typeof content === 'string') {
      this.#toServer.push(content)
      if (content.includes('"resync"')) this.resyncs++
    } else this.#toBrowser.push(content)
  }

  bufferedAmount(): number {
    const buffered = this.#toBrowser.reduce((sum, { length }) => sum + length, 0) * WEIGHT
    if (buffered > MAX_BUFFERED_BYTES) this.faultless = false
    return buffered
  }

  /** The server closes with a code; the browser closes with nothing. */
  close(code?: number): void {
    if (this.#ended !== 'no') return
    this.#ended = code === undefined ? 'by browser' : 'by server'
    this.closeCode = code ?? 0
    this.#session?.closed()
  }

  /** The wire is cut: each end learns of it, the browser with the next `toBrowser`. */
  cut(): void {
    this.close(1006)
    this.#toBrowser.length = 0
  }

  get over(): boolean {
    return this.#ended === 'by browser' || this.#ended === 'told'
  }

  toServer(count: number): void {
    for (const text of this.#toServer.splice(0, count)) this.#session?.receive(text)
  }

  toBrowser(count: number, random: Random): void {
    if (this.over) return
    const frames = this.#toBrowser.splice(0, count)
    for (const bytes of this.#mangled(frames, random)) {
      if (!this.over) this.#events.text(new TextDecoder().decode(bytes))
    }
    if (this.#ended !== 'by server' || this.#toBrowser.length > 0) return
    this.#ended = 'told'
    this.#events.closed()
  }

  #mangled(frames: Uint8Array[], random: Random): Uint8Array[] {
    if (this.#mischief === NO_MISCHIEF) return frames
    const arrived: Uint8Array[] = []
    for (const bytes of frames) {
      if (random.chance(this.#mischief.lose)) continue
      if (random.chance(this.#mischief.swap)) arrived.splice(random.below(arrived.length + 1), 0, bytes)
      else arrived.push(bytes)
      if (random.chance(this.#mischief.double)) this.#echoes.push(bytes)
    }
    while (this.#echoes.length > 0 && random.chance(0.5)) {
      arrived.splice(random.below(arrived.length + 1), 0, ...this.#echoes.splice(random.below(this.#echoes.length), 1))
    }
    return arrived
  }
}
