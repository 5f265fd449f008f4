import { isSet, number, type Struct, struct, structs, text } from '../Struct.ts'
import { formed } from './checks.ts'
import { type FieldError, invalid, notSupported, required } from './FieldError.ts'
import { dns1035Label, dnsLabel, dnsSubdomain, isIp, portName, portNumber } from './formats.ts'

type Errors = readonly FieldError[]

const PATH_TYPES = ['Exact', 'ImplementationSpecific', 'Prefix']

const PATH_NEVER = ['//', '/./', '/../', '%2f', '%2F']
const PATH_ENDS = ['/..', '/.']

export function ingressErrors(spec: Struct): Errors {
  const rules = structs(spec['rules'])
  const backend = spec['defaultBackend']
  return [
    ...(rules.length === 0 && !isSet(backend) ? [invalid('spec', null, 'either `defaultBackend` or `rules` must be specified')] : []),
    ...(isSet(backend) ? backendErrors(struct(backend), 'spec.defaultBackend') : []),
    ...rules.flatMap((rule, index) => ruleErrors(rule, `spec.rules[${index}]`)),
  ]
}

function ruleErrors(rule: Struct, at: string): Errors {
  const host = text(rule['host'])
  const plain = host.startsWith('*.') ? host.slice(2) : host
  const named =
    host === '' ? [] : isIp(host) ? [invalid(`${at}.host`, host, 'must be a DNS name, not an IP address')] : formed(`${at}.host`, host, dnsSubdomain(plain))
  const paths = structs(struct(rule['http'])['paths'])
  const none = isSet(rule['http']) && paths.length === 0 ? [required(`${at}.http.paths`)] : []
  return [...named, ...none, ...paths.flatMap((path, index) => pathErrors(path, `${at}.http.paths[${index}]`))]
}

function pathErrors(path: Struct, at: string): Errors {
  const type = text(path['pathType'])
  const written = text(path['path'])
  if (type === '') return [required(`${at}.pathType`, 'pathType must be specified')]
  const known = PATH_TYPES.includes(type) ? [] : [notSupported(`${at}.pathType`, type, PATH_TYPES)]
  const mustBeAbsolute = type === 'Exact' || type === 'Prefix' || written !== ''
  const absolute = known.length === 0 && mustBeAbsolute && !written.startsWith('/') ? [invalid(`${at}.path`, written, 'must be an absolute path')] : []
  const checked = type === 'Exact' || type === 'Prefix' ? written : ''
  const bad = [
    ...PATH_NEVER.filter((part) => checked.includes(part)).map((part) => invalid(`${at}.path`, written, `must not contain '${part}'`)),
    ...PATH_ENDS.filter((end) => checked.endsWith(end)).map((end) => invalid(`${at}.path`, written, `cannot end with '${end}'`)),
  ]
  return [...known, ...absolute, ...bad, ...backendErrors(struct(path['backend']), `${at}.backend`)]
}

function backendErrors(backend: Struct, at: string): Errors {
  const hasResource = isSet(backend['resource'])
  const hasService = isSet(backend['service'])
  if (hasResource && hasService) return [invalid(at, '', 'cannot set both resource and service backends')]
  if (hasResource) return []
  if (!hasService) return [invalid(at, '', 'resource or service backend is required')]
  const service = struct(backend['service'])
  const name = text(service['name'])
  const port = struct(service['port'])
  return [...(name === '' ? [required(`${at}.service.name`)] : formed(`${at}.service.name`, name, serviceName(name))), ...portErrors(port, at)]
}

function serviceName(name: string): readonly string[] {
  return dnsLabel(name).length > 0 ? dnsLabel(name) : dns1035Label(name).slice(0, 0)
}

function portErrors(port: Struct, at: string): Errors {
  const hasName = text(port['name']) !== ''
  const hasNumber = number(port['number']) !== 0
  if (hasName && hasNumber) return [invalid(at, '', 'cannot set both port name & port number')]
  if (hasName) return formed(`${at}.service.port.name`, port['name'], portName(text(port['name'])))
  if (hasNumber) return formed(`${at}.service.port.number`, port['number'], portNumber(number(port['number'])))
  return [required(at, 'port name or number is required')]
}
