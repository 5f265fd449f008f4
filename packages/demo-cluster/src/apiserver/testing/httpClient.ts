import type { ManualClock } from '../../clock.ts'
import { type Cluster, createCluster } from '../../createCluster.ts'

export type Reply = { readonly status: number; readonly headers: Headers; readonly body: Record<string, unknown> & { items?: unknown[] } }

export type HttpClient = {
  readonly cluster: Cluster<ManualClock>
  readonly url: string
  readonly call: (method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>) => Promise<Reply>
  readonly get: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Reply>
  /** Opens a watch and gives its lines as they come. */
  readonly watch: (path: string, headers?: Readonly<Record<string, string>>) => Promise<AsyncGenerator<Line>>
}

export type Line = {
  readonly type: string
  readonly object: { readonly kind: string; readonly metadata: { readonly name: string; readonly resourceVersion: string }; readonly [field: string]: unknown }
}

/** A listening cluster on a manual clock, and what talks to it over HTTP. */
export async function httpClient(options: Parameters<typeof createCluster>[0] = {}): Promise<HttpClient> {
  const cluster = createCluster({ seed: 1, pace: 'instant', ...options, clock: 'manual' })
  const { url } = await cluster.listen()
  const call: HttpClient['call'] = async (method, path, body, headers = {}) => {
    const sent =
      body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } }
    const response = await fetch(`${url}${path}`, { method, headers, ...sent })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: text.startsWith('{') ? JSON.parse(text) : { text } }
  }
  return {
    cluster,
    url,
    call,
    get: (path, headers) => call('GET', path, undefined, headers),
    watch: async (path, headers = {}) => linesOf(await fetch(`${url}${path}`, { headers })),
  }
}

async function* linesOf(response: Response): AsyncGenerator<Line> {
  let rest = ''
  for await (const chunk of response.body ?? []) {
    const lines = (rest + new TextDecoder().decode(chunk)).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield JSON.parse(line)
  }
}

/** The next lines of a watch, as `TYPE name`. */
export async function take(lines: AsyncGenerator<Line>, count: number): Promise<string[]> {
  const taken: string[] = []
  while (taken.length < count) {
    const next = await lines.next()
    if (next.done) return [...taken, 'end']
    taken.push(`${next.value.type} ${next.value.object.metadata.name ?? next.value.object.kind}`)
  }
  return taken
}
