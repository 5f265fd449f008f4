import { readFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { Agent, request } from 'node:https'
import { join } from 'node:path'

export interface Ask {
  method?: string
  body?: unknown
  contentType?: string
}

/** The driver's own line to the apiserver, as admin. Nothing of Binnacle is in it. */
export class Apiserver {
  readonly #server: string
  readonly #agent: Agent

  /** `dir`: the folder of the control plane, which holds the certificates. */
  constructor(server: string, dir: string) {
    const pki = (file: string): Buffer => readFileSync(join(dir, 'pki', file))
    this.#server = server
    this.#agent = new Agent({ keepAlive: true, ca: pki('ca.crt'), cert: pki('admin.crt'), key: pki('admin.key') })
  }

  async text(path: string, ask: Ask = {}): Promise<string> {
    const answer = await this.#open(path, ask)
    let text = ''
    for await (const part of answer.setEncoding('utf8')) text += part
    const status = answer.statusCode ?? 0
    if (status >= 300) throw new Error(`${ask.method ?? 'GET'} ${path} answered ${status}: ${text.slice(0, 300)}`)
    return text
  }

  async json(path: string, ask: Ask = {}): Promise<Record<string, unknown>> {
    return JSON.parse(await this.text(path, ask))
  }

  /** GETs and throws the bytes away. */
  async discard(path: string): Promise<{ ms: number; bytes: number }> {
    const begin = performance.now()
    const answer = await this.#open(path, {})
    let bytes = 0
    for await (const part of answer) bytes += part.length
    return { ms: performance.now() - begin, bytes }
  }

  /** A stream that lasts until `stop`; `heard` gets its bytes as they come. */
  async stream(path: string, heard: (bytes: Buffer) => void): Promise<{ stop: () => void }> {
    const answer = await this.#open(path, {})
    answer.on('data', heard)
    answer.on('error', () => undefined)
    return { stop: () => answer.destroy() }
  }

  /** How many events the cluster has had: the revision of its store, which each write raises by one. */
  async revision(): Promise<number> {
    const { metadata } = await this.json('/api/v1/namespaces?limit=1')
    return Number(read(metadata, 'resourceVersion'))
  }

  async countPods(): Promise<number> {
    const { metadata, items } = await this.json('/api/v1/pods?limit=1')
    return (Array.isArray(items) ? items.length : 0) + Number(read(metadata, 'remainingItemCount') ?? 0)
  }

  /** LISTs of pods answered so far, and WATCHes of pods open now, as the apiserver counts them. */
  async podReaders(): Promise<{ lists: number; watches: number }> {
    const metrics = await this.text('/metrics')
    const sum = (name: string, verb: string): number =>
      metrics
        .split('\n')
        .filter((line) => line.startsWith(`${name}{`) && line.includes('resource="pods"') && line.includes(`verb="${verb}"`))
        .reduce((total, line) => total + Number(line.slice(line.lastIndexOf(' '))), 0)
    return { lists: sum('apiserver_request_total', 'LIST'), watches: sum('apiserver_longrunning_requests', 'WATCH') }
  }

  close(): void {
    this.#agent.destroy()
  }

  #open(path: string, { method = 'GET', body, contentType = 'application/json' }: Ask): Promise<IncomingMessage> {
    const headers = { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': contentType }) }
    return new Promise((resolve, reject) => {
      const asked = request(new URL(path, this.#server), { agent: this.#agent, method, headers }, resolve)
      asked.on('error', reject)
      asked.end(body === undefined ? undefined : JSON.stringify(body))
    })
  }
}

function read(object: unknown, field: string): unknown {
  return typeof object === 'object' && object !== null ? Reflect.get(object, field) : undefined
}
