import type { Outcome } from '@binnacle/shared'
import { type ApplyDocument, isFields } from './readDocument.ts'

/** What the apiserver writes by itself: in an applied document it is refused, ignored, or taken for a condition that nobody meant. */
const SERVERS = [
  'managedFields',
  'resourceVersion',
  'uid',
  'creationTimestamp',
  'generation',
  'selfLink',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
] as const

/** Line breaks to YAML 1.1, and so to an apiserver, but to nobody who looks at the text. */
const HIDDEN_BREAKS = /[\u0085\u2028\u2029]/

export type ApplyBody = { readonly text: string; readonly dropped: readonly string[]; readonly notes: readonly string[] }

/**
 * What is sent of a document: its text as it is. Only where it holds fields that are the apiserver's to write, or characters that it would take for line breaks, the object is written anew without them;
 * that is said, and not done where it would change a number.
 */
export function bodyOf(document: ApplyDocument, { status }: { readonly status: boolean }): Outcome<ApplyBody> {
  const { object, dropped } = withoutServers(document.object, status)
  const breaks = HIDDEN_BREAKS.test(document.text)
  if (dropped.length === 0 && !breaks) return { ok: true, output: { text: document.text, dropped, notes: [] } }
  if (!document.yaml.exact) {
    const what = dropped.length > 0 ? dropped.join(', ') : 'the hidden line breaks (U+0085, U+2028, U+2029)'
    const message = `the document holds a number too large to be written anew exactly: take out ${what} by hand`
    return { ok: false, failure: { reason: 'BadRequest', code: 400, message } }
  }
  const notes = breaks ? ['The text holds U+0085, U+2028 or U+2029, which the cluster would take for line breaks: they were sent as characters.'] : []
  return { ok: true, output: { text: yamlSafeJson(object), dropped, notes } }
}

function withoutServers(object: Readonly<Record<string, unknown>>, status: boolean): { object: unknown; dropped: string[] } {
  const { metadata } = object
  const dropped = isFields(metadata) ? SERVERS.filter((field) => Object.hasOwn(metadata, field) && metadata[field] !== null) : []
  const hasStatus = status && Object.hasOwn(object, 'status') && !isEmpty(object['status'])
  const isDropped = new Set<string>(dropped)
  const kept = isFields(metadata) ? Object.fromEntries(Object.entries(metadata).filter(([field]) => !isDropped.has(field))) : metadata
  const fields = Object.entries({ ...object, metadata: kept }).filter(([field]) => !(hasStatus && field === 'status'))
  return { object: Object.fromEntries(fields), dropped: [...dropped.map((field) => `metadata.${field}`), ...(hasStatus ? ['status'] : [])] }
}

/** JSON that YAML 1.1 reads as the same: it would end lines, or refuse the text, at these. */
function yamlSafeJson(value: unknown): string {
  return JSON.stringify(value).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

function isEmpty(value: unknown): boolean {
  return value === null || (isFields(value) && Object.keys(value).length === 0)
}
