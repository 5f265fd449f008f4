import type { KubeObject } from '../../objects.ts'
import { isSet, number, type Struct, struct, structs, text, texts, without } from '../Struct.ts'

/** The service with what the apiserver gave it before, where an update leaves that out; and without what its new type has no use for. */
export function prepareService(object: KubeObject, before: KubeObject | null): KubeObject {
  const asked = struct(object['spec'])
  if (!before) return { ...object, spec: withFamilies(withAddresses(asked)), status: { loadBalancer: {} } }
  const was = struct(before['spec'])
  const kept = withoutUnused(withKept(withAddresses(follow(asked, was)), was), was)
  const status = kept['type'] === 'LoadBalancer' ? {} : { status: { loadBalancer: {} } }
  return { ...object, ...status, spec: withFamilies(kept) }
}

/** The singular address leads: what changes or clears it does the same to the plural one. */
function follow(asked: Struct, was: Struct): Struct {
  const changed = text(asked['clusterIP']) !== text(was['clusterIP'])
  const same = JSON.stringify(texts(asked['clusterIPs'])) === JSON.stringify(texts(was['clusterIPs']))
  if (!changed || !same) return asked
  return text(asked['clusterIP']) === '' ? without(asked, ['clusterIPs']) : { ...asked, clusterIPs: [asked['clusterIP']] }
}

function withAddresses(spec: Struct): Struct {
  if (text(spec['clusterIP']) === '' || texts(spec['clusterIPs']).length > 0) return spec
  return { ...spec, clusterIPs: [spec['clusterIP']] }
}

function withKept(asked: Struct, was: Struct): Struct {
  const address = asked['type'] !== 'ExternalName' && was['type'] !== 'ExternalName'
  const withAddress = address ? { clusterIP: asked['clusterIP'] ?? was['clusterIP'], clusterIPs: asked['clusterIPs'] ?? was['clusterIPs'] } : {}
  const family = address ? { ipFamilies: asked['ipFamilies'] ?? was['ipFamilies'], ipFamilyPolicy: asked['ipFamilyPolicy'] ?? was['ipFamilyPolicy'] } : {}
  const health = needsHealthPort(asked) && needsHealthPort(was) ? { healthCheckNodePort: asked['healthCheckNodePort'] ?? was['healthCheckNodePort'] } : {}
  return { ...asked, ...withAddress, ...family, ...health, ...(needsPorts(asked) && needsPorts(was) ? { ports: withKeptPorts(asked, was) } : {}) }
}

function withKeptPorts(asked: Struct, was: Struct): readonly Struct[] {
  const ports = structs(asked['ports'])
  const used = new Set(ports.map((port) => number(port['nodePort'])))
  const byName = new Map(structs(was['ports']).map((port) => [text(port['name']), number(port['nodePort'])]))
  return ports.map((port) => {
    const kept = byName.get(text(port['name'])) ?? 0
    return number(port['nodePort']) === 0 && kept !== 0 && !used.has(kept) ? { ...port, nodePort: kept } : port
  })
}

function withoutUnused(spec: Struct, was: Struct): Struct {
  let next = spec
  if (spec['type'] === 'ExternalName' && was['type'] !== 'ExternalName') next = without(next, ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy'])
  if (needsPorts(was) && !needsPorts(spec) && sameNodePorts(spec, was))
    next = { ...next, ports: structs(next['ports']).map((port) => without(port, ['nodePort'])) }
  if (was['type'] === 'LoadBalancer' && spec['type'] !== 'LoadBalancer') {
    next = without(next, ['allocateLoadBalancerNodePorts', 'loadBalancerClass', 'healthCheckNodePort'])
  }
  const external = spec['type'] === 'NodePort' || spec['type'] === 'LoadBalancer'
  return !external && structs(spec['externalIPs']).length === 0 && spec['externalTrafficPolicy'] === was['externalTrafficPolicy']
    ? without(next, ['externalTrafficPolicy'])
    : next
}

function withFamilies(spec: Struct): Struct {
  if (spec['type'] === 'ExternalName') return spec
  const headless = spec['clusterIP'] === 'None' && Object.keys(struct(spec['selector'])).length === 0
  const policy = isSet(spec['ipFamilyPolicy']) ? spec['ipFamilyPolicy'] : headless ? 'RequireDualStack' : 'SingleStack'
  const one = texts(spec['ipFamilies'])
  const families = one.length > 0 ? one : ['IPv4']
  const both = headless && policy !== 'SingleStack' && families.length === 1 ? [...families, families[0] === 'IPv4' ? 'IPv6' : 'IPv4'] : families
  return { ...spec, ipFamilyPolicy: policy, ipFamilies: both }
}

function needsPorts(spec: Struct): boolean {
  return spec['type'] === 'NodePort' || (spec['type'] === 'LoadBalancer' && spec['allocateLoadBalancerNodePorts'] !== false)
}

function needsHealthPort(spec: Struct): boolean {
  return spec['type'] === 'LoadBalancer' && spec['externalTrafficPolicy'] === 'Local'
}

function sameNodePorts(spec: Struct, was: Struct): boolean {
  const before = new Set(structs(was['ports']).map((port) => number(port['nodePort'])))
  return structs(spec['ports']).every((port) => number(port['nodePort']) === 0 || before.has(number(port['nodePort'])))
}
