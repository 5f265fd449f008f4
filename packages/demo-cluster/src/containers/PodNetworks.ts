import type { Serve } from './Container.ts'
import type { Sandbox } from './Sandbox.ts'

/** Who answers at an address, or why nobody does. */
export type Connection =
  | { readonly state: 'connected'; readonly serve: Serve; readonly address: string }
  | { readonly state: 'refused' | 'unreachable'; readonly address: string }
  | { readonly state: 'unknown' }

/** What containers reach beyond their own pods: services by name or address, as the cluster resolves them. Null where it knows nothing of that host. */
export type Resolve = (host: string, port: number, namespace: string) => Connection | null

/** The networks of pods: containers with one address share their ports. */
export class PodNetworks {
  readonly #pods = new Map<string, Set<Sandbox>>()
  readonly #resolve: Resolve

  constructor(resolve: Resolve) {
    this.#resolve = resolve
  }

  join(sandbox: Sandbox): void {
    const pod = this.#pods.get(sandbox.podIP) ?? new Set()
    this.#pods.set(sandbox.podIP, pod.add(sandbox))
  }

  leave(sandbox: Sandbox): void {
    const pod = this.#pods.get(sandbox.podIP)
    pod?.delete(sandbox)
    if (pod?.size === 0) this.#pods.delete(sandbox.podIP)
  }

  dial(podIP: string, port: number): Serve | undefined {
    for (const sandbox of this.#pods.get(podIP) ?? []) {
      const serve = sandbox.ports.get(port)?.serve
      if (serve !== undefined) return serve
    }
    return undefined
  }

  connect(from: Sandbox, host: string, port: number): Connection {
    const namespace = from.serviceAccount.name.split(':')[2] ?? 'default'
    const own = host === 'localhost' || host.startsWith('127.') || host === from.hostname || host === '0.0.0.0'
    const address = own ? from.podIP : host
    const shown = host === 'localhost' || host === '0.0.0.0' ? '127.0.0.1' : host === from.hostname ? from.podIP : host
    if (own || this.#pods.has(address)) {
      const serve = this.dial(address, port)
      return serve === undefined ? { state: 'refused', address: shown } : { state: 'connected', serve, address: shown }
    }
    const found = this.#resolve(host, port, namespace)
    if (found !== null) return found
    return /^\d+\.\d+\.\d+\.\d+$/.test(host) ? { state: 'unreachable', address: host } : { state: 'unknown' }
  }
}
