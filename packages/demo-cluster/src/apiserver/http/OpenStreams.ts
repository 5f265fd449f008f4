import type { IncomingMessage, ServerResponse } from 'node:http'
import type { KubeObject } from '../../objects.ts'

/** How much may wait for a client that does not read. What it asked for when it came does not count until it is through. */
const MAX_WAITING = 4 * 1024 * 1024

/**
 * The watches that are open. Each is written to through the `Stream` it got, which cuts the connection of a client that falls too far behind, and which calls `closed`
 * once, whoever ended it.
 */
export class OpenStreams {
  readonly #open = new Set<Stream>()
  readonly #texts = new WeakMap<KubeObject, string>()

  open(response: ServerResponse, closed: () => void): Stream {
    const stream = new Stream(response)
    this.#open.add(stream)
    response.once('close', () => {
      this.#open.delete(stream)
      closed()
    })
    return stream
  }

  /** A stream that no fault of watches touches. */
  openLog(response: ServerResponse, closed: () => void): Stream {
    response.once('close', closed)
    return new Stream(response)
  }

  /** An object as JSON, written once for everybody who watches it. */
  textOf(object: KubeObject): string {
    const known = this.#texts.get(object)
    if (known !== undefined) return known
    const text = JSON.stringify(object)
    this.#texts.set(object, text)
    return text
  }

  get size(): number {
    return this.#open.size
  }

  /** Those whose requests are meant. */
  which(isMeant: (request: IncomingMessage) => boolean): readonly Stream[] {
    return [...this.#open].filter(({ request }) => isMeant(request))
  }
}

class Stream {
  readonly #response: ServerResponse
  #initial = 0

  constructor(response: ServerResponse) {
    this.#response = response
  }

  get request(): IncomingMessage {
    return this.#response.req
  }

  /** A line of a client's first answer, as long as that may be. */
  first(line: string): void {
    const length = Buffer.byteLength(line)
    this.#initial += length
    this.#response.write(line, () => {
      this.#initial -= length
    })
  }

  line(line: string): void {
    if (this.#response.destroyed || this.#response.writableEnded) return
    this.#response.write(line)
    if (this.#response.writableLength - this.#initial > MAX_WAITING) this.cut()
  }

  raw(bytes: string | Uint8Array): void {
    this.#response.write(bytes)
  }

  end(): void {
    this.#response.end()
  }

  cut(): void {
    this.#response.socket?.destroy()
  }
}

export type { Stream }
