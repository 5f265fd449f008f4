import type { IncomingMessage, ServerResponse } from 'node:http'

/** Which requests are meant: all that agree with what is given. `path` is compared as a beginning where it is text. */
export type Matching = { readonly method?: string; readonly path?: string | RegExp; readonly watch?: boolean }

/** Answers a request in the apiserver's place, or never. */
export type Step = (response: ServerResponse, request: IncomingMessage) => void

export type SeenRequest = {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
  readonly port: number | undefined
}

/** What can go wrong with an apiserver and its nodes, on demand. Every step is used for the next matching request, in the order given, `times` times. */
export type Faults = {
  /** The last requests that came, at most 10,000, those that were answered by a fault too. */
  readonly requests: readonly SeenRequest[]
  readonly count: (matching: Matching) => number
  /** How many requests are waiting for an answer or for the rest of one: watches and logs that are followed, as long as both ends hold on to them. */
  readonly open: (matching: Matching) => number
  /** Cuts the connections of open watches, of all unless told otherwise, as a proxy that restarts does. */
  readonly dropWatches: (matching?: Matching) => void
  /** Ends open watches as the apiserver does when their time is over. */
  readonly endWatches: (matching?: Matching) => void
  /** Writes raw bytes into open watches. */
  readonly writeToWatches: (bytes: string | Uint8Array, matching?: Matching) => void
  /** Forgets all versions up to now: watches and lists from before get 410. */
  readonly compact: () => void
  /** Refuses with a Status, `times` times or until what is returned is called. */
  readonly fail: (
    how: { readonly code: number; readonly times: number; readonly reason?: string; readonly message?: string; readonly retryAfter?: number },
    matching?: Matching,
  ) => () => void
  /** Answers come this much later from now on; 0 for at once. */
  readonly latency: (ms: number, matching?: Matching) => void
  /** Answers with this step, once unless told otherwise, or until what is returned is called. */
  readonly next: (step: Step, how?: { readonly times?: number; readonly matching?: Matching }) => () => void
  /** As SIGSTOP: connections are accepted and stay open, not a byte comes until `thaw`. */
  readonly freeze: () => void
  readonly thaw: () => void
  /** As SIGKILL: connections break, nobody listens until `restart`, which is back at the same address. */
  readonly kill: () => Promise<void>
  readonly restart: () => Promise<void>
  /** Cuts a node off, or lets it back: its kubelet says and hears nothing meanwhile, its containers go on. Throws for a node that the cluster was not made with. */
  readonly nodeDown: (name: string, down: boolean) => void
}

/** Accepts the request and says nothing. */
export const hang: Step = () => {}
/** Cuts the connection without an answer. */
export const reset: Step = (response) => response.socket?.destroy()
/** The beginning of an answer, then the connection breaks. */
export const cutAfter =
  (bytes: string): Step =>
  (response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.write(bytes, () => response.socket?.destroy())
  }
