import { isSet, number, type Struct, struct, structs, text } from '../Struct.ts'
import { formed, oneOf, optionalOneOf } from './checks.ts'
import { containerErrors } from './containers.ts'
import { type FieldError, invalid, required } from './FieldError.ts'
import { dnsLabel, dnsSubdomain, IP_SENTENCE, isIp, qualifiedName } from './formats.ts'
import { annotationErrors, labelErrors } from './metadata.ts'
import { affinityErrors, spreadErrors, tolerationErrors } from './scheduling.ts'
import { securityErrors } from './security.ts'
import { volumeErrors } from './volumes.ts'

type Errors = readonly FieldError[]

const MAX_SECONDS = 2_147_483_647

/** The spec of a pod, or of a pod template, completed with its defaults. */
export function podSpecErrors(spec: Struct, field: string, more: ReadonlySet<string> = new Set()): Errors {
  const volumes = structs(spec['volumes'])
  const names = new Set([...volumes.map((volume) => text(volume['name'])), ...more])
  const deadline = spec['activeDeadlineSeconds']
  const inRange = !isSet(deadline) || (number(deadline) >= 1 && number(deadline) <= MAX_SECONDS)
  return [
    ...volumeErrors(volumes, `${field}.volumes`),
    ...containerErrors(spec, names, field),
    ...hostNetworkErrors(spec, field),
    ...oneOf(`${field}.restartPolicy`, spec['restartPolicy'], ['Always', 'OnFailure', 'Never']),
    ...oneOf(`${field}.dnsPolicy`, spec['dnsPolicy'], ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None']),
    ...labelErrors(spec['nodeSelector'], `${field}.nodeSelector`),
    ...sharedNamespaceErrors(spec, field),
    ...securityErrors(spec['securityContext'], `${field}.securityContext`),
    ...affinityErrors(spec['affinity'], `${field}.affinity`),
    ...gateErrors(spec, field),
    ...spreadErrors(structs(spec['topologySpreadConstraints']), `${field}.topologySpreadConstraints`),
    ...subdomains(spec, field, ['serviceAccountName', 'nodeName']),
    ...(inRange ? [] : [invalid(`${field}.activeDeadlineSeconds`, deadline, `must be between 1 and ${MAX_SECONDS}, inclusive`)]),
    ...['hostname', 'subdomain'].flatMap((one) => (text(spec[one]) === '' ? [] : formed(`${field}.${one}`, spec[one], dnsLabel(text(spec[one]))))),
    ...tolerationErrors(structs(spec['tolerations']), `${field}.tolerations`),
    ...hostAliasErrors(spec, `${field}.hostAliases`),
    ...subdomains(spec, field, ['priorityClassName', 'runtimeClassName']),
    ...optionalOneOf(`${field}.preemptionPolicy`, spec['preemptionPolicy'], ['PreemptLowerPriority', 'Never']),
  ]
}

function subdomains(spec: Struct, field: string, names: readonly string[]): Errors {
  return names.flatMap((one) => (text(spec[one]) === '' ? [] : formed(`${field}.${one}`, spec[one], dnsSubdomain(text(spec[one])))))
}

function hostNetworkErrors(spec: Struct, field: string): Errors {
  if (spec['hostNetwork'] !== true) return []
  return structs(spec['containers']).flatMap((container, index) =>
    structs(container['ports']).flatMap((port, at) =>
      number(port['hostPort']) === 0 || port['hostPort'] === port['containerPort']
        ? []
        : [invalid(`${field}.containers[${index}].ports[${at}].hostPort`, port['hostPort'], 'must match `containerPort` when `hostNetwork` is true')],
    ),
  )
}

function sharedNamespaceErrors(spec: Struct, field: string): Errors {
  if (spec['shareProcessNamespace'] !== true || spec['hostPID'] !== true) return []
  return [invalid(`${field}.securityContext.shareProcessNamespace`, true, 'ShareProcessNamespace and HostPID cannot both be enabled')]
}

function gateErrors(spec: Struct, field: string): Errors {
  const readiness = structs(spec['readinessGates']).flatMap((gate, index) => {
    const type = text(gate['conditionType'])
    return formed(`${field}.readinessGates[${index}].conditionType`, type, qualifiedName(type))
  })
  const scheduling = structs(spec['schedulingGates']).flatMap((gate, index) => {
    const name = text(gate['name'])
    return formed(`${field}.schedulingGates[${index}]`, name, qualifiedName(name))
  })
  return [...readiness, ...scheduling]
}

function hostAliasErrors(spec: Struct, field: string): Errors {
  return structs(spec['hostAliases']).flatMap((alias, index) => {
    const ip = text(alias['ip'])
    const names = Array.isArray(alias['hostnames']) ? alias['hostnames'].map(text) : []
    return [
      ...(isIp(ip) ? [] : [invalid(`${field}[${index}].ip`, ip, IP_SENTENCE)]),
      ...names.flatMap((name, at) => formed(`${field}[${index}].hostnames[${at}]`, name, dnsSubdomain(name))),
    ]
  })
}

/** A pod template inside another kind: its own labels have a path that leaves out `metadata`, as the apiserver says it. */
export function templateErrors(template: unknown, field: string, more: ReadonlySet<string> = new Set()): Errors {
  if (!isSet(template)) return [required(field)]
  const { metadata, spec } = struct(template)
  return [
    ...labelErrors(struct(metadata)['labels'], `${field}.labels`),
    ...annotationErrors(struct(metadata)['annotations'], `${field}.annotations`),
    ...podSpecErrors(struct(spec), `${field}.spec`, more),
  ]
}
