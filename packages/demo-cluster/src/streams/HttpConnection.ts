import { realClock } from '../clock.ts'
import type { HttpAnswer, Serve } from '../containers/Container.ts'
import { reasonOf } from '../containers/reasonOf.ts'

/** What goes back over a forwarded connection; `end` where the server closes it. */
export type Back = { readonly write: (bytes: Buffer) => void; readonly end: () => void }

const LARGEST = 8 * 1024 ** 2

/** A forwarded TCP connection to what a pod serves: reads requests of HTTP/1.x out of its bytes, one after another, and writes the answers as they are due. */
export class HttpConnection {
  readonly #serve: Serve
  readonly #back: Back
  #bytes = Buffer.alloc(0)
  #isAnswering = false
  #isClosed = false
  #hasEnded = false

  constructor(serve: Serve, back: Back) {
    this.#serve = serve
    this.#back = back
  }

  receive(bytes: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes, bytes])
    if (this.#bytes.length > LARGEST) this.#close()
    this.#next()
  }

  /** The client sends no more. */
  end(): void {
    this.#hasEnded = true
    if (!this.#isAnswering) this.#close()
  }

  #close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#back.end()
  }

  #next(): void {
    if (this.#isAnswering || this.#isClosed) return
    const end = this.#bytes.indexOf('\r\n\r\n')
    if (end < 0) return
    const [first = '', ...lines] = this.#bytes.toString('latin1', 0, end).split('\r\n')
    const [method = '', path = '', version = ''] = first.split(' ')
    if (!version.startsWith('HTTP/1.')) return this.#bad()
    const headers = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]))
    const body = bodyOf(this.#bytes.subarray(end + 4), headers)
    if (body === null) return
    this.#bytes = this.#bytes.subarray(end + 4 + body.taken)
    const isLast = headers['connection']?.toLowerCase() === 'close' || (version === 'HTTP/1.0' && headers['connection']?.toLowerCase() !== 'keep-alive')
    const answer = this.#serve({ method, path, headers, body: body.text })
    this.#isAnswering = true
    const reply = () => this.#answer(answer, { isLast, withBody: method !== 'HEAD' })
    if (answer.after === undefined || answer.after <= 0) reply()
    else realClock.after(answer.after, reply)
  }

  #answer(answer: HttpAnswer, { isLast, withBody }: { readonly isLast: boolean; readonly withBody: boolean }): void {
    this.#isAnswering = false
    if (this.#isClosed) return
    const headers = { ...answer.headers, 'content-length': String(Buffer.byteLength(answer.body)), ...(isLast ? { connection: 'close' } : {}) }
    const lines = Object.entries(headers).map(([name, value]) => `${name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase())}: ${value}\r\n`)
    this.#back.write(Buffer.from(`HTTP/1.1 ${answer.status} ${reasonOf(answer.status)}\r\n${lines.join('')}\r\n${withBody ? answer.body : ''}`))
    if (isLast || this.#hasEnded) this.#close()
    else this.#next()
  }

  #bad(): void {
    this.#back.write(Buffer.from('HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n400 Bad Request'))
    this.#close()
  }
}

/** Null where it has not all come. */
function bodyOf(bytes: Buffer, headers: Readonly<Record<string, string>>): { readonly text: string; readonly taken: number } | null {
  if (headers['transfer-encoding'] === 'chunked') return chunkedBody(bytes)
  const length = Number(headers['content-length'] ?? 0)
  return bytes.length < length ? null : { text: bytes.toString('utf8', 0, length), taken: length }
}

function chunkedBody(bytes: Buffer): { readonly text: string; readonly taken: number } | null {
  const parts: Buffer[] = []
  for (let at = 0; ; ) {
    const line = bytes.indexOf('\r\n', at)
    if (line < 0) return null
    const size = Number.parseInt(bytes.toString('latin1', at, line), 16)
    if (!(size >= 0) || bytes.length < line + 2 + size + 2) return null
    if (size === 0) return { text: Buffer.concat(parts).toString(), taken: line + 4 }
    parts.push(bytes.subarray(line + 2, line + 2 + size))
    at = line + 2 + size + 2
  }
}
