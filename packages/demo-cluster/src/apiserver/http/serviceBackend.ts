import type { NodeAccess, Serve } from '../../containers/Container.ts'
import { done, type Result, refused } from '../../Status.ts'
import type { Service } from '../../workloads.ts'
import type { HttpParts } from './HttpParts.ts'
import { isFields } from './isFields.ts'
import { unavailable } from './unavailable.ts'

export type Backend = { readonly serve: Serve | undefined; readonly address: string }
export type ReadyEndpoint = { readonly address: string; readonly pod: string; readonly port: number; readonly portName: string }
/** Where services are looked up, and what leads to their pods. */
export type ServiceParts = Pick<HttpParts, 'api' | 'store'> & { readonly nodes: Pick<NodeAccess, 'serves'> }
type Asked = { readonly name: string; readonly port: string }

/** The first ready endpoint of a service's port, by the port's number or name; a nameless port where none is given. Which one is not left to chance. */
export function serviceBackend(parts: ServiceParts, namespace: string, { name, port }: Asked): Result<Backend> {
  const found = parts.api.get({ resource: 'services', namespace, name })
  if (!found.ok) return found
  const ports = (found.value as Service).spec.ports ?? []
  const numbered = /^\d+$/.test(port) ? ports.find((one) => one.port === Number(port)) : undefined
  if (/^\d+$/.test(port) && !numbered) return refused(unavailable(`no service port ${port} found for service ${JSON.stringify(name)}`))
  const wanted = numbered ? (numbered.name ?? '') : port
  const endpoint = readyEndpoints(parts, namespace, name).find((one) => one.portName === wanted)
  if (!endpoint) return refused(unavailable(`no endpoints available for service ${JSON.stringify(name)}`))
  return done({ serve: parts.nodes.serves({ namespace, name: endpoint.pod }, endpoint.port), address: `${endpoint.address}:${endpoint.port}` })
}

/** Every ready address of a service with each of its ports, as its EndpointSlices name them. */
export function readyEndpoints({ store }: Pick<HttpParts, 'store'>, namespace: string, service: string): readonly ReadyEndpoint[] {
  const slices = store.list('endpointslices.discovery.k8s.io', namespace).filter(({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === service)
  return slices.flatMap((slice) => {
    const ports = fieldsIn(slice['ports'])
    return fieldsIn(slice['endpoints']).flatMap((endpoint) => {
      const { conditions, targetRef, addresses } = endpoint
      const pod = isFields(targetRef) ? targetRef['name'] : undefined
      const address: unknown = Array.isArray(addresses) ? addresses[0] : undefined
      if (typeof pod !== 'string' || typeof address !== 'string' || (isFields(conditions) && conditions['ready'] === false)) return []
      return ports.map((port) => ({ address, pod, port: Number(port['port']), portName: typeof port['name'] === 'string' ? port['name'] : '' }))
    })
  })
}

function fieldsIn(list: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(list) ? list.filter(isFields) : []
}
