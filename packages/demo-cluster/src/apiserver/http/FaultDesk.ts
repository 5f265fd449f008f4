import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Clock } from '../../clock.ts'
import type { Store } from '../../storage/Store.ts'
import type { Faults, Matching, SeenRequest, Step } from './Faults.ts'
import type { OpenStreams } from './OpenStreams.ts'

type Planned = { readonly matching: Matching; readonly step: Step; left: number }

const MAX_REQUESTS = 10_000

export type FaultParts = {
  readonly clock: Clock
  readonly store: Store
  readonly streams: OpenStreams
  readonly listener: Pick<Faults, 'kill' | 'restart'> & {
    /** Whether what is written to any connection waits instead of going out. */
    readonly hold: (held: boolean) => void
  }
  readonly nodes: Pick<Faults, 'nodeDown'>
}

/** Keeps the faults that are planned, and stands before every request. */
export class FaultDesk implements Faults {
  readonly #parts: FaultParts
  readonly requests: SeenRequest[] = []
  readonly #open = new Set<SeenRequest>()
  #planned: Planned[] = []
  #latencies: { readonly matching: Matching; readonly ms: number }[] = []
  #frozen: (() => void)[] | null = null

  constructor(parts: FaultParts) {
    this.#parts = parts
  }

  /** Lets a request through to `handle`, at once or later, or answers it as planned. */
  admit(request: IncomingMessage, response: ServerResponse, handle: () => void): void {
    const seen = seenOf(request)
    this.requests.push(seen)
    if (this.requests.length > MAX_REQUESTS) this.requests.shift()
    this.#open.add(seen)
    response.once('close', () => this.#open.delete(seen))
    const go = () => {
      const step = this.#take(seen)
      const ms = this.#latencies.findLast((one) => agrees(seen, one.matching))?.ms ?? 0
      const answer = () => (step ? step(response, request) : handle())
      if (ms > 0) this.#parts.clock.after(ms, answer)
      else answer()
    }
    this.whenAwake(go)
  }

  /** Runs it at once, or after a freeze. */
  whenAwake(go: () => void): void {
    if (this.#frozen) this.#frozen.push(go)
    else go()
  }

  count(matching: Matching): number {
    return this.requests.filter((seen) => agrees(seen, matching)).length
  }

  open(matching: Matching): number {
    return [...this.#open].filter((seen) => agrees(seen, matching)).length
  }

  dropWatches(matching?: Matching): void {
    for (const watch of this.#watches(matching)) watch.cut()
  }

  endWatches(matching?: Matching): void {
    for (const watch of this.#watches(matching)) watch.end()
  }

  writeToWatches(bytes: string | Uint8Array, matching?: Matching): void {
    for (const watch of this.#watches(matching)) watch.raw(bytes)
  }

  compact(): void {
    this.#parts.store.compact()
  }

  fail({ code, times, reason, message, retryAfter }: Parameters<Faults['fail']>[0], matching: Matching = {}): () => void {
    const status = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message: message ?? reason ?? 'a planned fault', reason, code }
    const headers = { 'content-type': 'application/json', ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }) }
    return this.next((response) => response.writeHead(code, headers).end(JSON.stringify(status)), { times, matching })
  }

  latency(ms: number, matching: Matching = {}): void {
    this.#latencies = ms === 0 ? [] : [...this.#latencies, { matching, ms }]
  }

  next(step: Step, { times = 1, matching = {} }: { readonly times?: number; readonly matching?: Matching } = {}): () => void {
    const planned = { matching, step, left: times }
    this.#planned = [...this.#planned.filter(({ left }) => left > 0), planned]
    return () => {
      planned.left = 0
    }
  }

  freeze(): void {
    this.#frozen ??= []
    this.#parts.listener.hold(true)
  }

  thaw(): void {
    const held = this.#frozen ?? []
    this.#frozen = null
    this.#parts.listener.hold(false)
    for (const go of held) go()
  }

  kill(): Promise<void> {
    return this.#parts.listener.kill()
  }

  restart(): Promise<void> {
    return this.#parts.listener.restart()
  }

  nodeDown(name: string, down: boolean): void {
    this.#parts.nodes.nodeDown(name, down)
  }

  #watches(matching: Matching = {}) {
    return this.#parts.streams.which((request) => agrees(seenOf(request), matching))
  }

  #take(seen: SeenRequest): Step | undefined {
    const planned = this.#planned.find(({ matching, left }) => left > 0 && agrees(seen, matching))
    if (!planned) return undefined
    planned.left--
    return planned.step
  }
}

function seenOf(request: IncomingMessage): SeenRequest {
  const [path = '/', search = ''] = (request.url ?? '/').split('?', 2)
  return { method: request.method ?? '', path, query: new URLSearchParams(search), headers: request.headers, port: request.socket.remotePort }
}

function agrees(seen: SeenRequest, { method, path, watch }: Matching): boolean {
  if (method !== undefined && seen.method !== method) return false
  if (typeof path === 'string' && !seen.path.startsWith(path)) return false
  if (path instanceof RegExp && !path.test(seen.path)) return false
  return watch === undefined || seen.query.has('watch') === watch
}
