import type { KubeObject } from '../../objects.ts'
import { type Status, type StatusCause } from '../../Status.ts'

const WORDS = {
  FieldValueNotFound: 'Not found',
  FieldValueRequired: 'Required value',
  FieldValueDuplicate: 'Duplicate value',
  FieldValueInvalid: 'Invalid value',
  FieldValueTypeInvalid: 'Invalid value',
  FieldValueNotSupported: 'Unsupported value',
  FieldValueForbidden: 'Forbidden',
  FieldValueTooLong: 'Too long',
  FieldValueTooMany: 'Too many',
} as const

type Kind = keyof typeof WORDS

/** What is wrong with one field, as the apiserver says it. */
export type FieldError = { readonly reason: Kind; readonly field: string; readonly body: string }

export function invalid(field: string, value: unknown, detail: string): FieldError {
  return withValue('FieldValueInvalid', field, { value, detail })
}

export function required(field: string, detail = ''): FieldError {
  return { reason: 'FieldValueRequired', field, body: withDetail(WORDS.FieldValueRequired, detail) }
}

export function forbiddenField(field: string, detail: string): FieldError {
  return { reason: 'FieldValueForbidden', field, body: withDetail(WORDS.FieldValueForbidden, detail) }
}

export function duplicate(field: string, value: unknown): FieldError {
  return withValue('FieldValueDuplicate', field, { value, detail: '' })
}

export function unknownValue(field: string, value: unknown): FieldError {
  return withValue('FieldValueNotFound', field, { value, detail: '' })
}

export function notSupported(field: string, value: unknown, supported: readonly string[]): FieldError {
  const detail = supported.length === 0 ? '' : `supported values: ${supported.map((one) => JSON.stringify(one)).join(', ')}`
  return withValue('FieldValueNotSupported', field, { value, detail })
}

export function tooLong(field: string, most: number): FieldError {
  return { reason: 'FieldValueTooLong', field, body: withDetail(WORDS.FieldValueTooLong, `may not be more than ${most} bytes`) }
}

export function immutable(field: string, value: unknown): FieldError {
  return invalid(field, value, 'field is immutable')
}

function withValue(reason: Kind, field: string, { value, detail }: { readonly value: unknown; readonly detail: string }): FieldError {
  return { reason, field, body: withDetail(`${WORDS[reason]}: ${shown(value)}`, detail) }
}

function withDetail(start: string, detail: string): string {
  return detail === '' ? start : `${start}: ${detail}`
}

/** Strings are quoted as Go quotes them, everything else is JSON with its fields in order. */
function shown(value: unknown): string {
  return value === undefined ? 'null' : JSON.stringify(value)
}

/** The 422 of an object that breaks its own rules; equal errors are told once in the message. */
export function invalidObject(object: Pick<KubeObject, 'apiVersion' | 'kind'>, name: string, errors: readonly FieldError[]): Status {
  const group = object.apiVersion.includes('/') ? object.apiVersion.slice(0, object.apiVersion.indexOf('/')) : ''
  const qualified = group === '' ? object.kind : `${object.kind}.${group}`
  const sentences = [...new Set(errors.map(({ field, body }) => `${field}: ${body}`))]
  const all = sentences.length === 1 ? sentences[0] : `[${sentences.join(', ')}]`
  const causes: StatusCause[] = errors.map(({ reason, field, body }) => ({ reason, message: body, field }))
  return {
    code: 422,
    reason: 'Invalid',
    message: `${qualified} ${JSON.stringify(name)} is invalid: ${all}`,
    details: { name, ...(group === '' ? {} : { group }), kind: object.kind, causes },
  }
}
