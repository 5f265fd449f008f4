import type { Duplex } from 'node:stream'
import { type Status, statusObject } from '../Status.ts'

/** Answers a request for an upgrade with a Status, and closes. */
export function refuse(socket: Duplex, status: Status): void {
  const body = JSON.stringify(statusObject(status))
  socket.end(
    `HTTP/1.1 ${status.code} ${status.reason}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}
