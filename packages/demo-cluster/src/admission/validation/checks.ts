import { isSet, number, text } from '../Struct.ts'
import { type FieldError, invalid, notSupported, required } from './FieldError.ts'
import { percentage, portName, portNumber } from './formats.ts'

/*
 * Checks of one value, in the words that validation everywhere uses.
 */
type Errors = readonly FieldError[]

export function formed(field: string, value: unknown, complaints: readonly string[]): Errors {
  return complaints.map((sentence) => invalid(field, value, sentence))
}

export function notNegative(field: string, value: unknown): Errors {
  return number(value) < 0 ? [invalid(field, value, 'must be greater than or equal to 0')] : []
}

export function oneOf(field: string, value: unknown, supported: readonly string[]): Errors {
  if (text(value) === '') return [required(field)]
  return supported.includes(text(value)) ? [] : [notSupported(field, value, supported)]
}

/** Checked only where it is there at all. */
export function optionalOneOf(field: string, value: unknown, supported: readonly string[]): Errors {
  return isSet(value) && !supported.includes(text(value)) ? [notSupported(field, value, supported)] : []
}

export function portNumberOrName(field: string, value: unknown): Errors {
  return typeof value === 'string' ? formed(field, value, portName(value)) : formed(field, number(value), portNumber(number(value)))
}

/** A count, or a share in percent. */
export function countOrShare(field: string, value: unknown): Errors {
  return typeof value === 'string' ? formed(field, value, percentage(value)) : notNegative(field, value)
}

export function atMostAll(field: string, value: unknown): Errors {
  return typeof value === 'string' && /^\d+%$/.test(value) && Number.parseInt(value, 10) > 100 ? [invalid(field, value, 'must not be greater than 100%')] : []
}
