import type { Clock, Outcome, ReadInput, ReadOutput } from '@binnacle/shared'
import * as z from 'zod'
import { kubePath } from '../kube/kubePath.ts'
import type { Client } from './Identity.ts'

type Question = ReadInput<'access.review'>
type Answer = ReadOutput<'access.review'>

/** A button may be wrong for a minute after a role changed; the apiserver's own answer decides anyway. */
const FRESH_MS = 60_000
/** A right that is missing may be given any moment, and then the page should say so. */
const REFUSED_FRESH_MS = 4_000
/** Questions kept over all contexts; the oldest is asked again. */
const MAX_KEPT = 2_000

const Review = z.object({ status: z.object({ allowed: z.boolean(), reason: z.string().default('') }) })

/** SelfSubjectAccessReviews, each asked at most once a minute per context; one that was refused, again after four seconds. Failures are not kept. */
export class AccessReviews {
  readonly #clock: Clock
  readonly #kept = new Map<string, { answer: Promise<Outcome<Answer>>; until: number }>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  ask(context: string, client: Client, question: Question): Promise<Outcome<Answer>> {
    const { verb, group, resource, subresource, namespace } = question
    const key = JSON.stringify([context, verb, group, resource, subresource, namespace])
    const kept = this.#kept.get(key)
    if (kept && this.#clock.now() < kept.until) return kept.answer
    const entry = { answer: ask(client, question), until: this.#clock.now() + FRESH_MS }
    this.#kept.delete(key)
    this.#kept.set(key, entry)
    const oldest = this.#kept.keys().next()
    if (this.#kept.size > MAX_KEPT && oldest.done === false) this.#kept.delete(oldest.value)
    void entry.answer.then((outcome) => {
      if (!outcome.ok) entry.until = 0
      else if (!outcome.output.allowed) entry.until = this.#clock.now() + REFUSED_FRESH_MS
    })
    return entry.answer
  }
}

async function ask(client: Client, { namespace, ...attributes }: Question): Promise<Outcome<Answer>> {
  const resourceAttributes = { ...attributes, ...(namespace === null ? {} : { namespace }) }
  const body = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec: { resourceAttributes } }
  const path = kubePath({ group: 'authorization.k8s.io', version: 'v1', resource: 'selfsubjectaccessreviews' })
  const answer = await client.json({ method: 'POST', path, body })
  if (!answer.ok) return answer
  const review = Review.safeParse(answer.output)
  if (review.success) return { ok: true, output: review.data.status }
  return { ok: false, failure: { reason: 'NotKubernetes', code: 502, message: 'The cluster answered a SelfSubjectAccessReview with something else.' } }
}
