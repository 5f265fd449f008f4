import { isDeepStrictEqual } from 'node:util'
import type { Failure, Outcome } from '@binnacle/shared'
import type { Client } from '../../access/Identity.ts'
import type { Operation } from '../jsonPatch.ts'

type Named = Record<string, string>
type Container = { name: string; image: string }
export type Stored = {
  metadata: {
    name: string
    uid: string
    generation: number
    resourceVersion: number
    labels?: Named
    annotations?: Named
    ownerReferences?: object[]
    deletionTimestamp?: string
  }
  spec: {
    replicas?: number
    paused?: boolean
    selector?: object
    template?: { metadata?: { labels?: Named; annotations?: Named }; spec: { containers: Container[]; initContainers?: Container[] } }
  }
}
export type Asked = { readonly method: string; readonly path: string; readonly body: unknown; readonly labelSelector: unknown }

/** What the apiserver says of a JSON patch that does not apply, whatever the cause. */
const REFUSED: Failure = { reason: 'Invalid', code: 422, message: 'the server rejected our request due to an error in our request' }
const LOST: Failure = { reason: 'Disconnected', code: 0, message: 'cut' }

/**
 * Keeps objects as an apiserver does, as far as commands can tell: a JSON patch is all or nothing and tests what it says, another spec is another generation (of a Deployment
 * other annotations too, but not those that come with its status), a Scale leaves out 0, DELETE knows the uid.
 */
export class FakeCluster {
  readonly #objects = new Map<string, Stored>()
  readonly asked: Asked[] = []
  /** What another user does when the first write is on its way. */
  meanwhile: () => void = () => undefined
  /** What another user does when a list is asked for. */
  beforeList: () => void = () => undefined
  /** `reply`: writes are done and nobody hears of it. `request`: they never arrive. */
  lose: 'nothing' | 'reply' | 'request' = 'nothing'
  /** Nothing answers once a write was sent. */
  dark = false
  /** The answer to every write. */
  refusal: Failure | null = null

  readonly client: Client = {
    json: async (request) => {
      if (!request.path.ok) return request.path
      const body: unknown = 'body' in request ? structuredClone(request.body) : undefined
      const asked = { method: request.method ?? 'GET', path: request.path.output.text, body, labelSelector: request.query?.['labelSelector'] }
      if (asked.method === 'GET') {
        const lost = this.dark && this.writes.length > 0
        this.asked.push(asked)
        return lost ? { ok: false, failure: LOST } : this.#read(asked)
      }
      this.asked.push(asked)
      return this.#write(asked)
    },
  }

  get writes(): readonly Asked[] {
    return this.asked.filter(({ method }) => method !== 'GET')
  }

  /** A copy. Throws where there is none, so that a test says so. */
  get(path: string): Stored {
    const object = this.#objects.get(path)
    if (!object) throw new Error(`nothing at ${path}`)
    return structuredClone(object)
  }

  put(path: string, object: Stored): void {
    this.#objects.set(path, structuredClone(object))
  }

  remove(path: string): void {
    this.#objects.delete(path)
  }

  has(path: string): boolean {
    return this.#objects.has(path)
  }

  /** Changes an object as an apiserver stores it. */
  edit(path: string, change: (object: Stored) => void): void {
    const [before, after] = [this.get(path), this.get(path)]
    change(after)
    if (isDeepStrictEqual(before, after)) return
    after.metadata.resourceVersion++
    const annotated = path.includes('/deployments/') && !isDeepStrictEqual(before.metadata.annotations, after.metadata.annotations)
    if (annotated || !isDeepStrictEqual(before.spec, after.spec)) after.metadata.generation++
    this.#objects.set(path, after)
  }

  #read({ path, labelSelector }: Asked): Outcome<unknown> {
    if (this.has(path)) return { ok: true, output: this.get(path) }
    if (!path.endsWith('/replicasets')) return notFound(path)
    this.beforeList()
    this.beforeList = () => undefined
    const items = [...this.#objects].filter(([key]) => key.startsWith(`${path}/`)).map(([, item]) => structuredClone(item))
    return { ok: true, output: { items: items.filter((item) => labelSelector === undefined || matches(item, String(labelSelector))) } }
  }

  #write(asked: Asked): Outcome<unknown> {
    this.meanwhile()
    this.meanwhile = () => undefined
    if (this.refusal) return { ok: false, failure: this.refusal }
    if (this.lose === 'request') return { ok: false, failure: LOST }
    const answer = asked.method === 'DELETE' ? this.#delete(asked) : this.#patch(asked)
    return this.lose === 'reply' ? { ok: false, failure: LOST } : answer
  }

  #patch({ path, body }: Asked): Outcome<unknown> {
    const own = path.replace(/\/scale$/, '')
    if (!this.has(own)) return notFound(own)
    const { metadata, spec } = this.get(own)
    const scale = { metadata: { uid: metadata.uid }, spec: spec.replicas === 0 ? {} : { replicas: spec.replicas } }
    const target = own === path ? this.get(own) : scale
    if (!(body as Operation[]).every((operation) => apply(target, operation))) return { ok: false, failure: REFUSED }
    this.edit(own, (object) => {
      if (own === path) Object.assign(object, target)
      else object.spec.replicas = scale.spec.replicas ?? 0
    })
    return { ok: true, output: own === path ? this.get(own) : scale }
  }

  #delete({ path, body }: Asked): Outcome<unknown> {
    if (!this.has(path)) return notFound(path)
    const object = this.get(path)
    const { uid } = (body as { preconditions: { uid: string } }).preconditions
    if (object.metadata.uid !== uid) return { ok: false, failure: { reason: 'Conflict', code: 409, message: 'the UID in the precondition does not match' } }
    this.remove(path)
    return { ok: true, output: object }
  }
}

function notFound(path: string): Outcome<never> {
  return { ok: false, failure: { reason: 'NotFound', code: 404, message: `${path} not found` } }
}

function matches({ metadata }: Stored, selector: string): boolean {
  return selector.split(',').every((term) => {
    const [key = '', value] = term.split('=')
    return metadata.labels?.[key] === value
  })
}

/** RFC 6902 as the apiserver's library has it: what is not there equals null. */
function apply(target: object, operation: Operation): boolean {
  const keys = operation.path
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
  const last = keys.pop() ?? ''
  let parent: unknown = target
  for (const key of keys) parent = typeof parent === 'object' && parent !== null ? Reflect.get(parent, key) : undefined
  if (typeof parent !== 'object' || parent === null) return false
  if (operation.op === 'test') return isDeepStrictEqual(Reflect.get(parent, last) ?? null, operation.value)
  if (operation.op === 'remove') return Reflect.has(parent, last) && Reflect.deleteProperty(parent, last)
  return Reflect.set(parent, last, structuredClone(operation.value))
}
