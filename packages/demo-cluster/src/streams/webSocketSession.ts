import type { WebSocket } from 'ws'
import type { JsonObject } from '../objects.ts'
import type { Session } from './startSession.ts'

const [STDIN, STDOUT, STDERR, STATUS, RESIZE, CLOSE] = [0, 1, 2, 3, 4, 255]

/** So much may wait for a client that does not read; then it is cut off. */
const MOST_WAITING = 32 * 1024 ** 2

/**
 * A session over WebSocket: the first byte of a message is its channel. With version 5 channel 255 closes another one; before version 4 there is no Status at the end but
 * its message where there is a failure; with base64 the channel is a digit and the rest is encoded.
 */
export function webSocketSession(socket: WebSocket, session: Session): void {
  const { protocol } = socket
  const isBase64 = protocol.includes('base64')
  const hasStatus = protocol.startsWith('v4.') || protocol.startsWith('v5.')
  const send = (channel: number, data: string) => {
    if (socket.readyState !== socket.OPEN) return
    if (socket.bufferedAmount > MOST_WAITING) socket.terminate()
    else if (isBase64) socket.send(`${channel}${Buffer.from(data).toString('base64')}`)
    else socket.send(Buffer.concat([Buffer.from([channel]), Buffer.from(data)]))
  }
  const receive = (channel: number, data: Buffer) => {
    if (channel === STDIN) session.input(data)
    else if (channel === RESIZE) session.resize(data.toString())
    else if (channel === CLOSE && data[0] === STDIN) session.endInput()
  }
  socket.on('message', (message: Buffer) => {
    if (message.length === 0) return
    if (isBase64) receive(message.readUInt8(0) - 48, Buffer.from(message.subarray(1).toString(), 'base64'))
    else receive(message.readUInt8(0), message.subarray(1))
  })
  socket.on('close', () => session.leave())
  socket.on('error', () => session.leave())
  send(STDOUT, '')
  session.connect({
    write: (stream, text) => send(stream === 'stdout' ? STDOUT : STDERR, text),
    finish(status) {
      if (hasStatus) send(STATUS, JSON.stringify(status))
      else if (status['status'] !== 'Success') send(STATUS, messageOf(status))
      socket.close(1000)
    },
  })
}

function messageOf(status: JsonObject): string {
  return typeof status['message'] === 'string' ? status['message'] : ''
}
