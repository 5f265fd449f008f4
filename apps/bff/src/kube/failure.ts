import { type Failure, type FailureCause, Reason } from '@binnacle/shared'

/** How much of a foreign answer is shown: enough to recognise a proxy's login page, too little to fill a screen. */
const SHOWN_CHARACTERS = 100
const PLAIN_CHARACTERS = 2_000
/** Fields that a Status may name; nobody repairs more at once. */
const MAX_CAUSES = 50
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\s]+/gu

/** A request that Binnacle itself refuses to make. */
export function invalid(message: string): Failure {
  return { reason: 'Invalid', code: 400, message }
}

/** No answer came back, so what happened is unknown. */
export function disconnected(message: string): Failure {
  return { reason: 'Disconnected', code: 0, message }
}

/** Something answered that is no apiserver, or not whole. */
export function notKubernetes(message: string, code = 502): Failure {
  return { reason: 'NotKubernetes', code, message }
}

/** What an HTTP answer other than 2xx says. A redirect is never followed: what it leads to is not the cluster (S13). */
export function failureOfAnswer(code: number, contentType: string, body: string): Failure {
  if (code >= 300 && code < 400) return notKubernetes(`unexpected redirect (${code}) from the cluster's address; it was not followed`)
  const status = contentType.includes('json') ? parsed(body) : null
  if (status !== null) return failureOfStatus(status, code)
  if (code === 401) return { reason: 'Unauthorized', code, message: safeText(body) || 'Unauthorized' }
  if (isPlainApiserverText(contentType, body)) return { reason: reasonOfCode(code), code, message: plainText(body) }
  return notKubernetes(foreign(code, body), code)
}

/** A `metav1.Status`, from an answer or from an ERROR event of a watch: reason, code and message unchanged. */
export function failureOfStatus(status: unknown, fallbackCode = 500): Failure {
  const { kind, reason, code, message, details } = fieldsOf(status)
  const number = typeof code === 'number' && Number.isInteger(code) ? code : fallbackCode
  if (kind !== 'Status') return notKubernetes(foreign(number, JSON.stringify(status) ?? ''), number)
  const known = Reason.safeParse(reason)
  const causes = causesOf(details)
  return {
    reason: known.success ? known.data : reasonOfCode(number),
    code: number,
    message: typeof message === 'string' ? message : '',
    ...(causes.length === 0 ? {} : { causes }),
  }
}

/** What `details.causes` of a Status names: fields that are invalid, or owned by another manager. */
function causesOf(details: unknown): FailureCause[] {
  const { causes } = fieldsOf(details)
  if (!Array.isArray(causes)) return []
  return causes.slice(0, MAX_CAUSES).map((cause) => {
    const { reason, field, message } = fieldsOf(cause)
    return { reason: shortText(reason), field: shortText(field), message: shortText(message) }
  })
}

function shortText(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, PLAIN_CHARACTERS) : ''
}

/** A 2xx answer whose body is not what an apiserver sends. */
export function failureOfBody(code: number, body: string): Failure {
  return notKubernetes(foreign(code, body))
}

/** `/readyz` lists its checks, one a line, and `[-]` before those that fail: only these matter to a reader. */
export function failureOfReadyz(failure: Failure): Failure {
  const failing = [...failure.message.matchAll(/\[-\]([\w./-]+)/g)].map(([, check]) => check)
  return failing.length === 0
    ? failure
    : { ...failure, message: `the cluster answers but is not ready: ${failing.slice(0, 3).join(', ')}${failing.length > 3 ? ' …' : ''}` }
}

/** Does a Status say that the version asked for is newer than the cluster's newest? */
export function isVersionTooLarge(failure: Failure): boolean {
  return failure.code === 504 && /too large resource version/i.test(failure.message)
}

/** Anything thrown → Failure, in plain words. Nothing else in the BFF looks into a thrown value. */
export function failureOf(thrown: unknown): Failure {
  const { code, message, syscall, errors } = fieldsOf(thrown)
  // Node tries each address of a name and throws all the errors together.
  if (Array.isArray(errors) && errors.length > 0) return failureOf(errors[0])
  const text = typeof message === 'string' && message !== '' ? safeText(message) : safeText(String(thrown))
  if (typeof code === 'string') {
    const words = NETWORK_WORDS[code]
    if (words) return disconnected(`${words} (${code})`)
    if (isTls(code)) return disconnected(`the TLS connection failed: ${text} (${code})`)
    if (code === 'ENOENT' && syscall === 'open') return disconnected(`a file that the kubeconfig names is missing: ${text}`)
    if (code === 'ENOENT') return disconnected(`a program that the kubeconfig names for logging in is missing: ${text}`)
  }
  return disconnected(text)
}

const NETWORK_WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens at the cluster’s address',
  ECONNRESET: 'the cluster closed the connection',
  EPIPE: 'the cluster closed the connection',
  ECONNABORTED: 'the connection was cut',
  ETIMEDOUT: 'the cluster did not answer in time',
  EHOSTUNREACH: 'there is no way to the cluster’s address',
  ENETUNREACH: 'there is no way to the cluster’s address',
  ENOTFOUND: 'the name of the cluster’s address is not known',
  EAI_AGAIN: 'the name of the cluster’s address could not be looked up',
  EMFILE: 'this machine allows Binnacle no more open connections',
  ENFILE: 'this machine has no more open files to give',
}

function isTls(code: string): boolean {
  return /^(ERR_TLS|ERR_SSL|ERR_OSSL|CERT_|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED|EPROTO|HOSTNAME_MISMATCH|INVALID_CA)/.test(code)
}

/** What an HTTP code means where nothing better is said. */
export function reasonOfCode(code: number): Reason {
  return REASON_OF_CODE[code] ?? 'Unknown'
}

const REASON_OF_CODE: Readonly<Record<number, Reason>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  406: 'NotAcceptable',
  409: 'Conflict',
  410: 'Gone',
  413: 'RequestEntityTooLarge',
  415: 'UnsupportedMediaType',
  422: 'Invalid',
  429: 'TooManyRequests',
  500: 'InternalError',
  503: 'ServiceUnavailable',
  504: 'Timeout',
}

/** Some of the apiserver's own answers are plain text (`404 page not found`, a failing /readyz, "too many requests"). */
function isPlainApiserverText(contentType: string, body: string): boolean {
  return contentType.startsWith('text/plain') && body.length < 8192 && !/<html|<!doctype/i.test(body)
}

function foreign(code: number, body: string): string {
  const shown = safeText(body)
  const what = `the answer (${code}) is not from a Kubernetes apiserver`
  return shown === '' ? `${what}; it was empty` : `${what}: ${shown}`
}

/** An apiserver's own text, on one line. */
function plainText(text: string): string {
  return text.replace(UNSAFE, ' ').trim().slice(0, PLAIN_CHARACTERS)
}

/** The first characters, without control, invisible or direction-changing ones. */
function safeText(text: string): string {
  const plain = text
    .slice(0, 4 * SHOWN_CHARACTERS)
    .replace(UNSAFE, ' ')
    .trim()
  return plain.length > SHOWN_CHARACTERS ? `${plain.slice(0, SHOWN_CHARACTERS).replace(/[\ud800-\udbff]$/, '')}…` : plain
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown
  } catch {
    return null
  }
}

type Fields = { [key in 'kind' | 'reason' | 'code' | 'message' | 'syscall' | 'errors' | 'details' | 'causes' | 'field']?: unknown }

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? value : {}
}
