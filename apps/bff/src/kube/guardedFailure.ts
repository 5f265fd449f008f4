import { type Failure, type FailureCause, Reason, Subdomain } from '@binnacle/shared'
import * as z from 'zod'
import { notKubernetes, reasonOfCode } from './failure.ts'

const text = z.string().catch('')
const Status = z.object({
  kind: z.literal('Status'),
  reason: text,
  code: z.int().optional().catch(undefined),
  message: text,
  details: z
    .object({ kind: text, name: text, causes: z.array(z.object({ reason: text, message: text, field: text })).catch([]) })
    .catch({ kind: '', name: '', causes: [] }),
})
type Status = z.infer<typeof Status>

/** Causes whose words name a rule and no value; of the others only the kind of fault is said. */
const CAUSES: Readonly<Record<string, { readonly says: string; readonly quotes: boolean }>> = {
  FieldValueRequired: { says: 'Required value', quotes: false },
  FieldValueForbidden: { says: 'Forbidden', quotes: false },
  FieldValueTooLong: { says: 'Too long', quotes: false },
  FieldValueTooMany: { says: 'Too many', quotes: true },
  FieldValueInvalid: { says: 'Invalid value', quotes: true },
  FieldValueDuplicate: { says: 'Duplicate value', quotes: true },
  FieldValueNotSupported: { says: 'Unsupported value', quotes: true },
  FieldValueTypeInvalid: { says: 'Invalid value', quotes: true },
}
const MAX_CAUSES = 10
const MAX_WORDS = 300

/** What an apiserver says of itself, as far as its alphabet cannot hold a value: who may not do what, which quota, which policy or webhook. */
const KNOWN: readonly RegExp[] = [
  /^[a-z.]+(?: "[a-z0-9.-]*")? is forbidden: User "[^"\n]{1,253}" cannot [a-z]+ resource "[a-z/]+" in API group "[a-z0-9.]*"(?: in the namespace "[a-z0-9-]+"| at the cluster scope)/,
  /^[a-z.]+ "[a-z0-9.-]+" is forbidden: exceeded quota: [a-z0-9.-]+, requested: [a-z0-9./=,-]+, used: [a-z0-9./=,-]+, limited: [a-z0-9./=,-]+$/,
  /^[a-z.]+ "[a-z0-9.-]+" is forbidden: unable to create new content in namespace [a-z0-9-]+ because it is being terminated/,
  /^admission webhook "[a-z0-9.-]{1,253}" denied the request/,
  /^[a-z.]+ "[a-z0-9.-]+" is forbidden: ValidatingAdmissionPolicy '[a-z0-9.-]{1,253}' with binding '[a-z0-9.-]{1,253}' denied request/,
  /^failed calling webhook "[a-z0-9.-]{1,253}"/,
]

/** A `details.kind` or a field: a word of the API, and of a data field its key. */
const WORD = /^[A-Za-z][A-Za-z0-9.]{0,63}$/
const FIELD = /^[a-zA-Z][a-zA-Z.]*(\[[-._a-zA-Z0-9]{1,253}\])?[a-zA-Z.]*$/

/**
 * Why an apiserver refused something secret. Built from code, reason, field and cause: no text of the answer is passed on that could repeat what it was
 * given, since error texts quote values (`Invalid value: "…"`), and policies quote what they like.
 */
export function guardedFailure(code: number, body: string): Failure {
  const status = Status.safeParse(parsed(body))
  if (!status.success && code === 401) return { reason: 'Unauthorized', code, message: 'Unauthorized' }
  if (!status.success) return notKubernetes(`the answer (${code}) is not from a Kubernetes apiserver; what it said is left out`, code)
  const reason = Reason.safeParse(status.data.reason)
  const failure = { reason: reason.success ? reason.data : reasonOfCode(code), code: status.data.code ?? code }
  // The causes of what is not the apiserver's own verdict on a field are somebody's words.
  const causes = failure.reason === 'Invalid' && !isKnown(status.data.message) ? causesOf(status.data) : []
  return { ...failure, message: wordsOf(failure.reason, status.data), ...(causes.length === 0 ? {} : { causes }) }
}

function isKnown(message: string): boolean {
  return KNOWN.some((known) => known.test(message))
}

function wordsOf(reason: Reason, status: Status): string {
  const { message } = status
  const object = objectOf(status)
  for (const known of KNOWN) {
    const [said] = known.exec(message) ?? []
    if (said !== undefined) return said === message ? said : `${said} (the rest of its words is left out: it could hold a value)`
  }
  switch (reason) {
    case 'AlreadyExists':
      return `${object} already exists`
    case 'NotFound':
      return `${object} not found`
    case 'Conflict':
      return message.startsWith('Precondition failed: UID')
        ? `Operation cannot be fulfilled on ${object}: another object has its name now`
        : `Operation cannot be fulfilled on ${object}: the object has been modified`
    case 'Invalid':
      return invalidWords(object, status)
    case 'BadRequest':
      return 'the cluster could not read what it was sent; its words are left out: they could hold a value'
    case 'RequestEntityTooLarge':
      return 'the request is too large for the cluster'
    default:
      return `the cluster answered ${reason}; its words are left out: they could hold a value`
  }
}

/** The fields that are at fault, in words that hold nothing of what stood in them. */
function causesOf({ details: { causes } }: Status): FailureCause[] {
  return causes.slice(0, MAX_CAUSES).map(({ reason, message, field }) => {
    const cause = Object.hasOwn(CAUSES, reason) ? CAUSES[reason] : undefined
    const words = cause && !cause.quotes ? message.slice(0, MAX_WORDS) : ''
    return { reason: WORD.test(reason) ? reason : '', field: FIELD.test(field) ? field : '', message: words || (cause?.says ?? 'refused') }
  })
}

function invalidWords(object: string, status: Status): string {
  const faults = causesOf(status).map(({ field, message }) => (field === '' ? message : `${field}: ${message}`))
  return faults.length === 0 ? `${object} is invalid` : `${object} is invalid: ${faults.join('; ')}`
}

function objectOf({ details: { kind, name } }: Status): string {
  const word = WORD.test(kind) ? kind : 'object'
  return Subdomain.safeParse(name).success ? `${word} "${name}"` : word
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown
  } catch {
    return null
  }
}
