import type { JsonObject } from './objects.ts'

/** Reasons of `metav1.Status` that this cluster answers with. */
export type StatusReason =
  | 'Unauthorized'
  | 'Forbidden'
  | 'NotFound'
  | 'AlreadyExists'
  | 'Conflict'
  | 'Gone'
  | 'Expired'
  | 'Invalid'
  | 'BadRequest'
  | 'MethodNotAllowed'
  | 'NotAcceptable'
  | 'UnsupportedMediaType'
  | 'RequestEntityTooLarge'
  | 'TooManyRequests'
  | 'InternalError'
  | 'ServiceUnavailable'
  | 'ServerTimeout'
  | 'Timeout'
  /** An error that the apiserver did not classify: code 500, the message alone. */
  | ''

export type StatusCause = { readonly reason?: string; readonly message: string; readonly field?: string }

/** Why something was not done, as the apiserver's Status says it: code, reason, message and details in its own shapes. */
export type Status = {
  readonly code: number
  readonly reason: StatusReason
  readonly message: string
  readonly details?: {
    readonly name?: string
    readonly group?: string
    readonly kind?: string
    readonly uid?: string
    readonly causes?: readonly StatusCause[]
    readonly retryAfterSeconds?: number
  }
  /** With Expired of a list: how to go on without consistency. */
  readonly continue?: string
}

/** Refusals are values, everywhere in the cluster. */
export type Result<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly status: Status }

export function done<Value>(value: Value): Result<Value> {
  return { ok: true, value }
}

export function refused(status: Status): { readonly ok: false; readonly status: Status } {
  return { ok: false, status }
}

/** As it goes over the wire. */
export function statusObject({ code, reason, message, details, continue: token }: Status): JsonObject {
  const more: JsonObject = details === undefined ? {} : { details: JSON.parse(JSON.stringify(details)) }
  const metadata = token === undefined ? {} : { continue: token }
  return { kind: 'Status', apiVersion: 'v1', metadata, status: 'Failure', message, ...(reason === '' ? {} : { reason }), ...more, code }
}
