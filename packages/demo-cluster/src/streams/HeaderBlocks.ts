import { constants, createDeflate, createInflate, type Deflate, type Inflate } from 'node:zlib'
import { spdyDictionary } from './spdyDictionary.ts'

/** The header blocks of one SPDY connection. Each direction is one compressed stream, so blocks are read in the order they come. */
export class HeaderBlocks {
  readonly #inflate: Inflate = createInflate({ dictionary: spdyDictionary })
  readonly #deflate: Deflate = createDeflate({ dictionary: spdyDictionary })
  readonly #onError: () => void

  constructor(onError: () => void) {
    this.#onError = onError
    this.#inflate.on('error', onError)
    this.#deflate.on('error', onError)
  }

  read(block: Buffer, done: (headers: ReadonlyMap<string, string>) => void): void {
    through(this.#inflate, block, (plain) => {
      const headers = parse(plain)
      if (headers === null) this.#onError()
      else done(headers)
    })
  }

  /** A block without any header. */
  writeEmpty(done: (block: Buffer) => void): void {
    through(this.#deflate, Buffer.alloc(4), done)
  }

  close(): void {
    this.#inflate.close()
    this.#deflate.close()
  }
}

function through(stream: Inflate | Deflate, data: Buffer, done: (out: Buffer) => void): void {
  const parts: Buffer[] = []
  const take = (part: Buffer) => parts.push(part)
  stream.on('data', take)
  stream.write(data, () =>
    stream.flush(constants.Z_SYNC_FLUSH, () => {
      stream.off('data', take)
      done(Buffer.concat(parts))
    }),
  )
}

function parse(plain: Buffer): ReadonlyMap<string, string> | null {
  let at = 4
  const text = (): string => {
    const length = plain.readUInt32BE(at)
    const found = plain.toString('utf8', at + 4, at + 4 + length)
    at += 4 + length
    return found
  }
  try {
    return new Map(Array.from({ length: plain.readUInt32BE(0) }, () => [text().toLowerCase(), text()]))
  } catch {
    return null
  }
}
