import { type Answer, objectAnswer, refusal } from './Answer.ts'
import type { Exchange } from './Exchange.ts'
import { readKind } from './readRequest.ts'
import type { ResourceRoute } from './routeOf.ts'

/** `POST` to a service account's `token`: a TokenRequest comes back with a token that this server knows. */
export function serveToken(exchange: Exchange, { namespace = '', name = '' }: ResourceRoute): Answer {
  const parsed = readKind(exchange, { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest' })
  if (!parsed.ok) return refusal(parsed.status)
  const made = exchange.parts.access.requestToken({ namespace, name }, parsed.value)
  return made.ok ? objectAnswer(201, made.value) : refusal(made.status)
}
