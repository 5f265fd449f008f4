import type { User } from '../apiserver/Api.ts'
import { badRequest } from '../apiserver/refusals.ts'
import type { JsonObject } from '../objects.ts'
import { done, type Result, refused } from '../Status.ts'
import type { Attributes } from './Attributes.ts'
import type { Rbac } from './createRbac.ts'
import type { PolicyRule } from './rbacKinds.ts'
import { type FieldFault, invalidReview, part, type Review, text, texts } from './reviewFields.ts'

const GROUP = 'authorization.k8s.io'

/** Answers a SelfSubjectAccessReview: may the one who asks? */
export function reviewOwnAccess(rbac: Rbac, user: User, review: Review): Result<JsonObject> {
  return answer(rbac, { review, user, faults: attributeFaults(review) })
}

/** Answers a SubjectAccessReview, or with a namespace a LocalSubjectAccessReview: may somebody else? */
export function reviewAccess(rbac: Rbac, namespace: string | undefined, review: Review): Result<JsonObject> {
  const spec = part(review, 'spec')
  const user: User = { name: text(spec, 'user'), groups: texts(spec, 'groups') }
  const faults = attributeFaults(review)
  if (user.name === '' && user.groups.length === 0) faults.push({ field: 'spec.user', value: '', why: 'at least one of user or group must be specified' })
  if (namespace !== undefined) faults.push(...localFaults(spec, namespace))
  return answer(rbac, { review, user, faults })
}

/** Answers a SelfSubjectRulesReview: everything that the one who asks may do in a namespace. */
export function reviewOwnRules(rbac: Rbac, user: User, review: Review): Result<JsonObject> {
  const namespace = text(part(review, 'spec'), 'namespace')
  if (namespace === '') return refused(badRequest('no namespace on request'))
  const { rules, errors } = rbac.rulesFor(user, namespace)
  const evaluation = errors.length === 0 ? {} : { evaluationError: errors.length === 1 ? errors.join('') : `[${[...new Set(errors)].join(', ')}]` }
  const resourceRules = rules.filter(({ resources }) => resources && resources.length > 0).map(resourceRule)
  const nonResourceRules = rules.flatMap(({ verbs, nonResourceURLs }) => (nonResourceURLs && nonResourceURLs.length > 0 ? [{ verbs, nonResourceURLs }] : []))
  return done({
    kind: 'SelfSubjectRulesReview',
    apiVersion: `${GROUP}/v1`,
    metadata: {},
    spec: {},
    status: { resourceRules, nonResourceRules, incomplete: false, ...evaluation },
  })
}

function resourceRule({ verbs, apiGroups, resources, resourceNames }: PolicyRule): JsonObject {
  return { verbs, apiGroups, resources, ...(resourceNames && resourceNames.length > 0 ? { resourceNames } : {}) }
}

type Question = { readonly review: Review; readonly user: User; readonly faults: readonly FieldFault[] }

function answer(rbac: Rbac, { review, user, faults }: Question): Result<JsonObject> {
  if (faults.length > 0) return refused(invalidReview(GROUP, '', faults))
  const { allowed, reason } = rbac.decide(user, attributesOf(part(review, 'spec')))
  return done({ ...review, metadata: part(review, 'metadata') ?? {}, status: { allowed, ...(reason === '' ? {} : { reason }) } })
}

function attributesOf(spec: JsonObject | undefined): Attributes {
  const asked = part(spec, 'resourceAttributes')
  const path = part(spec, 'nonResourceAttributes')
  if (!asked) return { verb: text(path, 'verb'), path: text(path, 'path') }
  const field = (name: string) => text(asked, name)
  return {
    verb: field('verb'),
    apiGroup: field('group'),
    resource: field('resource'),
    subresource: field('subresource'),
    namespace: field('namespace'),
    name: field('name'),
  }
}

function attributeFaults(review: Review): FieldFault[] {
  const spec = part(review, 'spec')
  const [resource, path] = [part(spec, 'resourceAttributes'), part(spec, 'nonResourceAttributes')]
  if (resource && path) return [{ field: 'spec.nonResourceAttributes', value: path, why: 'cannot be specified in combination with resourceAttributes' }]
  if (resource || path) return []
  return [{ field: 'spec.resourceAttributes', value: null, why: 'exactly one of nonResourceAttributes or resourceAttributes must be specified' }]
}

function localFaults(spec: JsonObject | undefined, namespace: string): FieldFault[] {
  const asked = text(part(spec, 'resourceAttributes'), 'namespace')
  const path = part(spec, 'nonResourceAttributes')
  if (path) return [{ field: 'spec.nonResourceAttributes', value: path, why: 'disallowed on this kind of request' }]
  return asked === namespace ? [] : [{ field: 'spec.resourceAttributes.namespace', value: asked, why: 'must match metadata.namespace' }]
}
