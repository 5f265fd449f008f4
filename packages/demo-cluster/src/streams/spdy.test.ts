import { constants, createDeflate } from 'node:zlib'
import { expect, it } from 'vitest'
import type { NodeAccess } from '../containers/Container.ts'
import { started } from '../testing/started.ts'
import { spdyForward } from './forwarding.ts'
import { SpdyConnection, type SpdyStream } from './SpdyConnection.ts'
import { spdyDictionary } from './spdyDictionary.ts'
import { spdySession } from './spdySession.ts'
import { startSession } from './startSession.ts'

/** The client's side, as far as these tests need it. */
class Client {
  readonly received = new Map<number, string>()
  readonly ended = new Set<number>()
  readonly wire = { write: (bytes: Buffer) => this.#receive(bytes), close: () => {} }
  #replied = new Map<number, () => void>()
  readonly #deflate = createDeflate({ dictionary: spdyDictionary })

  /** Opens a stream and waits until the server has taken it. */
  async open(server: SpdyConnection, id: number, headers: Readonly<Record<string, string>>): Promise<void> {
    const texts = Object.entries(headers).flat().map(measured)
    const block = await this.#compress(Buffer.concat([uint(Object.keys(headers).length, 4), ...texts]))
    const body = Buffer.concat([uint(id, 4), uint(0, 4), uint(0, 2), block])
    const replied = new Promise<void>((resolve) => this.#replied.set(id, resolve))
    const frame = Buffer.concat([uint(0x8003, 2), uint(1, 2), uint(0, 1), uint(body.length, 3), body])
    // In two parts, as a network may cut it.
    server.receive(frame.subarray(0, 11))
    server.receive(frame.subarray(11))
    await replied
  }

  send(server: SpdyConnection, id: number, { text = '', last = false }: { readonly text?: string; readonly last?: boolean }): void {
    const data = Buffer.from(text)
    server.receive(Buffer.concat([uint(id, 4), uint(last ? 1 : 0, 1), uint(data.length, 3), data]))
  }

  #compress(data: Buffer): Promise<Buffer> {
    return new Promise((resolve) => {
      const parts: Buffer[] = []
      const take = (part: Buffer) => parts.push(part)
      this.#deflate.on('data', take)
      this.#deflate.write(data)
      this.#deflate.flush(constants.Z_SYNC_FLUSH, () => {
        this.#deflate.off('data', take)
        resolve(Buffer.concat(parts))
      })
    })
  }

  #receive(frame: Buffer): void {
    const id = frame.readUInt8(0) >= 128 ? frame.readUInt32BE(8) : frame.readUInt32BE(0)
    if (frame.readUInt8(0) >= 128) return this.#replied.get(id)?.()
    this.received.set(id, (this.received.get(id) ?? '') + frame.subarray(8).toString())
    if (frame.readUInt8(4) === 1) this.ended.add(id)
    return undefined
  }
}

function uint(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes)
  buffer.writeUIntBE(value, 0, bytes)
  return buffer
}

const measured = (text: string) => Buffer.concat([uint(text.length, 4), Buffer.from(text)])

function agnhost() {
  const { clock, container } = started({ image: 'registry.k8s.io/e2e-test-images/agnhost:2.63.0', args: ['netexec'] })
  clock.advance(1)
  const none = { ok: false, status: { code: 500, reason: 'InternalError', message: '' } } as const
  const access: NodeAccess = {
    logs: () => none,
    exec: (_of, command, streams) => {
      const result = container.exec(command, streams)
      return result.ok ? result : none
    },
    attach: () => none,
    serves: (_of, port) => container.serves(port),
  }
  return { clock, access }
}

it('exec over SPDY waits for all its streams, and ends with the status on the error stream', async () => {
  const { clock, access } = agnhost()
  const query = new URLSearchParams('command=sh&command=-c&command=cat;echo+e+>%262;exit+2&stdin=true&stdout=true&stderr=true')
  const session = startSession(access, { namespace: 'default', name: 'web', subresource: 'exec', query })
  if (!session.ok) throw new Error('refused')
  const client = new Client()
  const server = spdySession(client.wire, session.value)
  for (const [index, streamtype] of ['error', 'stdin', 'stdout', 'stderr'].entries()) await client.open(server, 2 * index + 1, { streamtype })
  client.send(server, 3, { text: 'over spdy' })
  client.send(server, 3, { last: true })
  clock.advance(10)
  expect(client.received.get(5)).toBe('over spdy')
  expect(client.received.get(7)).toBe('e\n')
  expect(JSON.parse(client.received.get(1) ?? '')).toMatchObject({
    status: 'Failure',
    reason: 'NonZeroExitCode',
    details: { causes: [{ reason: 'ExitCode', message: '2' }] },
  })
  expect([...client.ended].sort((a, b) => a - b)).toEqual([1, 3, 5, 7])
})

it('port-forward over SPDY pairs streams by request id and keeps a connection alive', async () => {
  const { access } = agnhost()
  const client = new Client()
  const of = { namespace: 'default', name: 'web', subresource: 'portforward', query: new URLSearchParams() } as const
  const server = spdyForward(client.wire, { access, of })
  await client.open(server, 1, { streamtype: 'error', port: '8080', requestid: '0' })
  await client.open(server, 3, { streamtype: 'data', port: '8080', requestid: '0' })
  client.send(server, 3, {
    text: 'GET /echo?msg=one HTTP/1.1\r\nHost: a\r\n\r\nPOST /echo HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nmsg=\r\n',
  })
  client.send(server, 3, { text: '3\r\ntwo\r\n0\r\n\r\n' })
  expect(client.received.get(3)?.match(/one|two/g)).toEqual(['one', 'two'])
  expect(client.ended.size).toBe(0)
  client.send(server, 3, { last: true })
  expect([...client.ended].sort((a, b) => a - b)).toEqual([1, 3])
})

it('a lost wire ends every stream', async () => {
  const client = new Client()
  const streams: SpdyStream[] = []
  const server = new SpdyConnection(client.wire, (stream) => streams.push(stream))
  await client.open(server, 1, { streamtype: 'error' })
  let ended = 0
  streams[0]?.take({ data: () => {}, end: () => ended++ })
  server.lost()
  server.lost()
  expect(ended).toBe(1)
})
