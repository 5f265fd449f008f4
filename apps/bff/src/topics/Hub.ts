import { type Clock, codecs, type Failure, type Outcome, type TopicName, type TopicParams, topicKey, topics } from '@binnacle/shared'
import * as z from 'zod'
import { topicPlan } from './index.ts'
import type { LiveCluster } from './LiveCluster.ts'
import { type SharedTopic, SNAPSHOT_CHUNK_ROWS, Topic } from './Topic.ts'

/** `open` gives the cluster of a context, the same one every time; a failure when there is no such context. `chunkRows`: rows in one chunk of a snapshot. */
export type HubOptions = { readonly clock: Clock; open(context: string): Outcome<LiveCluster>; readonly chunkRows?: number }

/** A topic as a client asks for it, not yet checked. */
export type TopicRequest = { readonly topic: string; readonly context: string; readonly params: unknown }

/**
 * All live topics of one credential: who asks for the same topic of the same context with the same parameters shares one. Nothing is shared between two
 * hubs, so two credentials must never share a hub. A topic begins with its first holder and ends with its last `release`.
 */
export class Hub {
  readonly #options: HubOptions
  readonly #topics = new Map<string, { topic: SharedTopic; holders: number }>()
  #lastStream = 0

  constructor(options: HubOptions) {
    this.#options = options
  }

  get size(): number {
    return this.#topics.size
  }

  open(context: string): Outcome<LiveCluster> {
    return this.#options.open(context)
  }

  hold({ topic: name, context, params }: TopicRequest): Outcome<{ topic: SharedTopic; release: () => void }> {
    if (!isTopicName(name)) return failed({ reason: 'NotFound', code: 404, message: `there is no topic "${name}"` })
    const parsed = z.safeParse(topics[name].params, params)
    if (!parsed.success) return failed({ reason: 'Invalid', code: 422, message: z.prettifyError(parsed.error) })
    const cluster = this.#options.open(context)
    if (!cluster.ok) return cluster
    const key = topicKey(name, context, parsed.data)
    const entry = this.#topics.get(key) ?? { topic: this.#start(name, parsed.data, cluster.output), holders: 0 }
    this.#topics.set(key, entry)
    entry.holders++
    let held = true
    const release = () => {
      if (!held) return
      held = false
      if (--entry.holders > 0) return
      this.#topics.delete(key)
      entry.topic.close()
    }
    return { ok: true, output: { topic: entry.topic, release } }
  }

  close(): void {
    for (const { topic } of this.#topics.values()) topic.close()
    this.#topics.clear()
  }

  #start<N extends TopicName>(name: N, params: unknown, cluster: LiveCluster): SharedTopic {
    // `hold` has parsed the parameters with this topic's own schema.
    const plan = topicPlan(name, params as TopicParams<N>)
    return new Topic({
      stream: ++this.#lastStream,
      plan,
      codec: codecs[name],
      cluster,
      clock: this.#options.clock,
      chunkRows: this.#options.chunkRows ?? SNAPSHOT_CHUNK_ROWS,
    })
  }
}

const isTopicName = (name: string): name is TopicName => Object.hasOwn(topics, name)

const failed = (failure: Failure): { ok: false; failure: Failure } => ({ ok: false, failure })
