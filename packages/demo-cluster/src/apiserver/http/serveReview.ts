import type { ReviewKind } from '../../access/createAccess.ts'
import type { ServedResource } from '../../schema/resourceTable.ts'
import { badRequest } from '../refusals.ts'
import { type Answer, objectAnswer, refusal } from './Answer.ts'
import type { Exchange } from './Exchange.ts'
import { readRequest } from './readRequest.ts'
import type { ResourceRoute } from './routeOf.ts'

const KINDS: Readonly<Record<string, ReviewKind>> = {
  selfsubjectaccessreviews: 'SelfSubjectAccessReview',
  subjectaccessreviews: 'SubjectAccessReview',
  localsubjectaccessreviews: 'LocalSubjectAccessReview',
  selfsubjectrulesreviews: 'SelfSubjectRulesReview',
  selfsubjectreviews: 'SelfSubjectReview',
  tokenreviews: 'TokenReview',
}

/** Whether a resource's objects are questions that are answered and never stored. */
export function isReview({ group, resource }: ServedResource): boolean {
  return group.startsWith('auth') && resource in KINDS
}

/** Questions about who somebody is and what they may do. */
export function serveReview(exchange: Exchange, { info, namespace }: ResourceRoute): Answer {
  const kind = KINDS[info.resource]
  const parsed = readRequest(exchange, info)
  if (!parsed.ok) return refusal(parsed.status)
  if (kind === undefined) return refusal(badRequest(`the object provided is unrecognized (must be of type ${info.kind})`))
  const answered = exchange.parts.access.review(kind, parsed.value, { user: exchange.user, ...(namespace === undefined ? {} : { namespace }) })
  return answered.ok ? objectAnswer(201, answered.value) : refusal(answered.status)
}
