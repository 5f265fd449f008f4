import { isSet, number, type Struct, struct, structs, text, texts } from '../Struct.ts'
import { formed, optionalOneOf } from './checks.ts'
import { type FieldError, forbiddenField, invalid, notSupported, required } from './FieldError.ts'
import { CIDR_SENTENCE, isCidr, portName, portNumber } from './formats.ts'
import { selectorErrors } from './selectors.ts'

type Errors = readonly FieldError[]

const PROTOCOLS = ['TCP', 'UDP', 'SCTP']
const TYPES = ['Ingress', 'Egress']

export function networkPolicyErrors(spec: Struct): Errors {
  const types = texts(spec['policyTypes'])
  return [
    ...selectorErrors(spec['podSelector'], 'spec.podSelector'),
    ...structs(spec['ingress']).flatMap((rule, index) => ruleErrors(rule, { at: `spec.ingress[${index}]`, peers: 'from' })),
    ...structs(spec['egress']).flatMap((rule, index) => ruleErrors(rule, { at: `spec.egress[${index}]`, peers: 'to' })),
    ...(types.length > TYPES.length
      ? [invalid('spec.policyTypes', types, 'may not specify more than two policyTypes')]
      : types.flatMap((type, index) => (TYPES.includes(type) ? [] : [notSupported(`spec.policyTypes[${index}]`, type, TYPES)]))),
  ]
}

function ruleErrors(rule: Struct, { at, peers }: { readonly at: string; readonly peers: 'from' | 'to' }): Errors {
  return [
    ...structs(rule['ports']).flatMap((port, index) => portErrors(port, `${at}.ports[${index}]`)),
    ...structs(rule[peers]).flatMap((peer, index) => peerErrors(peer, `${at}.${peers}[${index}]`)),
  ]
}

function portErrors({ protocol, port, endPort }: Struct, at: string): Errors {
  const end = number(endPort)
  const refusedEnd = (why: string) => (isSet(endPort) ? [invalid(`${at}.endPort`, end, why)] : [])
  const errors = optionalOneOf(`${at}.protocol`, protocol, PROTOCOLS)
  if (!isSet(port)) return [...errors, ...refusedEnd('may not be specified when `port` is not specified')]
  if (typeof port === 'string')
    return [...errors, ...refusedEnd('may not be specified when `port` is non-numeric'), ...formed(`${at}.port`, port, portName(port))]
  const first = number(port)
  return [
    ...errors,
    ...formed(`${at}.port`, first, portNumber(first)),
    ...(isSet(endPort) && end < first ? [invalid(`${at}.endPort`, first, 'must be greater than or equal to `port`')] : []),
    ...(isSet(endPort) ? formed(`${at}.endPort`, end, portNumber(end)) : []),
  ]
}

function peerErrors(peer: Struct, at: string): Errors {
  const given = ['podSelector', 'namespaceSelector', 'ipBlock'].filter((one) => isSet(peer[one]))
  return [
    ...['podSelector', 'namespaceSelector'].flatMap((one) => selectorErrors(peer[one], `${at}.${one}`)),
    ...(isSet(peer['ipBlock']) ? blockErrors(struct(peer['ipBlock']), `${at}.ipBlock`) : []),
    ...(given.length === 0 ? [required(at, 'must specify a peer')] : []),
    ...(given.length > 1 && isSet(peer['ipBlock']) ? [forbiddenField(at, 'may not specify both ipBlock and another peer')] : []),
  ]
}

function blockErrors(block: Struct, at: string): Errors {
  const cidr = text(block['cidr'])
  if (cidr === '') return [required(`${at}.cidr`)]
  if (!isCidr(cidr)) return [invalid(`${at}.cidr`, cidr, CIDR_SENTENCE)]
  return texts(block['except']).flatMap((except, index) => {
    const field = `${at}.except[${index}]`
    if (!isCidr(except)) return [invalid(field, except, CIDR_SENTENCE)]
    return isWithin(except, cidr) ? [] : [invalid(field, except, 'must be a strict subset of `cidr`')]
  })
}

/** Told of IPv4 only: every other pair of ranges counts as fitting. */
function isWithin(inner: string, outer: string): boolean {
  if (inner.includes(':') || outer.includes(':')) return true
  const [small, large] = [range(inner), range(outer)]
  return small.bits > large.bits && Math.floor(small.address / 2 ** (32 - large.bits)) === Math.floor(large.address / 2 ** (32 - large.bits))
}

function range(cidr: string): { readonly address: number; readonly bits: number } {
  const [address = '', bits = ''] = cidr.split('/')
  return { address: address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0), bits: Number(bits) }
}
