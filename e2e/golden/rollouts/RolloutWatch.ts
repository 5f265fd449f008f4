import { setTimeout as sleep } from 'node:timers/promises'
import type { ApiProxy } from '../ApiProxy.ts'
import type { Json } from '../statuses.ts'
import type { RolloutSample } from './RolloutSample.ts'
import { type Heard, watchObjects } from './watchObjects.ts'

const PATIENCE_MS = 90_000

type Deployment = Json & { readonly metadata: Metadata; readonly spec: Json; readonly status?: Json }
type Metadata = Json & { readonly uid: string; readonly name: string; readonly resourceVersion: string; readonly generation: number }
type Wanted = (deployment: Deployment) => boolean

/** Watches the Deployments and ReplicaSets of a namespace and takes a sample of a Deployment whenever it or one of its ReplicaSets has changed. */
export class RolloutWatch {
  readonly samples: RolloutSample[] = []
  /** Every state of an object that was seen. */
  readonly versions = new Set<string>()
  readonly #deployments = new Map<string, Deployment>()
  readonly #replicaSets = new Map<string, Deployment>()
  readonly #waiting = new Set<() => void>()

  static async start(api: ApiProxy, namespace: string, signal: AbortSignal): Promise<RolloutWatch> {
    const watch = new RolloutWatch()
    const path = `/apis/apps/v1/namespaces/${namespace}`
    const follow = (resource: string, objects: Map<string, Deployment>): Promise<void> =>
      watchObjects<Deployment>(`${api.url}${path}/${resource}`, signal, (heard) => watch.#heard(heard, objects))
    await Promise.all([follow('deployments', watch.#deployments), follow('replicasets', watch.#replicaSets)])
    return watch
  }

  /** Until the Deployment of this name is as wanted: whether it is, is asked after every change. */
  async until(name: string, what: string, wanted: Wanted): Promise<void> {
    let look = (): void => undefined
    const seen = new Promise<'seen'>((resolve) => {
      look = () => {
        const deployment = [...this.#deployments.values()].find(({ metadata }) => metadata.name === name)
        if (deployment && wanted(deployment)) resolve('seen')
      }
    })
    this.#waiting.add(look)
    look()
    const timer = new AbortController()
    const answer = await Promise.race([seen, sleep(PATIENCE_MS, 'late', { signal: timer.signal })])
    timer.abort()
    this.#waiting.delete(look)
    if (answer === 'late') throw new Error(`deployment ${name}: not ${what} after ${PATIENCE_MS / 1000} s`)
  }

  #heard({ type, object }: Heard<Deployment>, objects: Map<string, Deployment>): void {
    const { managedFields: _, ...metadata } = object.metadata
    const { uid } = object.metadata
    if (type === 'DELETED') objects.delete(uid)
    // Without the managedFields the metadata is still the metadata.
    else objects.set(uid, { ...object, metadata: metadata as Metadata })
    this.versions.add(object.metadata.resourceVersion)
    const owners = (object.metadata['ownerReferences'] ?? []) as { uid: string }[] // the border: what an apiserver sent
    for (const { uid: concerned } of [...owners, { uid }]) this.#take(this.#deployments.get(concerned))
    for (const look of this.#waiting) look()
  }

  #take(deployment: Deployment | undefined): void {
    if (!deployment) return
    const { name, resourceVersion } = deployment.metadata
    const replicaSets = [...this.#replicaSets.values()].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1))
    this.samples.push({ title: `${name} at ${resourceVersion}`, deployment, replicaSets })
  }
}
