import type { Clock, Outcome } from '@binnacle/shared'
import * as z from 'zod'
import type { ClusterClient } from '../kube/ClusterClient.ts'
import { kubePath } from '../kube/kubePath.ts'

export type Client = Pick<ClusterClient, 'json'>
export type Person = { readonly username: string; readonly groups: string[] }

/** A credential that was exchanged is noticed within a minute. */
const KNOWN_FOR_MS = 60_000
/** Nothing waits long for a name in a log line. */
const ASK_MS = 3_000

const Review = z.object({ status: z.object({ userInfo: z.object({ username: z.string().default(''), groups: z.array(z.string()).default([]) }) }) })

/** Who the cluster takes each credential for (SelfSubjectReview), asked at most once a minute per context. */
export class Identity {
  readonly #clock: Clock
  readonly #known = new Map<string, { person: Promise<Outcome<Person>>; settled: Person | null; until: number }>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  of(context: string, client: Client): Promise<Outcome<Person>> {
    const known = this.#known.get(context)
    if (known && this.#clock.now() < known.until) return known.person
    const entry = { person: ask(client), settled: known?.settled ?? null, until: this.#clock.now() + KNOWN_FOR_MS }
    this.#known.set(context, entry)
    void entry.person.then((outcome) => {
      if (outcome.ok) entry.settled = outcome.output
      else entry.until = 0
    })
    return entry.person
  }

  /** The name as last heard, without asking the cluster. */
  lastHeard(context: string): string | null {
    return this.#known.get(context)?.settled?.username ?? null
  }
}

async function ask(client: Client): Promise<Outcome<Person>> {
  const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' }
  const path = kubePath({ group: 'authentication.k8s.io', version: 'v1', resource: 'selfsubjectreviews' })
  const answer = await client.json({ method: 'POST', path, body, timeoutMs: ASK_MS })
  if (!answer.ok) return answer
  const review = Review.safeParse(answer.output)
  if (review.success) return { ok: true, output: review.data.status.userInfo }
  return { ok: false, failure: { reason: 'NotKubernetes', code: 502, message: 'The cluster answered a SelfSubjectReview with something else.' } }
}
