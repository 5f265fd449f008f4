import { CORE_SCHEMA, loadAll } from 'js-yaml'
import type { Objects } from './Objects.ts'

type Manifest = { apiVersion: string; kind: string; metadata: { name: string; namespace?: string } }
type Resource = { name: string; kind: string; namespaced: boolean }

/** Makes and removes objects of a cluster that speaks plain HTTP and asks for no login, as a simulated one does: without kubectl. */
export class ObjectApi implements Objects {
  readonly #server: string
  readonly #resources = new Map<string, Promise<Resource[]>>()

  constructor(server: string) {
    this.#server = server
  }

  async createNamespace(name: string): Promise<void> {
    await this.#ask('POST', '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } })
  }

  async deleteNamespace(name: string): Promise<void> {
    await this.#ask('DELETE', `/api/v1/namespaces/${name}`)
  }

  /** As `kubectl apply --server-side --force-conflicts`: every document of the YAML, one after the other, and every item of a List. */
  async apply(yaml: string, namespace: string): Promise<void> {
    // The border: what the tests write, and the apiserver refuses what is no object.
    const documents = (loadAll(yaml, { schema: CORE_SCHEMA }) as (Manifest | { kind: 'List'; items: Manifest[] } | null)[]).filter((each) => each !== null)
    for (const manifest of documents.flatMap((each) => ('items' in each ? each.items : [each]))) {
      const path = await this.#pathOf(manifest, namespace)
      await this.#ask('PATCH', `${path}?fieldManager=kubectl&force=true&fieldValidation=Strict`, manifest)
    }
  }

  async #pathOf({ apiVersion, kind, metadata }: Manifest, namespace: string): Promise<string> {
    const group = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`
    const resources = await (this.#resources.get(group) ?? this.#discover(group))
    const resource = resources.find((each) => each.kind === kind && !each.name.includes('/'))
    if (!resource) throw new Error(`the cluster has no ${kind} in ${apiVersion}`)
    const place = resource.namespaced ? `/namespaces/${metadata.namespace ?? namespace}` : ''
    return `${group}${place}/${resource.name}/${metadata.name}`
  }

  #discover(group: string): Promise<Resource[]> {
    const found = this.#ask('GET', group).then((list) => (JSON.parse(list) as { resources: Resource[] }).resources)
    this.#resources.set(group, found)
    return found
  }

  async #ask(method: string, path: string, body?: object): Promise<string> {
    const type = method === 'PATCH' ? 'application/apply-patch+yaml' : 'application/json'
    const answer = await fetch(this.#server + path, { method, headers: { 'Content-Type': type }, body: body ? JSON.stringify(body) : null })
    const said = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${said}`)
    return said
  }
}
