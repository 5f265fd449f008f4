import type { KubeObject } from '../objects.ts'
import type { EventNote, EventSource } from './EventRecorder.ts'
import { Recent } from './Recent.ts'

/** client-go's defaults. */
const MOST_ENTRIES = 4096
const SIMILAR = 10
const SIMILAR_WITHIN_MS = 600_000
const BURST = 25
const TOKEN_MS = 300_000

export type Happening = { readonly about: KubeObject; readonly source: EventSource; readonly note: EventNote }

/** What is to be written: a new Event when `count` is 1, otherwise one more of an earlier one, which may be gone. */
export type Occurrence = {
  readonly name: string
  readonly count: number
  readonly firstAt: number
  readonly message: string
  /** Stands for many that say about the same. */
  readonly combined: boolean
}

type Aggregate = { readonly messages: readonly string[]; readonly at: number }
type Logged = { readonly name: string; readonly count: number; readonly firstAt: number }
type Bucket = { readonly tokens: number; readonly at: number }

/**
 * Keeps Events few, as client-go's EventCorrelator: the same again counts up an earlier Event; from the tenth different message of one reason within ten minutes on they
 * are combined into one; and of one source and object no more than 25 at once and one each five minutes are let through.
 */
export class EventCorrelator {
  readonly #newName: (of: string) => string
  readonly #aggregates = new Recent<Aggregate>(MOST_ENTRIES)
  readonly #logged = new Recent<Logged>(MOST_ENTRIES)
  readonly #buckets = new Recent<Bucket>(MOST_ENTRIES)

  constructor(newName: (of: string) => string) {
    this.#newName = newName
  }

  /** Null for what is not worth an Event any more. */
  correlate(happening: Happening, now: number): Occurrence | null {
    const { about, note } = happening
    const similar = keyOf(happening, [note.type, note.reason])
    const combined = this.#isOneOfMany(similar, note.message, now)
    const key = combined ? similar : keyOf(happening, [note.fieldPath ?? '', note.type, note.reason, note.message])
    const before = this.#logged.get(key)
    const logged = { name: before?.name ?? this.#newName(about.metadata.name), count: (before?.count ?? 0) + 1, firstAt: before?.firstAt ?? now }
    this.#logged.set(key, logged)
    if (!this.#passes(keyOf(happening, [note.type]), now)) return null
    return { ...logged, combined, message: combined ? `(combined from similar events): ${note.message}` : note.message }
  }

  #isOneOfMany(key: string, message: string, now: number): boolean {
    const before = this.#aggregates.get(key)
    const known = before && now - before.at <= SIMILAR_WITHIN_MS ? before.messages : []
    const messages = known.includes(message) ? known : [...known, message]
    const combined = messages.length >= SIMILAR
    this.#aggregates.set(key, { messages: combined ? messages.slice(1) : messages, at: now })
    return combined
  }

  #passes(key: string, now: number): boolean {
    const { tokens, at } = this.#buckets.get(key) ?? { tokens: BURST, at: now }
    const filled = Math.min(BURST, tokens + (now - at) / TOKEN_MS)
    this.#buckets.set(key, { tokens: filled >= 1 ? filled - 1 : filled, at: now })
    return filled >= 1
  }
}

function keyOf({ about: { apiVersion, kind, metadata }, source }: Happening, more: readonly string[]): string {
  const { namespace = '', name, uid } = metadata
  return JSON.stringify([source.component, source.host ?? '', kind, namespace, name, uid, apiVersion, ...more])
}
