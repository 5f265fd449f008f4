import { isSet, number, type Struct, struct, structs, text, texts } from '../Struct.ts'

type Violation = { readonly reason: string; readonly detail: string }
type Check = (spec: Struct) => Violation | null

const BASELINE_CAPABILITIES = new Set(
  'AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT'.split(' '),
)
const OPEN_VOLUMES = ['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected', 'secret']
const SYSCTLS = new Set(
  'kernel.shm_rmid_forced net.ipv4.ip_local_port_range net.ipv4.tcp_syncookies net.ipv4.ping_group_range net.ipv4.ip_unprivileged_port_start net.ipv4.ip_local_reserved_ports net.ipv4.tcp_keepalive_time net.ipv4.tcp_fin_timeout net.ipv4.tcp_keepalive_intvl net.ipv4.tcp_keepalive_probes net.ipv4.tcp_rmem net.ipv4.tcp_wmem'.split(
    ' ',
  ),
)
const SECCOMP = ['Localhost', 'RuntimeDefault']

function containersOf(spec: Struct): readonly Struct[] {
  return ['initContainers', 'containers', 'ephemeralContainers'].flatMap((list) => structs(spec[list]))
}

function contextOf(of: Struct): Struct {
  return struct(of['securityContext'])
}

/** The names of those that something is wrong with: `container "a"`, `containers "a", "b"`. */
function named(word: string, of: readonly Struct[]): string {
  return `${word}${of.length === 1 ? '' : 's'} ${quoted(of.map((one) => text(one['name'])))}`
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ')
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort()
}

const capabilities: Check = (spec) => {
  const added = (container: Struct) => texts(struct(contextOf(container)['capabilities'])['add']).filter((one) => !BASELINE_CAPABILITIES.has(one))
  const bad = containersOf(spec).filter((container) => added(container).length > 0)
  const detail = `${named('container', bad)} must not include ${quoted(distinct(bad.flatMap(added)))} in securityContext.capabilities.add`
  return bad.length === 0 ? null : { reason: 'non-default capabilities', detail }
}

const hostNamespaces: Check = (spec) => {
  const used = ['hostNetwork', 'hostPID', 'hostIPC'].filter((field) => spec[field] === true)
  return used.length === 0 ? null : { reason: 'host namespaces', detail: used.map((field) => `${field}=true`).join(', ') }
}

const hostPathVolumes: Check = (spec) => {
  const bad = structs(spec['volumes']).filter((volume) => isSet(volume['hostPath']))
  return bad.length === 0 ? null : { reason: 'hostPath volumes', detail: named('volume', bad) }
}

const hostPorts: Check = (spec) => {
  const used = (container: Struct) => structs(container['ports']).flatMap((port) => (number(port['hostPort']) === 0 ? [] : [String(port['hostPort'])]))
  const bad = containersOf(spec).filter((container) => used(container).length > 0)
  const ports = distinct(bad.flatMap(used))
  const detail = `${named('container', bad)} ${bad.length === 1 ? 'uses' : 'use'} hostPort${ports.length === 1 ? '' : 's'} ${ports.join(', ')}`
  return bad.length === 0 ? null : { reason: 'hostPort', detail }
}

const privileged: Check = (spec) => {
  const bad = containersOf(spec).filter((container) => contextOf(container)['privileged'] === true)
  return bad.length === 0 ? null : { reason: 'privileged', detail: `${named('container', bad)} must not set securityContext.privileged=true` }
}

const sysctls: Check = (spec) => {
  const bad = structs(contextOf(spec)['sysctls']).flatMap((one) => (SYSCTLS.has(text(one['name'])) ? [] : [text(one['name'])]))
  return bad.length === 0 ? null : { reason: 'forbidden sysctls', detail: bad.join(', ') }
}

function profileOf(of: Struct): string | null {
  const profile = contextOf(of)['seccompProfile']
  return isSet(profile) ? text(struct(profile)['type']) : null
}

const seccompBaseline: Check = (spec) => {
  const isBad = (of: Struct) => profileOf(of) !== null && !SECCOMP.includes(profileOf(of) ?? '')
  const bad = containersOf(spec).filter(isBad)
  const setters = [...(isBad(spec) ? ['pod'] : []), ...(bad.length > 0 ? [named('container', bad)] : [])]
  const values = distinct([spec, ...bad].filter(isBad).map((of) => profileOf(of) ?? ''))
  const detail = `${setters.join(' and ')} must not set securityContext.seccompProfile.type to ${quoted(values)}`
  return setters.length === 0 ? null : { reason: 'seccompProfile', detail }
}

const allowPrivilegeEscalation: Check = (spec) => {
  const bad = containersOf(spec).filter((container) => contextOf(container)['allowPrivilegeEscalation'] !== false)
  const detail = `${named('container', bad)} must set securityContext.allowPrivilegeEscalation=false`
  return bad.length === 0 ? null : { reason: 'allowPrivilegeEscalation != false', detail }
}

const capabilitiesRestricted: Check = (spec) => {
  const of = (container: Struct) => struct(contextOf(container)['capabilities'])
  const added = (container: Struct) => texts(of(container)['add']).filter((one) => one !== 'NET_BIND_SERVICE')
  const keeping = containersOf(spec).filter((container) => !texts(of(container)['drop']).includes('ALL'))
  const adding = containersOf(spec).filter((container) => added(container).length > 0)
  const details = [
    ...(keeping.length > 0 ? [`${named('container', keeping)} must set securityContext.capabilities.drop=["ALL"]`] : []),
    ...(adding.length > 0
      ? [`${named('container', adding)} must not include ${quoted(distinct(adding.flatMap(added)))} in securityContext.capabilities.add`]
      : []),
  ]
  return details.length === 0 ? null : { reason: 'unrestricted capabilities', detail: details.join('; ') }
}

const restrictedVolumes: Check = (spec) => {
  const bad = structs(spec['volumes']).filter((volume) => !OPEN_VOLUMES.some((type) => isSet(volume[type])))
  const types = distinct(bad.flatMap((volume) => Object.keys(volume).filter((field) => field !== 'name')))
  const kinds = `restricted volume type${types.length === 1 ? '' : 's'} ${quoted(types)}`
  return bad.length === 0 ? null : { reason: 'restricted volume types', detail: `${named('volume', bad)} ${bad.length === 1 ? 'uses' : 'use'} ${kinds}` }
}

/** What the pod sets for all its containers, and which of them say otherwise or, where it sets nothing, nothing. */
const runAsNonRoot: Check = (spec) => {
  if (spec['hostUsers'] === false) return null
  const ofPod = contextOf(spec)['runAsNonRoot']
  const ofContainer = (container: Struct) => contextOf(container)['runAsNonRoot']
  const wrong = containersOf(spec).filter((container) => ofContainer(container) === false)
  const silent = containersOf(spec).filter((container) => !isSet(ofContainer(container)) && ofPod !== true)
  const setters = [...(ofPod === false ? ['pod'] : []), ...(wrong.length > 0 ? [named('container', wrong)] : [])]
  const reason = 'runAsNonRoot != true'
  if (setters.length > 0) return { reason, detail: `${setters.join(' and ')} must not set securityContext.runAsNonRoot=false` }
  return silent.length === 0 ? null : { reason, detail: `pod or ${named('container', silent)} must set securityContext.runAsNonRoot=true` }
}

const runAsUser: Check = (spec) => {
  if (spec['hostUsers'] === false) return null
  const bad = containersOf(spec).filter((container) => contextOf(container)['runAsUser'] === 0)
  const setters = [...(contextOf(spec)['runAsUser'] === 0 ? ['pod'] : []), ...(bad.length > 0 ? [named('container', bad)] : [])]
  return setters.length === 0 ? null : { reason: 'runAsUser=0', detail: `${setters.join(' and ')} must not set runAsUser=0` }
}

const seccompRestricted: Check = (spec) => {
  const explicit = seccompBaseline(spec)
  if (explicit) return explicit
  const silent = profileOf(spec) === null ? containersOf(spec).filter((container) => profileOf(container) === null) : []
  const detail = `pod or ${named('container', silent)} must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"`
  return silent.length === 0 ? null : { reason: 'seccompProfile', detail }
}

/** In the order in which violations are told. */
export const baselineChecks: readonly Check[] = [capabilities, hostNamespaces, hostPathVolumes, hostPorts, privileged, seccompBaseline, sysctls]

/** Those of the baseline that a stricter check does not replace, and then the stricter ones. */
export const restrictedChecks: readonly Check[] = [
  hostNamespaces,
  hostPorts,
  privileged,
  sysctls,
  allowPrivilegeEscalation,
  capabilitiesRestricted,
  restrictedVolumes,
  runAsNonRoot,
  runAsUser,
  seccompRestricted,
]
