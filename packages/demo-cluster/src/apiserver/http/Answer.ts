import type { Status } from '../../Status.ts'
import { statusObject } from '../../Status.ts'

/** What a request gets. `taken`: who handled it writes the response itself. */
export type Answer =
  | { readonly is: 'object'; readonly code: number; readonly object: unknown; readonly type?: string; readonly headers?: Readonly<Record<string, string>> }
  | { readonly is: 'text'; readonly code: number; readonly text: string; readonly type?: string; readonly headers?: Readonly<Record<string, string>> }
  | { readonly is: 'taken' }

export const taken: Answer = { is: 'taken' }

export function objectAnswer(code: number, object: unknown): Answer {
  return { is: 'object', code, object }
}

export function refusal(status: Status): Answer {
  const retry = status.details?.retryAfterSeconds
  return { is: 'object', code: status.code, object: statusObject(status), ...(retry === undefined ? {} : { headers: { 'retry-after': String(retry) } }) }
}

export function textAnswer(code: number, text: string): Answer {
  return { is: 'text', code, text, headers: { 'x-content-type-options': 'nosniff' } }
}

/** For paths under `/api` and `/apis`; every other unknown path is `pageNotFound`. */
export const resourceNotFound: Status = { code: 404, reason: 'NotFound', message: 'the server could not find the requested resource', details: {} }

export const pageNotFound = textAnswer(404, '404 page not found\n')

export const methodNotAllowed: Status = {
  code: 405,
  reason: 'MethodNotAllowed',
  message: 'the server does not allow this method on the requested resource',
  details: {},
}

/** `Success`, as deletes, bindings and evictions answer. */
export function success(code: number, details?: Readonly<Record<string, unknown>>): Answer {
  return objectAnswer(code, { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', ...(details === undefined ? { code } : { details }) })
}
