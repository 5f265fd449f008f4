import { isSet, number, type Struct, struct, structs, text, texts } from '../Struct.ts'
import { formed, oneOf, portNumberOrName } from './checks.ts'
import { duplicate, type FieldError, forbiddenField, invalid, notSupported, required } from './FieldError.ts'
import { CIDR_SENTENCE, dnsLabel, dnsSubdomain, IP_SENTENCE, isCidr, isIp, portNumber, qualifiedName } from './formats.ts'
import { labelErrors } from './metadata.ts'

type Errors = readonly FieldError[]

const TYPES = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort']
const BALANCER_ONLY = "may only be used when `type` is 'LoadBalancer'"
const NOT_EXTERNAL_NAME = 'may not be set for ExternalName services'
const MAX_AFFINITY = 86_400
/** What is said of an address before any is chosen, so that nothing is chosen for a service that cannot be. */
export function addressFormErrors(spec: Struct): Errors {
  const external = spec['type'] === 'ExternalName'
  if (external) return []
  const addresses = texts(spec['clusterIPs'])
  const policies = ['PreferDualStack', 'RequireDualStack', 'SingleStack']
  const policy = spec['ipFamilyPolicy']
  return [
    ...(isSet(policy) && !policies.includes(text(policy)) ? [notSupported('spec.ipFamilyPolicy', policy, policies)] : []),
    ...addresses.flatMap((one, index) => (one === 'None' || isIp(one) ? [] : [invalid(`spec.clusterIPs[${index}]`, one, IP_SENTENCE)])),
    ...familyErrors(spec),
  ]
}

function familyErrors(spec: Struct): Errors {
  const isBare = spec['clusterIP'] === 'None' && Object.keys(struct(spec['selector'])).length === 0
  if (isBare) return []
  const dual = spec['ipFamilyPolicy'] === 'RequireDualStack'
  return [
    ...(dual ? [invalid('spec.ipFamilyPolicy', 'RequireDualStack', 'this cluster is not configured for dual-stack services')] : []),
    ...texts(spec['ipFamilies']).flatMap((family, index) =>
      family === 'IPv4' ? [] : [invalid(`spec.ipFamilies[${index}]`, family, 'not configured on this cluster')],
    ),
  ]
}

/** A service with its addresses. */
export function serviceErrors(spec: Struct): Errors {
  const ports = structs(spec['ports'])
  const isHeadless = spec['clusterIP'] === 'None'
  const type = text(spec['type'])
  const names = new Set<string>()
  return [
    ...(ports.length === 0 && !isHeadless && type !== 'ExternalName' ? [required('spec.ports')] : []),
    ...(isHeadless && (type === 'NodePort' || type === 'LoadBalancer')
      ? [invalid('spec.clusterIPs[0]', 'None', `may not be set to 'None' for ${type} services`)]
      : []),
    ...(type === 'ExternalName' ? externalNameErrors(spec) : []),
    ...ports.flatMap((port, index) => portErrors(port, { needsName: ports.length > 1, names }, `spec.ports[${index}]`)),
    ...labelErrors(spec['selector'], 'spec.selector'),
    ...oneOf('spec.sessionAffinity', spec['sessionAffinity'], ['ClientIP', 'None']),
    ...affinityErrors(spec),
    ...texts(spec['externalIPs']).flatMap((ip, index) => externalIpErrors(ip, `spec.externalIPs[${index}]`)),
    ...oneOf('spec.type', type, TYPES),
    ...(type === 'ClusterIP' ? unusedNodePorts(ports) : []),
    ...samePortErrors(ports),
    ...balancerErrors(spec),
    ...trafficErrors(spec),
  ]
}

function externalNameErrors(spec: Struct): Errors {
  const name = text(spec['externalName']).replace(/\.$/, '')
  return [
    ...(texts(spec['clusterIPs']).length > 0 ? [forbiddenField('spec.clusterIPs', NOT_EXTERNAL_NAME)] : []),
    ...(texts(spec['ipFamilies']).length > 0 ? [forbiddenField('spec.ipFamilies', NOT_EXTERNAL_NAME)] : []),
    ...(isSet(spec['ipFamilyPolicy']) ? [forbiddenField('spec.ipFamilyPolicy', NOT_EXTERNAL_NAME)] : []),
    ...(name === '' ? [required('spec.externalName')] : formed('spec.externalName', name, dnsSubdomain(name))),
  ]
}

function portErrors(port: Struct, { needsName, names }: { readonly needsName: boolean; readonly names: Set<string> }, at: string): Errors {
  const name = text(port['name'])
  const isTaken = name !== '' && names.has(name)
  names.add(name)
  const named = name === '' ? (needsName ? [required(`${at}.name`)] : []) : formed(`${at}.name`, name, dnsLabel(name))
  const own = number(port['port'])
  return [
    ...named,
    ...(isTaken ? [duplicate(`${at}.name`, name)] : []),
    ...formed(`${at}.port`, own, portNumber(own)),
    ...oneOf(`${at}.protocol`, port['protocol'], ['SCTP', 'TCP', 'UDP']),
    ...portNumberOrName(`${at}.targetPort`, port['targetPort']),
    ...(isSet(port['appProtocol']) ? formed(`${at}.appProtocol`, port['appProtocol'], qualifiedName(text(port['appProtocol']))) : []),
  ]
}

function affinityErrors(spec: Struct): Errors {
  if (spec['sessionAffinity'] !== 'ClientIP') return []
  const seconds = number(struct(struct(spec['sessionAffinityConfig'])['clientIP'])['timeoutSeconds'])
  const fits = seconds > 0 && seconds <= MAX_AFFINITY
  return fits ? [] : [invalid('spec.sessionAffinityConfig.clientIP.timeoutSeconds', seconds, `must be greater than 0 and less than ${MAX_AFFINITY}`)]
}

function externalIpErrors(ip: string, field: string): Errors {
  if (!isIp(ip)) return [invalid(field, ip, IP_SENTENCE)]
  if (ip.startsWith('127.') || ip === '::1') return [invalid(field, ip, 'may not be in the loopback range (127.0.0.0/8, ::1/128)')]
  if (ip.startsWith('169.254.')) return [invalid(field, ip, 'may not be in the link-local range (169.254.0.0/16, fe80::/10)')]
  return ip === '0.0.0.0' ? [invalid(field, ip, 'may not be unspecified (0.0.0.0 or ::)')] : []
}

function unusedNodePorts(ports: readonly Struct[]): Errors {
  return ports.flatMap((port, index) =>
    number(port['nodePort']) === 0 ? [] : [forbiddenField(`spec.ports[${index}].nodePort`, "may not be used when `type` is 'ClusterIP'")],
  )
}

function samePortErrors(ports: readonly Struct[]): Errors {
  const seen = new Set<string>()
  return ports.flatMap((port, index) => {
    const protocol = text(port['protocol'])
    const key = `${protocol}/${number(port['port'])}`
    const printed = { Name: '', Protocol: protocol, AppProtocol: null, Port: port['port'], TargetPort: 0, NodePort: 0 }
    if (seen.has(key)) return [duplicate(`spec.ports[${index}]`, printed)]
    seen.add(key)
    return []
  })
}

function balancerErrors(spec: Struct): Errors {
  const isBalancer = spec['type'] === 'LoadBalancer'
  const ranges = texts(spec['loadBalancerSourceRanges'])
  const field = 'spec.LoadBalancerSourceRanges'
  return [
    ...(ranges.length > 0 && !isBalancer ? [forbiddenField(field, BALANCER_ONLY)] : []),
    ...ranges.flatMap((range, index) => (isCidr(range.trim()) ? [] : [invalid(`${field}[${index}]`, range.trim(), CIDR_SENTENCE)])),
    ...['allocateLoadBalancerNodePorts', 'loadBalancerClass']
      .filter((one) => isSet(spec[one]) && !isBalancer)
      .map((one) => forbiddenField(`spec.${one}`, BALANCER_ONLY)),
  ]
}

function trafficErrors(spec: Struct): Errors {
  const external = text(spec['externalTrafficPolicy'])
  const isExternal = spec['type'] === 'NodePort' || spec['type'] === 'LoadBalancer' || texts(spec['externalIPs']).length > 0
  const policies = ['Cluster', 'Local']
  const internal = spec['internalTrafficPolicy']
  const health = number(spec['healthCheckNodePort'])
  const checksHealth = spec['type'] === 'LoadBalancer' && external === 'Local'
  const outside = isExternal
    ? oneOf('spec.externalTrafficPolicy', external, policies)
    : external === ''
      ? []
      : [invalid('spec.externalTrafficPolicy', external, 'may only be set for externally-accessible services')]
  return [
    ...outside,
    ...(health > 0 && !checksHealth
      ? [invalid('spec.healthCheckNodePort', health, "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'")]
      : []),
    ...(isSet(internal) && !policies.includes(text(internal)) ? [notSupported('spec.internalTrafficPolicy', internal, policies)] : []),
  ]
}
