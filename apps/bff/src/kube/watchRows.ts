import type { Clock, Failure, ObjectRow, Outcome } from '@binnacle/shared'
import type { ClusterClient } from './ClusterClient.ts'
import type { KubePath } from './kubePath.ts'
import type { WatchEvent, WatchParts } from './RowDecoder.ts'
import type { Query } from './request.ts'
import type { RowDecoders } from './rowDecoders.ts'

/** As client-go: the server ends the watch after 5 to 10 minutes, each at another time. */
const SHORTEST_SECONDS = 300
const SPREAD_SECONDS = 300
/** Bookmarks come about every 60 s, so two of them were missed. */
const IDLE_LIMIT_MS = 130_000
/** A watch that ends this soon without a word was not really one. */
const SHORT_MS = 1_000

export type WatchRequest<Row extends ObjectRow> = {
  readonly client: ClusterClient
  readonly clock: Clock
  readonly random: () => number
  readonly path: Outcome<KubePath>
  readonly query: Query
  readonly decoders: RowDecoders<Row>
  readonly version: string
  readonly signal: AbortSignal
  readonly onOpen: () => void
  readonly onEvent: (event: Extract<WatchEvent<Row>, { version: string }>) => void
}

/**
 * How a watch ended. `ended`: as it should, or too soon and empty (`short`). `expired`: its version is too old. `broken`: something in it was no event, so
 * events may be lost. `error`: the server said so in the stream. `failed`: no answer, another answer than 200, or the connection broke.
 */
export type WatchEnd =
  | { readonly type: 'ended'; readonly short: boolean }
  | { readonly type: 'expired'; readonly failure: Failure }
  | { readonly type: 'broken'; readonly what: string }
  | { readonly type: 'error'; readonly failure: Failure }
  | { readonly type: 'failed'; readonly failure: Failure; readonly retryAfterMs: number | null }

/** One WATCH from a version on. Every part is an event that was handed on in its order, or the stream is over: none is skipped. */
export async function watchRows<Row extends ObjectRow>(request: WatchRequest<Row>): Promise<WatchEnd> {
  const { client, clock, random, path, decoders, version, signal } = request
  const stop = new AbortController()
  const heard = new Heard(request, () => stop.abort())
  const from = clock.now()
  const timeoutSeconds = SHORTEST_SECONDS + Math.floor(random() * SPREAD_SECONDS)
  const query = { ...request.query, watch: true, allowWatchBookmarks: true, resourceVersion: version, timeoutSeconds }
  const over = await client.stream(
    { path, query, accept: decoders.accept, signal: AbortSignal.any([signal, stop.signal]), idleMs: IDLE_LIMIT_MS },
    {
      onOpen: (contentType) => {
        heard.open(contentType)
        request.onOpen()
      },
      onBytes: (bytes) => heard.push(bytes),
    },
  )
  if (heard.end) return heard.end
  if (!over.ok) return isExpired(over.failure) ? { type: 'expired', failure: over.failure } : { type: 'failed', ...over }
  if (heard.cut) return { type: 'broken', what: 'a watch that ended within an event' }
  return { type: 'ended', short: heard.events === 0 && clock.now() - from < SHORT_MS }
}

/** What came of one watch. After an event that ends it nothing more is handed on. */
class Heard<Row extends ObjectRow> {
  events = 0
  end: WatchEnd | null = null
  readonly #request: WatchRequest<Row>
  readonly #stop: () => void
  #parts: WatchParts | null = null

  constructor(request: WatchRequest<Row>, stop: () => void) {
    this.#request = request
    this.#stop = stop
  }

  get cut(): boolean {
    return this.#parts?.cut ?? false
  }

  open(contentType: string): void {
    const decoder = this.#request.decoders.of(contentType)
    this.#parts = decoder.parts((bytes) => {
      if (!this.end) this.#hear(decoder.event(bytes))
    })
  }

  push(bytes: Buffer): void {
    this.#parts?.push(bytes)
    if (this.#parts?.broken && !this.end) this.#hear({ type: 'broken', what: 'an event larger than any object' })
  }

  #hear(event: WatchEvent<Row>): void {
    this.events++
    if (event.type !== 'error' && event.type !== 'broken') return this.#request.onEvent(event)
    this.end = event.type === 'error' ? errorEnd(event.failure) : event
    this.#stop()
  }
}

function errorEnd(failure: Failure): WatchEnd {
  return isExpired(failure) ? { type: 'expired', failure } : { type: 'error', failure }
}

function isExpired(failure: Failure): boolean {
  return failure.code === 410 || failure.reason === 'Expired' || failure.reason === 'Gone'
}
