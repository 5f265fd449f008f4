import type { Status } from '../Status.ts'

export function badRequest(message: string): Status {
  return { code: 400, reason: 'BadRequest', message }
}

/** A patch that does not fit the object. The apiserver keeps the reason to itself. */
export function rejected(): Status {
  return { code: 422, reason: 'Invalid', message: 'the server rejected our request due to an error in our request', details: {} }
}

export function tooLarge(message: string): Status {
  return { code: 413, reason: 'RequestEntityTooLarge', message: `Request entity too large: ${message}` }
}

/** A patch whose result is no object of its kind; `shown` is what the apiserver quotes: the patched JSON, or the patch in Go's notation. */
export function notOfItsKind(shown: string, why: string): Status {
  const message = `Invalid value: ${JSON.stringify(shown)}: ${why}`
  return {
    code: 422,
    reason: 'Invalid',
    message: ` "" is invalid: patch: ${message}`,
    details: { causes: [{ reason: 'FieldValueInvalid', message, field: 'patch' }] },
  }
}
