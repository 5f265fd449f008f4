import { HeaderBlocks } from './HeaderBlocks.ts'

/** Bytes in both directions: a socket, or what travels in a WebSocket's messages. */
export type Wire = { readonly write: (bytes: Buffer) => void; readonly close: () => void }

const SYN_STREAM = 1
const SYN_REPLY = 2
const RST_STREAM = 3
const PING = 6
const GOAWAY = 7
const FIN = 1
const LARGEST = 16 * 1024 ** 2
const LARGEST_SENT = 32_768

/** One stream that the client has opened. What comes before `take` is kept for it. */
export class SpdyStream {
  readonly id: number
  readonly headers: ReadonlyMap<string, string>
  readonly #send: (stream: SpdyStream, data: Buffer, isLast: boolean) => void
  readonly #early: Buffer[] = []
  #take: { readonly data: (bytes: Buffer) => void; readonly end: () => void } | null = null
  #hasEnded = false
  #isClosed = false

  constructor(id: number, headers: ReadonlyMap<string, string>, send: (stream: SpdyStream, data: Buffer, isLast: boolean) => void) {
    this.id = id
    this.headers = headers
    this.#send = send
  }

  take(take: { readonly data: (bytes: Buffer) => void; readonly end: () => void }): void {
    this.#take = take
    for (const bytes of this.#early.splice(0)) take.data(bytes)
    if (this.#hasEnded) take.end()
  }

  receive(bytes: Buffer): void {
    if (this.#take === null) this.#early.push(bytes)
    else this.#take.data(bytes)
  }

  end(): void {
    if (this.#hasEnded) return
    this.#hasEnded = true
    this.#take?.end()
  }

  write(data: Buffer): void {
    if (!this.#isClosed) this.#send(this, data, false)
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#send(this, Buffer.alloc(0), true)
  }
}

/**
 * The server's side of SPDY/3.1, as far as kubectl speaks it: streams that the client opens, data, resets, pings, going away. There is no flow control, as there is
 * none in the library behind kubectl.
 */
export class SpdyConnection {
  readonly #wire: Wire
  readonly #onStream: (stream: SpdyStream) => void
  readonly #streams = new Map<number, SpdyStream>()
  readonly #blocks: HeaderBlocks
  #bytes = Buffer.alloc(0)
  #isReadingHeaders = false
  #isClosed = false

  constructor(wire: Wire, onStream: (stream: SpdyStream) => void) {
    this.#wire = wire
    this.#onStream = onStream
    this.#blocks = new HeaderBlocks(() => this.close())
  }

  receive(bytes: Buffer): void {
    if (this.#isClosed) return
    this.#bytes = Buffer.concat([this.#bytes, bytes])
    this.#frames()
  }

  /** The wire is gone: every stream ends. */
  lost(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#blocks.close()
    for (const stream of this.#streams.values()) stream.end()
  }

  close(): void {
    this.lost()
    this.#wire.close()
  }

  #frames(): void {
    while (!this.#isReadingHeaders && !this.#isClosed && this.#bytes.length >= 8) {
      const length = this.#bytes.readUIntBE(5, 3)
      if (length > LARGEST) return this.close()
      if (this.#bytes.length < 8 + length) return
      const frame = this.#bytes.subarray(0, 8 + length)
      this.#bytes = this.#bytes.subarray(8 + length)
      this.#frame(frame)
    }
  }

  #frame(frame: Buffer): void {
    const flags = frame.readUInt8(4)
    const body = frame.subarray(8)
    if (frame.readUInt8(0) < 128) {
      const stream = this.#streams.get(frame.readUInt32BE(0))
      if (body.length > 0) stream?.receive(body)
      if ((flags & FIN) !== 0) stream?.end()
      return
    }
    const type = frame.readUInt16BE(2)
    if (type === SYN_STREAM && body.length >= 10) this.#open(body, (flags & FIN) !== 0)
    else if (type === PING) this.#wire.write(frame)
    else if (type === GOAWAY) this.close()
    else if (type === RST_STREAM && body.length >= 4) {
      const id = body.readUInt32BE(0)
      this.#streams.get(id)?.end()
      this.#streams.delete(id)
    }
  }

  #open(body: Buffer, isEnded: boolean): void {
    const id = body.readUInt32BE(0) & 0x7fffffff
    this.#isReadingHeaders = true
    this.#blocks.read(body.subarray(10), (headers) =>
      this.#blocks.writeEmpty((block) => {
        this.#isReadingHeaders = false
        if (this.#isClosed) return
        const stream = new SpdyStream(id, headers, (of, data, isLast) => this.#send(of.id, data, isLast))
        this.#streams.set(id, stream)
        this.#wire.write(Buffer.concat([control(SYN_REPLY, 4 + block.length), uint32(id), block]))
        if (isEnded) stream.end()
        this.#onStream(stream)
        this.#frames()
      }),
    )
  }

  #send(id: number, data: Buffer, isLast: boolean): void {
    if (this.#isClosed) return
    for (let at = 0; at < data.length || (isLast && at === 0); at += LARGEST_SENT) {
      const part = data.subarray(at, at + LARGEST_SENT)
      const head = Buffer.alloc(8)
      head.writeUInt32BE(id, 0)
      head.writeUInt8(isLast && at + LARGEST_SENT >= data.length ? FIN : 0, 4)
      head.writeUIntBE(part.length, 5, 3)
      this.#wire.write(Buffer.concat([head, part]))
    }
  }
}

function control(type: number, length: number): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt16BE(0x8003, 0)
  head.writeUInt16BE(type, 2)
  head.writeUIntBE(length, 5, 3)
  return head
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
