import { isSet, number, type Struct, struct, text, texts } from '../Struct.ts'
import { formed, notNegative, oneOf, portNumberOrName } from './checks.ts'
import { type FieldError, forbiddenField, invalid, required } from './FieldError.ts'
import { portNumber } from './formats.ts'

type Errors = readonly FieldError[]
type ProbeName = 'livenessProbe' | 'readinessProbe' | 'startupProbe'

const COUNTS = ['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold']
const HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc', 'sleep'] as const

/** One of a container's probes, where it has it. */
export function probeErrors(container: Struct, name: ProbeName, at: string): Errors {
  if (!isSet(container[name])) return []
  const probe = struct(container[name])
  const field = `${at}.${name}`
  const grace = probe['terminationGracePeriodSeconds']
  return [
    ...handlerErrors(probe, field),
    ...COUNTS.flatMap((count) => notNegative(`${field}.${count}`, probe[count])),
    ...(isSet(grace) && number(grace) <= 0 ? [invalid(`${field}.terminationGracePeriodSeconds`, grace, 'must be greater than 0')] : []),
    ...(name === 'readinessProbe' && isSet(grace) ? [invalid(`${field}.terminationGracePeriodSeconds`, grace, 'must not be set for readinessProbes')] : []),
    ...(name !== 'readinessProbe' && probe['successThreshold'] !== 1 ? [invalid(`${field}.successThreshold`, probe['successThreshold'], 'must be 1')] : []),
  ]
}

/** What a container does after it started and before it is stopped. */
export function hookErrors(container: Struct, at: string): Errors {
  const lifecycle = struct(container['lifecycle'])
  return ['postStart', 'preStop'].flatMap((hook) => (isSet(lifecycle[hook]) ? handlerErrors(struct(lifecycle[hook]), `${at}.lifecycle.${hook}`) : []))
}

function handlerErrors(of: Struct, field: string): Errors {
  const set = HANDLERS.filter((handler) => isSet(of[handler]))
  const [first, ...more] = set
  if (first === undefined) return [required(field, 'must specify a handler type')]
  return [
    ...oneHandlerErrors(first, struct(of[first]), `${field}.${first}`),
    ...more.map((one) => forbiddenField(`${field}.${one}`, 'may not specify more than 1 handler type')),
  ]
}

function oneHandlerErrors(kind: (typeof HANDLERS)[number], handler: Struct, field: string): Errors {
  switch (kind) {
    case 'exec':
      return texts(handler['command']).length === 0 ? [required(`${field}.command`)] : []
    case 'httpGet':
      return [
        ...(text(handler['path']) === '' ? [required(`${field}.path`)] : []),
        ...portNumberOrName(`${field}.port`, handler['port']),
        ...oneOf(`${field}.scheme`, handler['scheme'], ['HTTP', 'HTTPS']),
      ]
    case 'tcpSocket':
      return portNumberOrName(`${field}.port`, handler['port'])
    case 'grpc':
      return formed(`${field}.port`, number(handler['port']), portNumber(number(handler['port'])))
    case 'sleep':
      return number(handler['seconds']) < 0 ? [invalid(field, number(handler['seconds']), 'must be a non-negative number')] : []
    default:
      return kind satisfies never
  }
}
