import type { Json, JsonObject } from '../objects.ts'
import type { Status } from '../Status.ts'
import { goText } from './goText.ts'
import { isList } from './json.ts'

/** Why a strategic merge patch cannot be applied, while it is walked; `status` is what the apiserver answers. */
export class StrategicError extends Error {
  readonly status: Status

  constructor(message: string, code: 400 | 422 | 500 = 500) {
    super(message)
    const rejected = 'the server rejected our request due to an error in our request'
    if (code === 422) this.status = { code, reason: 'Invalid', message: rejected, details: {} }
    else this.status = { code, reason: code === 400 ? 'BadRequest' : '', message }
  }
}

export function noMergeKey(item: JsonObject, key: string): StrategicError {
  return new StrategicError(`map: ${goText(item)} does not contain declared merge key: ${key}`)
}

export function unknownDirective(directive: Json | undefined, item: JsonObject): StrategicError {
  return new StrategicError(`unknown patch type: ${goText(directive)} in map: ${goText(item)}`)
}

export function wrongArgument(expected: 'list' | 'object', actual: Json | undefined): StrategicError {
  const name = expected === 'list' ? '[]interface {}' : 'map[string]interface {}'
  return new StrategicError(`expected a ${name}, but received a ${goTypeOf(actual)}`)
}

/** The Go type of a decoded JSON value. */
export function goTypeOf(value: Json | undefined): string {
  if (isList(value)) return '[]interface {}'
  if (typeof value === 'object' && value !== null) return 'map[string]interface {}'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64'
  return typeof value === 'boolean' ? 'bool' : value === null || value === undefined ? '%!s(<nil>)' : 'string'
}
