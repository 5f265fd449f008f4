import type { Resolve } from '../../containers/PodNetworks.ts'
import type { Service } from '../../workloads.ts'
import { type ServiceParts, serviceBackend } from './serviceBackend.ts'

/** The cluster's DNS and its service addresses for containers: `web`, `web.default`, `web.default.svc.cluster.local` or the cluster IP. */
export function resolveService(parts: ServiceParts): Resolve {
  return (host, port, namespace) => {
    const service = /^[\d.]+$/.test(host) ? byAddress(parts, host) : byName(parts, host, namespace)
    if (!service) return null
    const { metadata, spec } = service
    const address = spec.clusterIP ?? host
    const backend = serviceBackend(parts, metadata.namespace ?? 'default', { name: metadata.name, port: String(port) })
    const serve = backend.ok ? backend.value.serve : undefined
    return serve ? { state: 'connected', serve, address } : { state: 'refused', address }
  }
}

function byName({ store }: Pick<ServiceParts, 'store'>, host: string, namespace: string): Service | undefined {
  const [name = '', within = namespace, svc = 'svc', ...domain] = host.split('.')
  if (svc !== 'svc' || !['', 'cluster.local'].includes(domain.join('.'))) return undefined
  return store.get('services', within, name) as Service | undefined
}

function byAddress({ store }: Pick<ServiceParts, 'store'>, address: string): Service | undefined {
  return (store.list('services') as readonly Service[]).find(({ spec }) => spec.clusterIP === address)
}
