import type { ServerResponse } from 'node:http'
import type { Clock } from '../../clock.ts'
import type { HttpAnswer } from '../../containers/Container.ts'

/** Sends what a container answered, after as long as it takes; whoever hangs up before gets nothing. */
export function sendServed(clock: Clock, response: ServerResponse, { status, headers, body, after = 0 }: HttpAnswer): void {
  const send = () => {
    if (response.destroyed) return
    response.writeHead(status, { ...headers, 'content-length': String(Buffer.byteLength(body)) })
    response.end(response.req.method === 'HEAD' ? undefined : body)
  }
  if (after <= 0) send()
  else response.once('close', clock.after(after, send))
}
