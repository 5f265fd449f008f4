import type { User } from '../apiserver/Api.ts'
import type { Clock } from '../clock.ts'
import type { Random } from '../Random.ts'
import type { Store } from '../storage/Store.ts'
import { type AccountName, serviceAccountUser } from './users.ts'

/** What a token is issued for, and what it dies with. `boundTo` is a pod, a secret or a node. */
export type TokenSubject = AccountName & {
  readonly uid: string
  readonly boundTo?: { readonly resource: 'pods' | 'secrets' | 'nodes'; readonly name: string; readonly uid: string; readonly node?: string }
}

type Issued = { readonly subject: TokenSubject; readonly id: string; readonly audiences: readonly string[]; readonly expires: number }

export type KnownToken = { readonly user: User; readonly audiences: readonly string[] }

export const API_AUDIENCE = 'https://kubernetes.default.svc.cluster.local'

/**
 * Issues tokens of service accounts and knows whose they are. A token is known until it expires and as long as its service account, and what it is bound to, exist with
 * the same uid. Left out: signatures and claims; the token says nothing by itself and is good in this cluster only. Expired tokens are forgotten when the next is issued.
 */
export class TokenIssuer {
  readonly #parts: { readonly clock: Clock; readonly random: Random; readonly store: Store }
  readonly #issued = new Map<string, Issued>()

  constructor(parts: { readonly clock: Clock; readonly random: Random; readonly store: Store }) {
    this.#parts = parts
  }

  issue(subject: TokenSubject, { seconds, audiences }: { readonly seconds: number; readonly audiences: readonly string[] }): string {
    const { clock, random } = this.#parts
    for (const [token, { expires }] of this.#issued) {
      if (expires <= clock.now()) this.#issued.delete(token)
    }
    const token = `demo.${random.hex(64)}`
    this.#issued.set(token, { subject, id: random.uid(), audiences, expires: clock.now() + seconds * 1000 })
    return token
  }

  /** Null where nobody may come in with it. */
  find(token: string): KnownToken | null {
    const { clock, store } = this.#parts
    const issued = this.#issued.get(token)
    if (!issued || issued.expires <= clock.now()) return null
    const { subject, id, audiences } = issued
    const { namespace, name, uid, boundTo } = subject
    if (store.get('serviceaccounts', namespace, name)?.metadata.uid !== uid) return null
    if (boundTo && store.get(boundTo.resource, boundTo.resource === 'nodes' ? undefined : namespace, boundTo.name)?.metadata.uid !== boundTo.uid) return null
    return {
      user: { ...serviceAccountUser(subject), uid, extra: { 'authentication.kubernetes.io/credential-id': [`JTI=${id}`], ...boundExtra(boundTo) } },
      audiences,
    }
  }
}

function boundExtra(boundTo: TokenSubject['boundTo']): Record<string, readonly string[]> {
  if (boundTo?.resource !== 'pods') return {}
  const prefix = 'authentication.kubernetes.io'
  const pod = { [`${prefix}/pod-name`]: [boundTo.name], [`${prefix}/pod-uid`]: [boundTo.uid] }
  return boundTo.node ? { ...pod, [`${prefix}/node-name`]: [boundTo.node] } : pod
}
