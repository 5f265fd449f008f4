import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** How one request is answered. Steps are used up in their order; when none is left the standing answer applies. */
export type Step = (response: ServerResponse, request: IncomingMessage) => void

type Metadata = { name: string; namespace: string; uid: string; resourceVersion: string }
export type ScriptedObject = { kind: string; metadata: Metadata; [field: string]: unknown }

/** An object of the kind that the scripts speak of. */
export function pod(name: string, version: number | string, fields: Partial<Metadata> & { [field: string]: unknown } = {}): ScriptedObject {
  const { namespace = 'default', uid = `uid-${name}`, ...rest } = fields
  return { kind: 'Pod', metadata: { name, namespace, uid, resourceVersion: String(version) }, ...rest }
}

export const event = (type: 'ADDED' | 'MODIFIED' | 'DELETED', object: ScriptedObject): string => JSON.stringify({ type, object })
export const bookmark = (version: number | string): string =>
  JSON.stringify({ type: 'BOOKMARK', object: { kind: 'Pod', metadata: { resourceVersion: String(version), creationTimestamp: null } } })
export const failureStatus = (code: number, reason: string, message = reason) => ({
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Failure',
  reason,
  message,
  code,
})
export const errorEvent = (code: number, reason: string): string => JSON.stringify({ type: 'ERROR', object: failureStatus(code, reason) })

export const json =
  (code: number, body: unknown, headers: Record<string, string> = {}): Step =>
  (response) =>
    response.writeHead(code, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
export const refusal = (code: number, reason: string, headers: Record<string, string> = {}): Step => json(code, failureStatus(code, reason), headers)
export const list = (version: number | string, ...items: ScriptedObject[]): Step =>
  json(200, { kind: 'PodList', apiVersion: 'v1', metadata: { resourceVersion: String(version) }, items })
export const text =
  (code: number, body: string | Buffer, headers: Record<string, string> = { 'content-type': 'text/plain' }): Step =>
  (response) =>
    response.writeHead(code, headers).end(body)
/** Accepts the request and says nothing. */
export const hang: Step = () => {}
/** Cuts the connection without an answer. */
export const reset: Step = (response) => response.socket?.destroy()
/** The beginning of a list, then the connection breaks. */
export const cutList =
  (bytes: string): Step =>
  (response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.write(bytes, () => response.socket?.destroy())
  }

/** A watch that a test speaks through. */
export class OpenWatch {
  readonly query: URLSearchParams
  readonly #response: ServerResponse

  constructor(response: ServerResponse, query: URLSearchParams) {
    this.#response = response
    this.query = query
    response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders()
  }

  send(...lines: string[]): void {
    for (const line of lines) this.#response.write(`${line}\n`)
  }

  raw(bytes: Uint8Array | string): void {
    this.#response.write(bytes)
  }

  end(): void {
    this.#response.end()
  }

  cut(): void {
    this.#response.socket?.destroy()
  }
}

/**
 * Stands in for an apiserver in tests: real sockets on 127.0.0.1, answers from a script. Lists and watches of any resource but namespaces take the next step of
 * `lists` and `watches`; without one a list repeats the last and a watch opens and waits in `opened`. `/readyz` and kube-system follow `ready` and `identity`.
 */
export class ScriptedApiserver {
  readonly requests: { method: string; path: string; query: URLSearchParams; headers: IncomingMessage['headers']; port: number | undefined }[] = []
  readonly lists: Step[] = []
  readonly watches: Step[] = []
  /** For any other path. */
  readonly others: Step[] = []
  readonly opened: OpenWatch[] = []
  ready: Step = text(200, 'ok')
  identity: { uid: string; version: string } | 'forbidden' | Step = { uid: 'cluster-1', version: '1000000' }
  #standing: Step = list(1)
  #server: Server
  #sockets = new Set<Socket>()
  #frozen: (() => void)[] | null = null
  #port = 0

  private constructor() {
    this.#server = this.#make()
  }

  static async start(): Promise<ScriptedApiserver> {
    const scripted = new ScriptedApiserver()
    await scripted.listen()
    return scripted
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  count(what: 'list' | 'watch' | '/readyz'): number {
    return this.requests.filter(
      (request) =>
        request.path === what || (request.path.startsWith('/api/v1/pods') && request.query.has('watch') === (what === 'watch') && what !== '/readyz'),
    ).length
  }

  /** As SIGKILL: connections break, then nobody listens. */
  async kill(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    await new Promise<void>((resolve) => this.#server.close(() => resolve()))
    this.opened.length = 0
  }

  /** Back on the same address. */
  async listen(): Promise<void> {
    this.#server = this.#make()
    await new Promise<void>((resolve) => this.#server.listen(this.#port, '127.0.0.1', resolve))
    this.#port = (this.#server.address() as AddressInfo).port
  }

  /** As SIGSTOP: connections stay and are accepted, nothing is answered. */
  freeze(): void {
    this.#frozen = []
  }

  thaw(): void {
    const held = this.#frozen ?? []
    this.#frozen = null
    for (const answer of held) answer()
  }

  #make(): Server {
    const server = createServer((request, response) => {
      const answer = () => this.#answer(request, response)
      if (this.#frozen) this.#frozen.push(answer)
      else answer()
    })
    server.on('connection', (socket) => {
      this.#sockets.add(socket)
      socket.on('close', () => this.#sockets.delete(socket))
    })
    return server
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname: path, searchParams: query } = new URL(request.url ?? '/', this.url)
    this.requests.push({ method: request.method ?? '', path, query, headers: request.headers, port: request.socket.remotePort })
    this.#stepFor(path, query)(response, request)
  }

  #stepFor(path: string, query: URLSearchParams): Step {
    if (path === '/readyz') return this.ready
    if (path.startsWith('/api/v1/namespaces') && (query.get('fieldSelector') === 'metadata.name=kube-system' || path.endsWith('/kube-system')))
      return this.#identify()
    if (query.has('watch')) return this.watches.shift() ?? ((response) => void this.opened.push(new OpenWatch(response, query)))
    if (!path.endsWith('/pods')) return this.others.shift() ?? refusal(404, 'NotFound')
    this.#standing = this.lists.shift() ?? this.#standing
    return this.#standing
  }

  #identify(): Step {
    if (this.identity === 'forbidden') return refusal(403, 'Forbidden')
    if (typeof this.identity === 'function') return this.identity
    const { uid, version } = this.identity
    return json(200, {
      kind: 'NamespaceList',
      metadata: { resourceVersion: version },
      items: [{ metadata: { name: 'kube-system', uid, resourceVersion: '4' } }],
    })
  }
}

/** Lets sockets work until something is so. Fails after 15 s of real time. */
export async function until(isSo: () => boolean, what = isSo.toString()): Promise<void> {
  const end = performance.now() + 15_000
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`never came: ${what}`)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** Lets what is under way on the sockets arrive. */
export async function tick(turns = 30): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve))
}
