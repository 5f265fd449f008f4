import type { JsonObject } from '../objects.ts'
import type { Status } from '../Status.ts'

/** A review as it came: any JSON object. Fields of other types than they should have count as absent. */
export type Review = JsonObject

export function part(of: unknown, field: string): JsonObject | undefined {
  const value = isObject(of) ? of[field] : undefined
  return isObject(value) ? value : undefined
}

export function text(of: unknown, field: string): string {
  const value = isObject(of) ? of[field] : undefined
  return typeof value === 'string' ? value : ''
}

export function texts(of: unknown, field: string): readonly string[] {
  const value = isObject(of) ? of[field] : undefined
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export type FieldFault = { readonly field: string; readonly value: unknown; readonly why: string }

/** A 422 as the apiserver words it for reviews, which name no kind. */
export function invalidReview(group: string, kind: string, faults: readonly FieldFault[]): Status {
  const causes = faults.map(({ field, value, why }) => ({
    reason: 'FieldValueInvalid',
    message: `Invalid value: ${JSON.stringify(value ?? null)}: ${why}`,
    field,
  }))
  const all = causes.map(({ field, message }) => `${field}: ${message}`)
  const said = all.length === 1 ? all.join('') : `[${all.join(', ')}]`
  return { code: 422, reason: 'Invalid', message: `${kind}.${group} "" is invalid: ${said}`, details: { group, ...(kind === '' ? {} : { kind }), causes } }
}
