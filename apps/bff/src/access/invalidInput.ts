import type { Failure } from '@binnacle/shared'

type Issue = { readonly path: readonly PropertyKey[]; readonly message: string }

/** Faults named at once; beyond these a reader learns nothing more. */
const MAX_FAULTS = 5
const MAX_MESSAGE = 200

/** What a schema found wrong, by field. Says nothing of what the values were: they may be secret, or hostile. */
export function invalidInput(error: { readonly issues: readonly Issue[] }): Failure {
  const faults = error.issues.slice(0, MAX_FAULTS).map(({ path, message }) => {
    const field = path.map(String).join('.')
    const text = message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE)}…` : message
    return field === '' ? text : `${field}: ${text}`
  })
  return { reason: 'BadRequest', code: 400, message: faults.join('; ') }
}
