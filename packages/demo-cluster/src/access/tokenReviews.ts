import type { User } from '../apiserver/Api.ts'
import { badRequest, notFound } from '../apiserver/refusals.ts'
import type { Clock } from '../clock.ts'
import type { Pod } from '../kinds.ts'
import { type JsonObject, timestamp } from '../objects.ts'
import { done, type Result, refused } from '../Status.ts'
import type { Store } from '../storage/Store.ts'
import { invalidReview, part, type Review, text, texts } from './reviewFields.ts'
import { API_AUDIENCE, type KnownToken, type TokenIssuer, type TokenSubject } from './TokenIssuer.ts'
import type { AccountName } from './users.ts'

const GROUP = 'authentication.k8s.io'
const DEFAULT_SECONDS = 3600
const LEAST_SECONDS = 600
const MOST_SECONDS = 2 ** 32

/** Answers a SelfSubjectReview: who am I? */
export function reviewSelf(user: User, now: number): JsonObject {
  const status = { userInfo: userInfo(user) }
  return { kind: 'SelfSubjectReview', apiVersion: `${GROUP}/v1`, metadata: { creationTimestamp: timestamp(now) }, status }
}

/** Answers a TokenReview: whose is this token? */
export function reviewToken(find: (token: string) => KnownToken | null, review: Review): Result<JsonObject> {
  const spec = part(review, 'spec')
  const token = text(spec, 'token')
  if (token === '') return refused(badRequest('token is required for TokenReview in authentication'))
  const wanted = texts(spec, 'audiences')
  const known = find(token)
  const audiences = known?.audiences.filter((one) => wanted.length === 0 || wanted.includes(one)) ?? []
  const status = known && audiences.length > 0 ? { authenticated: true, user: userInfo(known.user), audiences } : { user: {}, error: 'invalid bearer token' }
  return done({ ...review, metadata: part(review, 'metadata') ?? {}, status })
}

function userInfo({ name, uid, groups, extra }: User): JsonObject {
  return { username: name, ...(uid === undefined ? {} : { uid }), groups, ...(extra === undefined ? {} : { extra }) }
}

type TokenParts = { readonly clock: Clock; readonly store: Store; readonly issuer: TokenIssuer }

/** Answers a TokenRequest for a service account, with what the token is bound to in `spec.boundObjectRef`. */
export function requestToken({ clock, store, issuer }: TokenParts, account: AccountName, request: Review): Result<JsonObject> {
  const found = store.get('serviceaccounts', account.namespace, account.name)
  if (!found) return refused(notFound(undefined, { resource: 'serviceaccounts', ...account }))
  const spec = part(request, 'spec') ?? {}
  const asked = spec['expirationSeconds']
  const seconds = typeof asked === 'number' ? asked : DEFAULT_SECONDS
  const fault = seconds < LEAST_SECONDS ? 'may not specify a duration less than 10 minutes' : 'may not specify a duration larger than 2^32 seconds'
  if (seconds < LEAST_SECONDS || seconds > MOST_SECONDS) {
    return refused(invalidReview(GROUP, 'TokenRequest', [{ field: 'spec.expirationSeconds', value: seconds, why: fault }]))
  }
  const bound = boundTo(store, account, part(spec, 'boundObjectRef'))
  if (!bound.ok) return bound
  const { uid } = found.metadata
  const audiences = texts(spec, 'audiences').length > 0 ? texts(spec, 'audiences') : [API_AUDIENCE]
  const token = issuer.issue({ ...account, uid, ...(bound.value ? { boundTo: bound.value } : {}) }, { seconds, audiences })
  const now = clock.now()
  return done({
    kind: 'TokenRequest',
    apiVersion: `${GROUP}/v1`,
    metadata: { ...account, uid, creationTimestamp: timestamp(now) },
    spec: { audiences, expirationSeconds: seconds, boundObjectRef: part(spec, 'boundObjectRef') ?? null },
    status: { token, expirationTimestamp: timestamp(now + seconds * 1000) },
  })
}

const BOUND = { Pod: 'pods', Secret: 'secrets', Node: 'nodes' } as const

function boundTo(store: Store, account: AccountName, ref: JsonObject | undefined): Result<TokenSubject['boundTo'] | null> {
  if (!ref) return done(null)
  const kind = (['Pod', 'Secret', 'Node'] as const).find((one) => one === text(ref, 'kind'))
  if (!kind || text(ref, 'apiVersion') !== 'v1') return refused(badRequest(`cannot bind token to object of type ${typeOf(ref)}`))
  const name = text(ref, 'name')
  const resource = BOUND[kind]
  const found = store.get(resource, kind === 'Node' ? undefined : account.namespace, name)
  if (!found) return refused(notFound(undefined, { resource, name }))
  const spec = kind === 'Pod' ? (found as Pod).spec : null
  if (spec && (spec.serviceAccountName ?? 'default') !== account.name) {
    return refused(badRequest(`cannot bind token for serviceaccount ${JSON.stringify(account.name)} to pod running with different serviceaccount name.`))
  }
  const asked = text(ref, 'uid')
  if (asked !== '' && asked !== found.metadata.uid) {
    const why = `the UID in the bound object reference (${asked}) does not match the UID in record. The object might have been deleted and then recreated`
    const message = `Operation cannot be fulfilled on ${kind} ${JSON.stringify(name)}: ${why}`
    return refused({ code: 409, reason: 'Conflict', message, details: { name, kind } })
  }
  return done({ resource, name, uid: found.metadata.uid, ...(spec?.nodeName ? { node: spec.nodeName } : {}) })
}

/** As Go prints a GroupVersionKind. */
function typeOf(ref: JsonObject): string {
  const [version, group] = text(ref, 'apiVersion').split('/').reverse()
  return `${group ?? ''}/${version ?? ''}, Kind=${text(ref, 'kind')}`
}
