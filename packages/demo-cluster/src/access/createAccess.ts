import type { User } from '../apiserver/Api.ts'
import type { ClusterParts } from '../ClusterParts.ts'
import type { JsonObject } from '../objects.ts'
import { done, type Result, refused } from '../Status.ts'
import type { Attributes } from './Attributes.ts'
import { reviewAccess, reviewOwnAccess, reviewOwnRules } from './accessReviews.ts'
import { createRbac, type Decision } from './createRbac.ts'
import { impersonate, type RequestHeaders } from './impersonate.ts'
import type { Review } from './reviewFields.ts'
import { API_AUDIENCE, type KnownToken, TokenIssuer } from './TokenIssuer.ts'
import { requestToken, reviewSelf, reviewToken } from './tokenReviews.ts'
import { type AccountName, administrator, withStandingGroups } from './users.ts'

/** The kinds that are questions: created, answered and never stored. */
export type ReviewKind =
  | 'SelfSubjectAccessReview'
  | 'SubjectAccessReview'
  | 'LocalSubjectAccessReview'
  | 'SelfSubjectRulesReview'
  | 'SelfSubjectReview'
  | 'TokenReview'

export type AccessOptions = {
  /** Tokens that are good from the start, and whose they are. */
  readonly tokens?: Readonly<Record<string, User>>
  /** Who comes without a credential; null turns them away. The administrator when left out: the server listens on loopback only. */
  readonly withoutCredentials?: User | null
}

/**
 * Who asks and what they may do, as the apiserver's filters decide it: first `authenticate`, then `impersonate` with what the request is about, then `authorize`. Every
 * refusal is the Status that the client gets.
 */
export type Access = {
  /** By the Authorization header. 401 for a token that nobody knows. */
  authenticate(headers: RequestHeaders): Result<User>
  /** Who the request wants to be; whoever authenticated where it says nothing. Give repeated headers as lists. */
  impersonate(requester: User, headers: RequestHeaders, attributes: Attributes): Result<User>
  authorize(user: User, attributes: Attributes): Result<null>
  /** The same without words, for reviews and proxies. */
  decide(user: User, attributes: Attributes): Decision
  /** Answers a review that was sent; `namespace` for the local one. Whether they may ask is `authorize`'s. */
  review(kind: ReviewKind, review: Review, by: { readonly user: User; readonly namespace?: string }): Result<JsonObject>
  /** The `token` subresource of service accounts: a TokenRequest, completed with its token. */
  requestToken(account: AccountName, request: Review): Result<JsonObject>
}

/** Access to one cluster, decided by the roles and bindings in its store. */
export function createAccess({ clock, random, store }: Pick<ClusterParts, 'clock' | 'random' | 'store'>, options: AccessOptions = {}): Access {
  const rbac = createRbac(store)
  const issuer = new TokenIssuer({ clock, random, store })
  const fixed = new Map(Object.entries(options.tokens ?? {}).map(([token, user]) => [token, withStandingGroups(user)]))
  const find = (token: string): KnownToken | null => {
    const user = fixed.get(token)
    return user ? { user, audiences: [API_AUDIENCE] } : issuer.find(token)
  }
  const fallback = options.withoutCredentials === undefined ? administrator : options.withoutCredentials
  return {
    authenticate(headers) {
      const token = bearerToken(headers)
      const known = token === null ? null : find(token)
      const user = token === null ? fallback : known?.audiences.includes(API_AUDIENCE) ? known.user : null
      return user ? done(user) : refused({ code: 401, reason: 'Unauthorized', message: 'Unauthorized' })
    },
    impersonate: (requester, headers, attributes) => impersonate(rbac, { requester, headers, attributes }),
    authorize: (user, attributes) => rbac.authorize(user, attributes),
    decide: (user, attributes) => rbac.decide(user, attributes),
    review(kind, review, { user, namespace }) {
      switch (kind) {
        case 'SelfSubjectAccessReview':
          return reviewOwnAccess(rbac, user, review)
        case 'SubjectAccessReview':
          return reviewAccess(rbac, undefined, review)
        case 'LocalSubjectAccessReview':
          return reviewAccess(rbac, namespace ?? '', review)
        case 'SelfSubjectRulesReview':
          return reviewOwnRules(rbac, user, review)
        case 'SelfSubjectReview':
          return done(reviewSelf(user, clock.now()))
        case 'TokenReview':
          return reviewToken(find, review)
        default:
          return kind satisfies never
      }
    },
    requestToken: (account, request) => requestToken({ clock, store, issuer }, account, request),
  }
}

/** Null without an Authorization header; an empty token for one that carries none. */
function bearerToken(headers: RequestHeaders): string | null {
  const [header] = [headers['authorization'] ?? []].flat()
  if (header === undefined) return null
  return /^bearer +(\S+) *$/i.exec(header)?.[1] ?? ''
}
