import { isSet, number, type Struct, struct, structs, text } from '../Struct.ts'
import { formed, oneOf } from './checks.ts'
import { environmentErrors } from './environment.ts'
import { duplicate, type FieldError, forbiddenField, invalid, notSupported, required, unknownValue } from './FieldError.ts'
import { dnsLabel, portName, portNumber } from './formats.ts'
import { hookErrors, probeErrors } from './probes.ts'
import { resourceErrors } from './resources.ts'
import { securityErrors } from './security.ts'
import { descendingPathErrors } from './volumes.ts'

type Errors = readonly FieldError[]

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const
const NOT_FOR_INIT = 'may not be set for init containers without restartPolicy=Always'

/** The containers of a pod or template; `volumes` are the names that it has. */
export function containerErrors(spec: Struct, volumes: ReadonlySet<string>, field: string): Errors {
  const containers = structs(spec['containers'])
  if (containers.length === 0) return [required(`${field}.containers`), ...initErrors(spec, volumes, field)]
  const names = new Set<string>()
  const each = containers.flatMap((one, index) => {
    const at = `${field}.containers[${index}]`
    return [...commonErrors(one, volumes, at), ...nameTaken(one, names, at), ...hookErrors(one, at), ...PROBES.flatMap((probe) => probeErrors(one, probe, at))]
  })
  return [...each, ...hostPortErrors(containers, `${field}.containers`), ...initErrors(spec, volumes, field), ...ephemeralErrors(spec, field)]
}

function initErrors(spec: Struct, volumes: ReadonlySet<string>, field: string): Errors {
  const names = new Set(structs(spec['containers']).map((one) => text(one['name'])))
  return structs(spec['initContainers']).flatMap((one, index) => {
    const at = `${field}.initContainers[${index}]`
    const policy = one['restartPolicy']
    const known = !isSet(policy) || ['Always', 'Never', 'OnFailure'].includes(text(policy))
    return [
      ...commonErrors(one, volumes, at),
      ...(known ? [] : [notSupported(`${at}.restartPolicy`, policy, ['Always', 'Never', 'OnFailure'])]),
      ...nameTaken(one, names, at),
      ...(policy === 'Always' ? [...hookErrors(one, at), ...PROBES.flatMap((probe) => probeErrors(one, probe, at))] : notForInit(one, at)),
    ]
  })
}

function notForInit(container: Struct, at: string): Errors {
  return ['lifecycle', ...PROBES].filter((part) => isSet(container[part])).map((part) => forbiddenField(`${at}.${part}`, NOT_FOR_INIT))
}

function ephemeralErrors(spec: Struct, field: string): Errors {
  return structs(spec['ephemeralContainers']).flatMap((one, index) => (isSet(one['name']) ? [] : [required(`${field}.ephemeralContainers[${index}].name`)]))
}

function nameTaken(container: Struct, names: Set<string>, at: string): Errors {
  const name = text(container['name'])
  if (names.has(name)) return [duplicate(`${at}.name`, name)]
  names.add(name)
  return []
}

function commonErrors(container: Struct, volumes: ReadonlySet<string>, at: string): Errors {
  const name = text(container['name'])
  const image = text(container['image'])
  return [
    ...(name === '' ? [required(`${at}.name`)] : formed(`${at}.name`, name, dnsLabel(name))),
    ...(image === '' ? [required(`${at}.image`)] : []),
    ...(image === image.trim() ? [] : [invalid(`${at}.image`, image, 'must not have leading or trailing whitespace')]),
    ...oneOf(`${at}.terminationMessagePolicy`, container['terminationMessagePolicy'], ['File', 'FallbackToLogsOnError']),
    ...portErrors(structs(container['ports']), `${at}.ports`),
    ...environmentErrors(container, at),
    ...mountErrors(structs(container['volumeMounts']), volumes, `${at}.volumeMounts`),
    ...oneOf(`${at}.imagePullPolicy`, container['imagePullPolicy'], ['Always', 'IfNotPresent', 'Never']),
    ...resourceErrors(struct(container['resources']), `${at}.resources`),
    ...securityErrors(container['securityContext'], `${at}.securityContext`),
  ]
}

function portErrors(ports: readonly Struct[], field: string): Errors {
  const names = new Set<string>()
  return ports.flatMap((port, index) => {
    const at = `${field}[${index}]`
    const name = text(port['name'])
    const form = name === '' ? [] : formed(`${at}.name`, name, portName(name))
    const twice = form.length === 0 && name !== '' && names.has(name) ? [duplicate(`${at}.name`, name)] : []
    names.add(name)
    const own = number(port['containerPort'])
    const host = number(port['hostPort'])
    return [
      ...form,
      ...twice,
      ...(own === 0 ? [required(`${at}.containerPort`)] : formed(`${at}.containerPort`, own, portNumber(own))),
      ...(host === 0 ? [] : formed(`${at}.hostPort`, host, portNumber(host))),
      ...oneOf(`${at}.protocol`, port['protocol'], ['SCTP', 'TCP', 'UDP']),
    ]
  })
}

function hostPortErrors(containers: readonly Struct[], field: string): Errors {
  const taken = new Set<string>()
  return containers.flatMap((container, index) =>
    structs(container['ports']).flatMap((port, at) => {
      if (number(port['hostPort']) === 0) return []
      const key = `${text(port['protocol'])}/${text(port['hostIP'])}/${number(port['hostPort'])}`
      if (taken.has(key)) return [duplicate(`${field}[${index}].ports[${at}].hostPort`, key)]
      taken.add(key)
      return []
    }),
  )
}

function mountErrors(mounts: readonly Struct[], volumes: ReadonlySet<string>, field: string): Errors {
  const paths = new Set<string>()
  return mounts.flatMap((mount, index) => {
    const at = `${field}[${index}]`
    const name = text(mount['name'])
    const path = text(mount['mountPath'])
    const isTaken = paths.has(path)
    paths.add(path)
    return [
      ...(name === '' ? [required(`${at}.name`)] : []),
      ...(volumes.has(name) ? [] : [unknownValue(`${at}.name`, name)]),
      ...(path === '' ? [required(`${at}.mountPath`)] : []),
      ...(isTaken ? [invalid(`${at}.mountPath`, path, 'must be unique')] : []),
      ...descendingPathErrors(text(mount['subPath']), `${field}.subPath`),
    ]
  })
}
