import type { Store } from '../storage/Store.ts'
import type { Service, ServicePort } from '../workloads.ts'

/** The variables that tell containers where services are: the apiserver's always, those of the pod's namespace where `links` asks for them. */
export function serviceEnvironment(store: Store, namespace: string, links: boolean): Readonly<Record<string, string>> {
  const env: Record<string, string> = {}
  const master = store.get('services', 'default', 'kubernetes')
  const others = links ? store.list('services', namespace) : []
  for (const service of master ? [master, ...others] : others) Object.assign(env, variablesOf(service as Service))
  return env
}

function variablesOf({ metadata, spec }: Service): Record<string, string> {
  const ip = spec.clusterIP
  const [first] = spec.ports ?? []
  if (!ip || ip === 'None' || !first) return {}
  const prefix = variableName(metadata.name)
  const env: Record<string, string> = { [`${prefix}_SERVICE_HOST`]: ip, [`${prefix}_SERVICE_PORT`]: String(first.port) }
  for (const { name, port } of spec.ports ?? []) if (name) env[`${prefix}_SERVICE_PORT_${variableName(name)}`] = String(port)
  env[`${prefix}_PORT`] = urlOf(ip, first)
  for (const port of spec.ports ?? []) {
    const own = `${prefix}_PORT_${port.port}_${port.protocol ?? 'TCP'}`
    Object.assign(env, {
      [own]: urlOf(ip, port),
      [`${own}_PROTO`]: (port.protocol ?? 'TCP').toLowerCase(),
      [`${own}_PORT`]: String(port.port),
      [`${own}_ADDR`]: ip,
    })
  }
  return env
}

function urlOf(ip: string, { port, protocol }: ServicePort): string {
  return `${(protocol ?? 'TCP').toLowerCase()}://${ip}:${port}`
}

function variableName(name: string): string {
  return name.replaceAll('-', '_').toUpperCase()
}
