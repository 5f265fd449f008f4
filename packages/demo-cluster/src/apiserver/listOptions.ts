import { done, type Result, refused, type StatusCause } from '../Status.ts'
import { badRequest } from './refusals.ts'

/** What a list or a watch asks for besides its selectors. Versions are null where none was given. */
export type ListOptions = {
  readonly limit: number
  readonly continue: string
  readonly resourceVersion: number | null
  readonly match: '' | 'Exact' | 'NotOlderThan'
  readonly watch: boolean
  readonly allowWatchBookmarks: boolean
  readonly sendInitialEvents: boolean
  readonly timeoutSeconds: number | null
}

/** Reads a query as the apiserver decodes and validates `ListOptions`, with its words where it refuses. */
export function listOptionsOf(query: URLSearchParams): Result<ListOptions> {
  const bad = ['limit', 'timeoutSeconds'].map((name) => query.get(name) ?? '').find((text) => text !== '' && !/^[+-]?\d+$/.test(text))
  if (bad !== undefined) return refused(badRequest(`strconv.ParseInt: parsing ${JSON.stringify(bad)}: invalid syntax`))
  const watch = isTrue(query.get('watch'))
  const match = query.get('resourceVersionMatch') ?? ''
  const causes = watch ? watchProblems(query, match) : listProblems(query, match)
  if (causes.length > 0) return refused(invalidOptions('ListOptions', causes))
  const text = query.get('resourceVersion') ?? ''
  if (text !== '' && !/^\d+$/.test(text)) return refused(unreadableVersion(text, watch))
  return done({
    limit: Math.max(0, Number(query.get('limit') ?? 0)),
    continue: query.get('continue') ?? '',
    resourceVersion: text === '' ? null : Number(text),
    match: match === 'Exact' || match === 'NotOlderThan' ? match : '',
    watch,
    allowWatchBookmarks: isTrue(query.get('allowWatchBookmarks')),
    sendInitialEvents: isTrue(query.get('sendInitialEvents')),
    timeoutSeconds: Number(query.get('timeoutSeconds') ?? 0) || null,
  })
}

/** Go's idea of a true query parameter: anything but these. */
function isTrue(text: string | null): boolean {
  return text !== null && !['0', 'f', 'F', 'false', 'False', 'FALSE'].includes(text)
}

/** 422 as for options of any request: `CreateOptions.meta.k8s.io "" is invalid: …`. */
export function invalidOptions(kind: string, causes: readonly Required<StatusCause>[]) {
  const told = causes.map(({ field, message }) => `${field}: ${message}`)
  const message = `${kind}.meta.k8s.io "" is invalid: ${told.length === 1 ? told.join('') : `[${told.join(', ')}]`}`
  return { code: 422, reason: 'Invalid', message, details: { group: 'meta.k8s.io', kind, causes } } as const
}

/** There is no such version yet. */
export function tooLargeVersion(version: number, current: number) {
  const causes = [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }]
  const message = `Timeout: Too large resource version: ${version}, current: ${current}`
  return { code: 504, reason: 'Timeout', message, details: { causes, retryAfterSeconds: 1 } } as const
}

function unreadableVersion(text: string, watch: boolean) {
  const why = `resourceVersion: Invalid value: ${JSON.stringify(text)}: strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`
  return watch ? ({ code: 500, reason: 'InternalError', message: why } as const) : badRequest(`invalid resource version: ${why}`)
}

function forbidden(field: string, why: string): Required<StatusCause> {
  return { reason: 'FieldValueForbidden', message: `Forbidden: ${why}`, field }
}

function unsupported(match: string, supported: string): Required<StatusCause> {
  const message = `Unsupported value: ${JSON.stringify(match)}: supported values: ${supported}`
  return { reason: 'FieldValueNotSupported', message, field: 'resourceVersionMatch' }
}

function listProblems(query: URLSearchParams, match: string): Required<StatusCause>[] {
  const causes: Required<StatusCause>[] = []
  const refuse = (why: string) => causes.push(forbidden('resourceVersionMatch', why))
  if (match !== '') {
    const version = query.get('resourceVersion') ?? ''
    if (version === '') refuse('resourceVersionMatch is forbidden unless resourceVersion is provided')
    if (query.get('continue')) refuse('resourceVersionMatch is forbidden when continue is provided')
    if (match !== 'Exact' && match !== 'NotOlderThan') causes.push(unsupported(match, '"Exact", "NotOlderThan", ""'))
    if (match === 'Exact' && version === '0') refuse('resourceVersionMatch "exact" is forbidden for resourceVersion "0"')
  }
  if (query.has('sendInitialEvents')) causes.push(forbidden('sendInitialEvents', 'sendInitialEvents is forbidden for list'))
  return causes
}

function watchProblems(query: URLSearchParams, match: string): Required<StatusCause>[] {
  const causes: Required<StatusCause>[] = []
  const refuse = (why: string) => causes.push(forbidden('resourceVersionMatch', why))
  const initial = query.has('sendInitialEvents')
  if (initial && match !== 'NotOlderThan') refuse('sendInitialEvents requires setting resourceVersionMatch to NotOlderThan')
  if (match === '') return causes
  if (!initial) refuse('resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided')
  if (match !== 'NotOlderThan') causes.push(unsupported(match, '"NotOlderThan"'))
  if (query.get('continue')) refuse('resourceVersionMatch is forbidden when continue is provided')
  return causes
}
