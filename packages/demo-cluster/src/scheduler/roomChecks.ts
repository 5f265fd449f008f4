import type { Pod } from '../kinds.ts'
import type { Check } from './Obstacle.ts'

type HostPort = { readonly port: number; readonly protocol: string; readonly ip: string }

const ANY = '0.0.0.0'

export const hasFreePorts: Check = ({ pod, on }) => {
  const wanted = hostPorts(pod)
  if (wanted.length === 0) return null
  const taken = [...on.pods.values()].flatMap(hostPorts)
  const free = wanted.every((port) => !taken.some((other) => clash(port, other)))
  return free ? null : { reasons: ["node(s) didn't have free ports for the requested pod ports"], hopeless: false }
}

function hostPorts({ spec }: Pod): readonly HostPort[] {
  const containers = [...spec.containers, ...(spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always')]
  const ports = containers.flatMap((container) => container.ports ?? [])
  return ports.flatMap(({ hostPort, protocol = 'TCP', hostIP }) => (hostPort ? [{ port: hostPort, protocol, ip: hostIP || ANY }] : []))
}

function clash(a: HostPort, b: HostPort): boolean {
  return a.port === b.port && a.protocol === b.protocol && (a.ip === b.ip || a.ip === ANY || b.ip === ANY)
}

export const hasResources: Check = ({ requests, allocatable, on }) => {
  const reasons = on.pods.size + 1 > (allocatable.get('pods') ?? 0) ? ['Too many pods'] : []
  let hopeless = false
  for (const [resource, amount] of requests) {
    const size = allocatable.get(resource) ?? 0
    if (amount === 0 || amount <= size - (on.requested.get(resource) ?? 0)) continue
    reasons.push(`Insufficient ${resource}`)
    hopeless ||= amount > size
  }
  return reasons.length > 0 ? { reasons, hopeless } : null
}
