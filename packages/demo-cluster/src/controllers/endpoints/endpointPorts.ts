import type { Pod } from '../../kinds.ts'
import type { Service, ServicePort } from '../../workloads.ts'

export type EndpointPort = { readonly name: string; readonly port: number; readonly protocol: string }

/** Where a pod serves a service's ports; a port by a name that none of its containers has is left out. */
export function endpointPorts({ spec }: Service, pod: Pod): readonly EndpointPort[] {
  return (spec.ports ?? []).flatMap((port) => {
    const number = containerPort(port, pod)
    return number === undefined ? [] : [{ name: port.name ?? '', port: number, protocol: port.protocol ?? 'TCP' }]
  })
}

function containerPort({ port, targetPort = port, protocol = 'TCP' }: ServicePort, { spec }: Pod): number | undefined {
  if (typeof targetPort === 'number') return targetPort
  const sidecars = (spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always')
  const ports = [...spec.containers, ...sidecars].flatMap(({ ports: all = [] }) => all)
  return ports.find((one) => one.name === targetPort && (one.protocol ?? 'TCP') === protocol)?.containerPort
}
