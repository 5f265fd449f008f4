import { isSet, type Struct, struct, structs, text } from '../Struct.ts'
import { formed } from './checks.ts'
import { type FieldError, invalid, notSupported, required } from './FieldError.ts'
import { configKey, dnsSubdomain, envName } from './formats.ts'

type Errors = readonly FieldError[]

const SOURCES = ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef']
const SOURCE_SENTENCE = 'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`'
const ENV_FIELDS =
  'metadata.name metadata.namespace metadata.uid spec.nodeName spec.serviceAccountName status.hostIP status.hostIPs status.podIP status.podIPs'.split(' ')
const KNOWN_FIELDS = new Set([...ENV_FIELDS, 'metadata.annotations', 'metadata.labels', 'spec.restartPolicy', 'spec.schedulerName', 'status.phase'])
const AMOUNTS = ['limits.cpu', 'limits.ephemeral-storage', 'limits.memory', 'requests.cpu', 'requests.ephemeral-storage', 'requests.memory']

/** Variables of a container, and whole maps that become variables. */
export function environmentErrors(container: Struct, at: string): Errors {
  return [
    ...structs(container['env']).flatMap((one, index) => variableErrors(one, `${at}.env[${index}]`)),
    ...structs(container['envFrom']).flatMap((one, index) => fromErrors(one, `${at}.envFrom`, index)),
  ]
}

function variableErrors(variable: Struct, at: string): Errors {
  const name = text(variable['name'])
  const named = name === '' ? [required(`${at}.name`)] : formed(`${at}.name`, name, envName(name))
  if (!isSet(variable['valueFrom'])) return named
  const from = struct(variable['valueFrom'])
  const set = SOURCES.filter((source) => isSet(from[source]))
  const field = `${at}.valueFrom`
  return [
    ...named,
    ...sourceErrors(from, field),
    ...(set.length === 0 ? [invalid(field, '', SOURCE_SENTENCE)] : []),
    ...(set.length > 0 && text(variable['value']) !== '' ? [invalid(field, '', 'may not be specified when `value` is not empty')] : []),
    ...(set.length > 1 ? [invalid(field, '', 'may not have more than one field specified at a time')] : []),
  ]
}

function sourceErrors(from: Struct, field: string): Errors {
  return [
    ...(isSet(from['fieldRef']) ? fieldRefErrors(struct(from['fieldRef']), `${field}.fieldRef`) : []),
    ...(isSet(from['resourceFieldRef']) ? amountErrors(struct(from['resourceFieldRef']), `${field}.resourceFieldRef`) : []),
    ...(isSet(from['configMapKeyRef']) ? keyErrors(struct(from['configMapKeyRef']), `${field}.configMapKeyRef`) : []),
    ...(isSet(from['secretKeyRef']) ? keyErrors(struct(from['secretKeyRef']), `${field}.secretKeyRef`) : []),
  ]
}

function fieldRefErrors(ref: Struct, field: string): Errors {
  const path = text(ref['fieldPath'])
  if (path === '') return [required(`${field}.fieldPath`)]
  if (/^metadata\.(labels|annotations)\['.+'\]$/.test(path)) return []
  if (!KNOWN_FIELDS.has(path)) return [invalid(`${field}.fieldPath`, path, `error converting fieldPath: field label not supported: ${path}`)]
  return ENV_FIELDS.includes(path) ? [] : [notSupported(`${field}.fieldPath`, path, ENV_FIELDS)]
}

function amountErrors(ref: Struct, field: string): Errors {
  const resource = text(ref['resource'])
  if (resource === '') return [required(`${field}.resource`)]
  const isKnown = AMOUNTS.includes(resource) || /^(limits|requests)\.hugepages-/.test(resource)
  return isKnown ? [] : [notSupported(`${field}.resource`, resource, AMOUNTS)]
}

function keyErrors(ref: Struct, field: string): Errors {
  const key = text(ref['key'])
  return [
    ...(text(ref['name']) === '' ? [required(`${field}.name`)] : []),
    ...(key === '' ? [required(`${field}.key`)] : formed(`${field}.key`, key, configKey(key))),
  ]
}

function fromErrors(from: Struct, field: string, index: number): Errors {
  const at = `${field}[${index}]`
  const prefix = text(from['prefix'])
  const sources = ['configMapRef', 'secretRef'].filter((source) => isSet(from[source]))
  const names = sources.flatMap((source) => {
    const name = text(struct(from[source])['name'])
    return name === '' ? [required(`${at}.${source}.name`)] : formed(`${at}.${source}.name`, name, dnsSubdomain(name))
  })
  return [
    ...(prefix === '' ? [] : formed(`${at}.prefix`, prefix, envName(prefix))),
    ...names,
    ...(sources.length === 0 ? [invalid(field, '', 'must specify one of: `configMapRef` or `secretRef`')] : []),
    ...(sources.length > 1 ? [invalid(field, '', 'may not have more than one field specified at a time')] : []),
  ]
}
