import * as z from 'zod/mini'

/**
 * The reasons of Kubernetes' `metav1.Status` that an apiserver can answer with, and three of ours:
 * `Disconnected` (no answer came back, so the outcome is unknown), `NotKubernetes` (an answer came, but not from an
 * apiserver) and `Unknown` (a Status without a reason that we know).
 */
export const Reason = z.enum([
  'Unauthorized',
  'Forbidden',
  'NotFound',
  'AlreadyExists',
  'Conflict',
  'Gone',
  'Invalid',
  'ServerTimeout',
  'StoreReadError',
  'Timeout',
  'TooManyRequests',
  'BadRequest',
  'MethodNotAllowed',
  'NotAcceptable',
  'RequestEntityTooLarge',
  'UnsupportedMediaType',
  'InternalError',
  'Expired',
  'ServiceUnavailable',
  'Disconnected',
  'NotKubernetes',
  'Unknown',
])
export type Reason = z.infer<typeof Reason>

/** One of several things that are wrong: the apiserver's own words for it and, where we know it, the line of the text that was sent. */
export const FailureCause = z.strictObject({
  reason: z.string(),
  field: z.string(),
  message: z.string(),
  line: z.optional(z.int()),
  column: z.optional(z.int()),
})
export type FailureCause = z.infer<typeof FailureCause>

/**
 * Why something did not happen: the apiserver's own reason, HTTP code (0 when there was no answer) and message, unchanged.
 * `auditId` is the id under which the apiserver's audit log knows the request, where one was sent. `causes` names the fields, where there are any to name.
 */
export const Failure = z.strictObject({
  reason: Reason,
  code: z.int(),
  message: z.string(),
  auditId: z.optional(z.string()),
  causes: z.optional(z.array(FailureCause)),
})
export type Failure = z.infer<typeof Failure>

/** Nothing came back, or something between us and the apiserver answered in its place: a change may have been made. */
export const isOutcomeUnknown = ({ reason }: Failure): boolean =>
  reason === 'Disconnected' || reason === 'NotKubernetes' || reason === 'Timeout' || reason === 'ServerTimeout'
