import type { Failure, FailureCause } from '@binnacle/shared'
import type { ApplyDocument } from './readDocument.ts'

/** One fault of server-side apply's own words, such as `.spec.replicass: field not declared in schema`; all of them come in one message. */
const FAULT = /(?:^|[\s:])(\.[^\n]*?): (field not declared in schema|expected [^\n]*|duplicate entries for key [^\n]*|element \d+: [^\n]*)(?=\n|$)/g
const MAX_FAULTS = 50

/**
 * A refusal of the cluster with the fields that it is about and the lines on which they stand. Its own words stay as they are, except about a Secret: there they can hold a value, and are
 * written anew from fields and kinds of faults (S21). What server-side apply answers as an internal error (500), though the text is at fault, becomes a BadRequest.
 */
export function explain(failure: Failure, document: ApplyDocument): Failure {
  const faults = failure.code === 500 || failure.code === 400 ? faultsIn(failure.message) : []
  const causes = [...faults, ...(failure.causes ?? [])].map((cause) => withLine(cause, document))
  const isOurs = faults.length > 0 || /^failed to (create typed patch object|convert new object)/.test(failure.message)
  const told: Failure = {
    ...failure,
    ...(isOurs ? { reason: 'BadRequest', code: 400 } : {}),
    ...(causes.length > 0 ? { causes } : {}),
  }
  return document.kind === 'Secret' ? withoutValues(told, document) : told
}

function faultsIn(message: string): FailureCause[] {
  return [...message.matchAll(FAULT)].slice(0, MAX_FAULTS).map(([, path = '', fault = '']) => {
    const field = path.replace(/^.*: (?=\.)/, '').replace(/^\./, '')
    if (fault === 'field not declared in schema') return { reason: 'FieldUnknown', field, message: `unknown field ${field}` }
    if (fault.startsWith('expected')) return { reason: 'FieldTypeInvalid', field, message: typeWords(fault) }
    return { reason: 'FieldValueDuplicate', field, message: fault }
  })
}

/** `expected string, got &value.valueUnstructured{Value:true}` is Go's way to say it. */
function typeWords(fault: string): string {
  const [, expected = '', got = ''] = /^expected (.*?), got (.*)$/.exec(fault) ?? []
  const [, value] = /^&value\.valueUnstructured\{Value:(.*)\}$/.exec(got) ?? []
  const hint = expected === 'string' && value !== undefined && /^(true|false|-?[\d.e+]+)$/.test(value) ? ' (quotes make it text)' : ''
  return `expected ${expected.replace('numeric (int or float)', 'a number')}, got ${(value ?? got).slice(0, 200)}${hint}`
}

function withLine(cause: FailureCause, { yaml }: ApplyDocument): FailureCause {
  if (cause.line !== undefined || cause.field === '') return cause
  const line = yaml.lineOf(cause.field)
  if (line === null) return cause
  // Of a value with a wrong type, how it was read is the reason.
  const surprise = cause.reason === 'FieldTypeInvalid' ? yaml.warnings.find((warning) => warning.line === line) : undefined
  return { ...cause, line, ...(surprise ? { message: `${cause.message}: ${surprise.message}` } : {}) }
}

const WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    FieldValueInvalid: 'invalid value',
    FieldValueRequired: 'required value is missing',
    FieldValueDuplicate: 'duplicate value',
    FieldValueNotSupported: 'unsupported value',
    FieldValueForbidden: 'forbidden',
    FieldValueTooLong: 'too long',
    FieldValueTooMany: 'too many',
    FieldValueTypeInvalid: 'invalid type',
    FieldTypeInvalid: 'invalid type: values must be text, so put numbers and words like yes in quotes',
    FieldManagerConflict: 'owned by another manager',
  }),
)
/** Sentences of the apiserver that hold names at most. */
const NO_VALUES = [
  /^namespaces "[^"]*" not found$/,
  /^secrets "[^"]*" is forbidden: User "[^"]*" cannot \w+ resource "secrets" in API group "" in the namespace "[^"]*"$/,
  /^Apply failed with \d+ conflicts?: conflicts? with "[^"]*"/,
  /illegal base64 data at input byte \d+$/,
  /^the (name|namespace) of the (provided )?object/,
  /^exceeded quota/,
]

function withoutValues(failure: Failure, { name }: ApplyDocument): Failure {
  const causes = failure.causes?.map((cause) => {
    const safe = cause.reason === 'Syntax' || cause.reason === 'FieldUnknown' || cause.reason === 'FieldManagerConflict'
    return safe ? cause : { ...cause, message: WORDS.get(cause.reason) ?? 'refused' }
  })
  const safe = failure.code === 0 || NO_VALUES.some((pattern) => pattern.test(failure.message))
  if (safe) return { ...failure, message: base64Words(failure.message), ...(causes ? { causes } : {}) }
  const what = causes?.map(({ field, message }) => (message.includes(field) ? message : `${field}: ${message}`)).join('; ')
  const message = what
    ? `Secret "${name}" is invalid: ${what}`
    : `the cluster refused this Secret (${failure.reason}); its words are not shown, since they can quote a value`
  return { ...failure, message, ...(causes ? { causes } : {}) }
}

function base64Words(message: string): string {
  return /illegal base64 data/.test(message) ? 'a value under data is not base64: put text under stringData instead' : message
}
