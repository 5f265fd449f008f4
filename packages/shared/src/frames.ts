import * as z from 'zod/mini'
import { Failure } from './failure.ts'
import { LogLine } from './logLine.ts'

/** Largest frame the browser may send, before and after it has subscribed to anything (bytes). */
export const MAX_CLIENT_FRAME_BYTES = 8 * 1024
/** Subscriptions one socket may hold; the next one is refused. */
export const MAX_SUBSCRIPTIONS = 64
/** The BFF sends a heartbeat this often (ms), whatever else it sends. */
export const HEARTBEAT_MS = 5_000

const Sub = z.int().check(z.gte(1), z.lte(2 ** 31))

/**
 * What the browser sends. `sub` is chosen by the browser and never used twice on one socket.
 * `resync` asks for a fresh snapshot of a subscription (a sequence number was missed, or the user pressed `r`);
 * `retry` asks for scopes that are forbidden, gone or failed to be tried again now.
 */
export const ClientFrame = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('subscribe'),
    sub: Sub,
    topic: z.string().check(z.maxLength(64)),
    context: z.string().check(z.minLength(1), z.maxLength(1024)),
    params: z.unknown(),
  }),
  z.strictObject({ type: z.literal('unsubscribe'), sub: Sub }),
  z.strictObject({ type: z.literal('resync'), sub: Sub }),
  z.strictObject({ type: z.literal('retry'), sub: Sub }),
])
export type ClientFrame = z.infer<typeof ClientFrame>

/**
 * State of one scope (a namespace; empty string: the whole cluster).
 * `live`: what is shown is what the watch says. `catching up`: a list is on its way. `stale`: the cluster has not been heard since `since`
 * (server's clock, ms). `forbidden`: the credential may not list or watch here. `gone`: the namespace or kind does not exist (any more).
 */
export const ScopeState = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('live') }),
  z.strictObject({ state: z.literal('catching up') }),
  z.strictObject({ state: z.literal('stale'), since: z.number(), failure: z.nullable(Failure) }),
  z.strictObject({ state: z.literal('forbidden'), failure: Failure }),
  z.strictObject({ state: z.literal('gone'), failure: z.nullable(Failure) }),
])
export type ScopeState = z.infer<typeof ScopeState>

export const ScopePart = z.strictObject({ namespace: z.string(), scope: ScopeState })
export type ScopePart = z.infer<typeof ScopePart>

/**
 * Rows as columns. `ids` are small integers, one per row and stable for the life of the stream; `columns` follow the order of the fields in the
 * topic's row schema. A column is the plain values, or a dictionary and the index of each row's value in it.
 */
export const Columns = z.strictObject({
  ids: z.array(z.int()),
  columns: z.array(z.union([z.strictObject({ v: z.array(z.unknown()) }), z.strictObject({ d: z.array(z.unknown()), i: z.array(z.int()) })])),
})
export type Columns = z.infer<typeof Columns>

const position = { stream: z.int(), epoch: z.int(), seq: z.int() }

/**
 * What the BFF sends. `stream` numbers the shared topic within the process; `epoch` rises when the cluster behind it is another one; `seq` counts what
 * the topic sent: each `delta`, `skipped` and `status` takes one. A `snapshot` (in `chunk`s 0…n, the last one marked, each with the states of the scopes)
 * names the seq it holds; after it the browser applies exactly seq + 1 and asks for a resync on anything else. `skipped` says that n events were not delivered. `lines` belong to a log stream and are private to one subscription.
 */
export const ServerFrame = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('hello'), build: z.string(), now: z.number() }),
  z.strictObject({
    type: z.literal('heartbeat'),
    now: z.number(),
    /** Where each stream of this socket stands, `[stream, epoch, seq]`: a browser that is elsewhere lost something, even if nothing follows. */
    at: z.array(z.tuple([z.int(), z.int(), z.int()])),
  }),
  z.strictObject({ type: z.literal('subscribed'), sub: Sub, stream: z.int(), epoch: z.int() }),
  z.strictObject({ type: z.literal('refused'), sub: Sub, failure: Failure }),
  z.strictObject({ type: z.literal('snapshot'), ...position, chunk: z.int(), last: z.boolean(), parts: z.array(ScopePart), rows: Columns }),
  z.strictObject({
    type: z.literal('delta'),
    ...position,
    add: z.optional(Columns),
    /** Changed rows: `[id, field index, value, field index, value, …]`. */
    set: z.optional(z.array(z.array(z.unknown()))),
    del: z.optional(z.array(z.int())),
  }),
  z.strictObject({ type: z.literal('skipped'), ...position, count: z.int() }),
  z.strictObject({ type: z.literal('status'), ...position, parts: z.array(ScopePart) }),
  z.strictObject({ type: z.literal('lines'), sub: Sub, lines: z.array(LogLine), dropped: z.int() }),
  z.strictObject({ type: z.literal('ended'), sub: Sub, failure: z.nullable(Failure) }),
])
export type ServerFrame = z.infer<typeof ServerFrame>

/** Answer of a command or a read. */
export const Outcome = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), output: z.unknown() }),
  z.strictObject({ ok: z.literal(false), failure: Failure }),
])
export type Outcome<T> = { ok: true; output: T } | { ok: false; failure: Failure }
