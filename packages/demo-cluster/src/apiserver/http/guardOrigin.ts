import type { IncomingMessage } from 'node:http'
import type { Status } from '../../Status.ts'

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/**
 * Why a request is refused before anything else of it is looked at: its Host is a name that this server does not go by (a web page that had its name resolved to
 * loopback), or it comes from another web page. Null where it is let through. `bound` is the host that was listened on.
 */
export function guardOrigin({ headers }: Pick<IncomingMessage, 'headers'>, bound: string): Status | null {
  const host = (headers.host ?? '').replace(/:\d+$/, '').toLowerCase()
  if (!isOwn(host, bound)) return forbidden(`the Host ${JSON.stringify(headers.host ?? '')} is none of this server's`)
  const { origin } = headers
  if (origin === undefined || origin === `http://${headers.host}`) return null
  return forbidden(`the Origin ${JSON.stringify(origin)} may not use this server`)
}

/** Whether only this machine can reach a host. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host.toLowerCase()) || host === '::1'
}

function isOwn(host: string, bound: string): boolean {
  return LOOPBACK.test(host) || host === bound.toLowerCase() || host === `[${bound.toLowerCase()}]` || isEvery(bound)
}

/** Listening on every address needs tokens, and any of the machine's names will do. */
function isEvery(bound: string): boolean {
  return bound === '0.0.0.0' || bound === '::'
}

function forbidden(why: string): Status {
  return { code: 403, reason: 'Forbidden', message: `forbidden: ${why}` }
}
