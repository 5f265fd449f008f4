import type { NewObject } from '@binnacle/demo-cluster'
import { type Failure, ManualClock, type Outcome } from '@binnacle/shared'
import type { Client } from '../../access/Identity.ts'
import { ClusterClient } from '../../kube/ClusterClient.ts'
import { Credentials } from '../../kube/Credentials.ts'
import { TestCluster } from '../../kube/testing/TestCluster.ts'

type Named = Record<string, string>
type Container = { name: string; image: string }
export type Stored = {
  apiVersion: string
  kind: string
  metadata: { name: string; namespace: string; uid: string; generation: number; labels?: Named; annotations?: Named }
  spec: {
    replicas?: number
    paused?: boolean
    selector?: object
    template?: { metadata?: { labels?: Named; annotations?: Named }; spec: { containers: Container[]; initContainers?: Container[] } }
  }
}
export type New = Omit<Stored, 'metadata'> & Pick<NewObject, 'metadata'>
export type Asked = { readonly method: string; readonly path: string; readonly body: unknown; readonly labelSelector: unknown }

const BY = { user: { name: 'another-user', groups: ['system:masters'] }, fieldManager: 'another' }
const LOST: Failure = { reason: 'Disconnected', code: 0, message: 'cut' }

/** A demo cluster whose time stands still, so that no controller does anything, asked by commands through a client that can lose what is said and lets another user in between. */
export class WorkloadCluster {
  readonly asked: Asked[] = []
  /** What another user does when the first write is on its way. */
  meanwhile: () => void = () => undefined
  /** What another user does when a list is asked for. */
  beforeList: () => void = () => undefined
  /** `reply`: writes are done and nobody hears of it. `request`: they never arrive. */
  lose: 'nothing' | 'reply' | 'request' = 'nothing'
  /** Nothing answers once a write was sent. */
  dark = false
  readonly client: Client = { json: (request) => this.#json(request) }
  readonly #demo: TestCluster
  readonly #client: ClusterClient

  private constructor(demo: TestCluster) {
    this.#demo = demo
    const clock = new ManualClock()
    this.#client = new ClusterClient(new Credentials(demo.entry(), clock), clock)
  }

  static async start(): Promise<WorkloadCluster> {
    const demo = await TestCluster.start()
    demo.createNamespace('shop')
    return new WorkloadCluster(demo)
  }

  get writes(): readonly Asked[] {
    return this.asked.filter(({ method }) => method !== 'GET')
  }

  /** A copy. Throws where there is none, so that a test says so. */
  get(path: string): Stored {
    return structuredClone(valueOf(this.#demo.demo.api.get(ofPath(path)))) as unknown as Stored
  }

  create(path: string, object: New): Stored {
    const { resource, name, namespace } = ofPath(path)
    return this.#demo.create(resource, { ...object, metadata: { ...object.metadata, name, namespace } }) as unknown as Stored
  }

  /** Changes an object as another user does. */
  edit(path: string, change: (object: Stored) => void): void {
    const object = this.get(path)
    change(object)
    valueOf(this.#demo.demo.api.update(ofPath(path), object, BY))
  }

  /** Says something of an object as its controller does. */
  report(path: string, status: object): void {
    valueOf(this.#demo.demo.api.update({ ...ofPath(path), subresource: 'status' }, { ...this.get(path), status }, BY))
  }

  remove(path: string): void {
    valueOf(this.#demo.demo.api.delete(ofPath(path), {}, BY))
  }

  /** Deletes an object and makes one of the same name. */
  replace(path: string): Stored {
    const { apiVersion, kind, metadata, spec } = this.get(path)
    this.remove(path)
    return this.create(path, { apiVersion, kind, metadata: { annotations: metadata.annotations ?? {} }, spec })
  }

  /** The answer to every change, until what is returned is called. */
  refuse(code: number, reason: string, message: string): () => void {
    return this.#demo.faults.fail({ code, times: Infinity, reason, message }, { method: 'PATCH' })
  }

  async close(): Promise<void> {
    this.#client.closeConnections()
    await this.#demo.close()
  }

  async #json(request: Parameters<Client['json']>[0]): Promise<Outcome<unknown>> {
    if (!request.path.ok) return request.path
    const { method = 'GET', query } = request
    const path = request.path.output.text
    const isLost = method === 'GET' && this.dark && this.writes.length > 0
    this.asked.push({ method, path, body: 'body' in request ? structuredClone(request.body) : undefined, labelSelector: query?.['labelSelector'] })
    if (isLost) return { ok: false, failure: LOST }
    if (method === 'GET') {
      if (path.endsWith('/replicasets')) once(this, 'beforeList')
      return this.#client.json(request)
    }
    once(this, 'meanwhile')
    if (this.lose === 'request') return { ok: false, failure: LOST }
    const answer = await this.#client.json(request)
    return this.lose === 'reply' ? { ok: false, failure: LOST } : answer
  }
}

function once(cluster: WorkloadCluster, what: 'meanwhile' | 'beforeList'): void {
  const run = cluster[what]
  cluster[what] = () => undefined
  run()
}

/** The object that a path of the API names. */
function ofPath(path: string): { readonly resource: string; readonly namespace: string; readonly name: string } {
  const [, namespace = '', plural = '', name = ''] = /namespaces\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(path) ?? []
  return { resource: path.startsWith('/apis/apps/') ? `${plural}.apps` : plural, namespace, name }
}

function valueOf<Value>(result: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly status: { readonly message: string } }): Value {
  if (!result.ok) throw new Error(result.status.message)
  return result.value
}
