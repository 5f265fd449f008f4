import type { IncomingMessage } from 'node:http'
import type { Status } from '../../Status.ts'

const LIMIT = 3 * 1024 * 1024

export const bodyTooLarge: Status = {
  code: 413,
  reason: 'RequestEntityTooLarge',
  message: `Request entity too large: limit is ${LIMIT}`,
}

/** Reads a request's body whole and gives it once; null where it is larger than `limit`, by default what the apiserver takes. Nothing is given for a request that breaks off. */
export function readBody(request: IncomingMessage, give: (body: Buffer | null) => void, limit = LIMIT): void {
  const chunks: Buffer[] = []
  let length = 0
  request.on('data', (chunk: Buffer) => {
    length += chunk.length
    if (length <= limit) chunks.push(chunk)
    else chunks.length = 0
  })
  request.on('end', () => give(length > limit ? null : Buffer.concat(chunks)))
}
