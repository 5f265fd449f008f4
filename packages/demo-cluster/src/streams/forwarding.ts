import { createHash } from 'node:crypto'
import type { WebSocket } from 'ws'
import type { NodeAccess } from '../containers/Container.ts'
import type { StreamRequest } from './createStreams.ts'
import { HttpConnection } from './HttpConnection.ts'
import { SpdyConnection, type SpdyStream, type Wire } from './SpdyConnection.ts'

type Forward = { readonly access: NodeAccess; readonly of: StreamRequest }

/** What containerd says of a port on which nothing listens. */
function refusal({ namespace, name }: StreamRequest, port: number): string {
  const sandbox = createHash('sha256').update(`${namespace}/${name}`).digest('hex')
  const network = `/var/run/netns/cni-${sandbox.slice(0, 8)}-${sandbox.slice(8, 12)}-${sandbox.slice(12, 16)}-${sandbox.slice(16, 20)}-${sandbox.slice(20, 32)}`
  const dials = 'IPv4: dial tcp4 127.0.0.1:{port}: connect: connection refused IPv6 dial tcp6: address localhost: no suitable address found '.replace(
    '{port}',
    String(port),
  )
  const why = `failed to connect to localhost:${port} inside namespace "${sandbox}", ${dials}`
  return `error forwarding port ${port} to pod ${sandbox}, uid : failed to execute portforward in network namespace "${network}": ${why}`
}

/** Port-forward over SPDY, plain or inside a WebSocket: each connection is a pair of streams with one request id. */
export function spdyForward(wire: Wire, { access, of }: Forward): SpdyConnection {
  const pairs = new Map<string, { data?: SpdyStream; error?: SpdyStream }>()
  return new SpdyConnection(wire, (stream) => {
    const id = stream.headers.get('requestid') ?? ''
    const pair = { ...pairs.get(id), [stream.headers.get('streamtype') === 'error' ? 'error' : 'data']: stream }
    pairs.set(id, pair)
    const { data, error } = pair
    if (data === undefined || error === undefined) return
    pairs.delete(id)
    const port = Number(data.headers.get('port'))
    const serve = access.serves(of, port)
    const end = () => {
      data.close()
      error.close()
    }
    if (serve === undefined) {
      error.write(Buffer.from(refusal(of, port)))
      return end()
    }
    const connection = new HttpConnection(serve, { write: (bytes) => data.write(bytes), end })
    data.take({ data: (bytes) => connection.receive(bytes), end: () => connection.end() })
  })
}

/** Port-forward over the channels of a WebSocket, two for each port of the request: data and error. Each begins with its port's number. */
export function webSocketForward(socket: WebSocket, { access, of }: Forward): void {
  const isBase64 = socket.protocol.includes('base64')
  const send = (channel: number, data: Buffer) => {
    if (socket.readyState !== socket.OPEN) return
    if (isBase64) socket.send(`${channel}${data.toString('base64')}`)
    else socket.send(Buffer.concat([Buffer.from([channel]), data]))
  }
  const ports = of.query.getAll('ports').flatMap((list) => list.split(',').map(Number))
  const connections = ports.map((port, index) => {
    const number = Buffer.alloc(2)
    number.writeUInt16LE(port)
    send(2 * index, number)
    send(2 * index + 1, number)
    const serve = access.serves(of, port)
    const end = () => socket.close(1000)
    if (serve !== undefined) return new HttpConnection(serve, { write: (bytes) => send(2 * index, bytes), end })
    send(2 * index + 1, Buffer.from(refusal(of, port)))
    end()
    return null
  })
  socket.on('error', () => socket.terminate())
  socket.on('message', (message: Buffer) => {
    if (message.length === 0) return
    const channel = isBase64 ? message.readUInt8(0) - 48 : message.readUInt8(0)
    connections[channel >> 1]?.receive(isBase64 ? Buffer.from(message.subarray(1).toString(), 'base64') : message.subarray(1))
  })
}
