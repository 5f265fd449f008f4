import { notNegative } from '../../admission/validation/checks.ts'
import { invalid, invalidObject } from '../../admission/validation/FieldError.ts'
import type { LogOptions } from '../../containers/Container.ts'
import { done, type Result, refused } from '../../Status.ts'
import { badRequest } from '../refusals.ts'
import { type Answer, refusal, taken } from './Answer.ts'
import type { Exchange } from './Exchange.ts'
import type { ResourceRoute } from './routeOf.ts'

/** `GET` of a pod's `log`: plain text, in chunks as it is written while it is followed. Refusals are the node's, before anything is sent. */
export function serveLog(exchange: Exchange, { namespace = '', name = '' }: ResourceRoute): Answer {
  const { parts, query, response } = exchange
  const options = logOptionsOf(query, name)
  if (!options.ok) return refusal(options.status)
  const pod = parts.api.get({ resource: 'pods', namespace, name })
  if (!pod.ok) return refusal(pod.status)
  let begun = false
  const begin = () => {
    if (begun) return
    begun = true
    response.writeHead(200, { 'cache-control': 'no-cache, private', 'content-type': 'text/plain' })
    response.flushHeaders()
  }
  let stop = () => {}
  const stream = parts.streams.openLog(response, () => stop())
  const started = parts.nodes.logs({ namespace, name }, options.value, {
    write(text) {
      begin()
      stream.line(text)
    },
    end() {
      begin()
      stream.end()
    },
  })
  if (!started.ok) return refusal(started.status)
  stop = started.value
  begin()
  if (response.destroyed) stop()
  return taken
}

/** Reads `PodLogOptions` of a query. */
function logOptionsOf(query: URLSearchParams, pod: string): Result<LogOptions> {
  const numbers: { tailLines?: number; limitBytes?: number; sinceSeconds?: number } = {}
  for (const field of ['tailLines', 'limitBytes', 'sinceSeconds'] as const) {
    const text = query.get(field) ?? ''
    if (text === '') continue
    if (!/^[+-]?\d+$/.test(text)) return refused(badRequest(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`))
    numbers[field] = Number(text)
  }
  const errors = [
    ...notNegative('tailLines', numbers.tailLines),
    ...(['limitBytes', 'sinceSeconds'] as const).flatMap((field) =>
      (numbers[field] ?? 1) < 1 ? [invalid(field, numbers[field], 'must be greater than 0')] : [],
    ),
  ]
  if (errors.length > 0) return refused(invalidObject({ apiVersion: 'v1', kind: 'PodLogOptions' }, pod, errors))
  const container = query.get('container') ?? ''
  const sinceTime = query.get('sinceTime') ?? ''
  const is = (name: string) => ['true', '1'].includes(query.get(name) ?? '')
  return done({
    ...numbers,
    follow: is('follow'),
    previous: is('previous'),
    timestamps: is('timestamps'),
    ...(container === '' ? {} : { container }),
    ...(sinceTime === '' ? {} : { sinceTime }),
  })
}
