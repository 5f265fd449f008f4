import type { Json, JsonObject } from '../objects.ts'
import { done, type Result, refused } from '../Status.ts'
import { normalise } from '../schema/normalise.ts'
import type { Schema } from '../schema/Schema.ts'
import { strictProblems } from '../schema/strictProblems.ts'
import { isObject } from './json.ts'
import { notOfItsKind } from './patchRefusals.ts'
import { restoreProblem } from './restoreProblem.ts'

export type Patched = {
  readonly value: Json
  /** What the apiserver quotes when the result is none of its kind. */
  readonly shown: () => string
  /** Whether it was never JSON again in between, as after a strategic merge patch: problems are told in other words. */
  readonly converted: boolean
  /** Of the stored object: a patch cannot make it another kind. */
  readonly apiVersion: string
  readonly kind: string
  readonly fieldValidation: 'Strict' | 'Warn' | 'Ignore'
  readonly warn: ((text: string) => void) | undefined
}

/** What a patch made of an object, read as the object's kind again: wrong types are refused, unknown fields as the request wants it, the rest is in Go's form. */
export function decodePatched(schema: Schema | undefined, { value, shown, converted, apiVersion, kind, fieldValidation, warn }: Patched): Result<JsonObject> {
  if (!isObject(value)) return refused(notOfItsKind(shown(), 'json: cannot unmarshal array into Go value of type map[string]interface {}'))
  const struct = schema?.kind(apiVersion, kind)
  if (!schema || !struct) return done(value)
  const { wrong: unreadable, strict } = strictProblems(schema, struct, { object: value })
  const wrong = converted ? (restoreProblem(schema, struct, value) ?? unreadable) : unreadable
  if (wrong !== null) return refused(notOfItsKind(shown(), wrong))
  if (strict.length > 0 && fieldValidation === 'Strict') return refused(notOfItsKind(shown(), `strict decoding error: ${strict.join(', ')}`))
  if (fieldValidation === 'Warn') for (const problem of strict) warn?.(problem)
  return done({ ...normalise(schema, struct, value), apiVersion, kind })
}

/** JSON with the fields of the document itself in order, as it leaves the apiserver's JSON patches. */
export function sortedJson(value: Json): string {
  return JSON.stringify(isObject(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value)
}
