import type { KubeObject } from '../objects.ts'
import { since } from './humanDuration.ts'
import { labelsText, selectorText } from './selectorText.ts'
import type { CellsOf } from './tableOf.ts'
import { isThere, listAt, mapAt, numberAt, textAt, valueAt } from './valueAt.ts'

/** How many of a list are shown before `+ n more...`. */
const SHOWN = 3

/** The rows of what leads to pods. */
export const networkCells: Readonly<Record<string, CellsOf>> = {
  Service: (object, now) => [
    object.metadata.name,
    textAt(object, 'spec', 'type'),
    textAt(object, 'spec', 'clusterIP') || '<none>',
    externalIP(object),
    ports(object) || '<none>',
    age(object, now),
    labelsText(mapAt(object, 'spec', 'selector')),
  ],
  Ingress: (object, now) => [
    object.metadata.name,
    textAt(object, 'spec', 'ingressClassName') || '<none>',
    hosts(object),
    addresses(object).join(','),
    listAt(object, 'spec', 'tls').length > 0 ? '80, 443' : '80',
    age(object, now),
  ],
  IngressClass: (object, now) => [withDefault(object), textAt(object, 'spec', 'controller'), parameters(object), age(object, now)],
  Endpoints: (object, now) => [object.metadata.name, endpoints(object), age(object, now)],
  EndpointSlice: (object, now) => [
    object.metadata.name,
    textAt(object, 'addressType'),
    firstOf(listAt(object, 'ports').map((port) => textAt(port, 'port') || textAt(port, 'name') || '*')) || '<unset>',
    firstOf(listAt(object, 'endpoints').flatMap((endpoint) => listAt(endpoint, 'addresses').map(String))) || '<unset>',
    age(object, now),
  ],
  NetworkPolicy: (object, now) => [object.metadata.name, selectorText(valueAt(object, 'spec', 'podSelector')) || '<none>', age(object, now)],
  ServiceCIDR: (object, now) => [object.metadata.name, listAt(object, 'spec', 'cidrs').join(','), age(object, now)],
  // The apiserver gives an age for which it declares no column.
  IPAddress: (object, now) => [object.metadata.name, parentRef(object), age(object, now)],
}

function age(object: KubeObject, now: number): string {
  return since(object.metadata.creationTimestamp, now)
}

function firstOf(all: readonly string[]): string {
  const shown = all.slice(0, SHOWN).join(',')
  return all.length > SHOWN ? `${shown} + ${all.length - SHOWN} more...` : shown
}

function addresses(object: KubeObject): readonly string[] {
  const all = listAt(object, 'status', 'loadBalancer', 'ingress').map((one) => textAt(one, 'ip') || textAt(one, 'hostname'))
  return [...new Set(all.filter((one) => one !== ''))].sort((a, b) => (a < b ? -1 : 1))
}

function externalIP(service: KubeObject): string {
  const own = listAt(service, 'spec', 'externalIPs').map(String)
  switch (textAt(service, 'spec', 'type')) {
    case 'ClusterIP':
    case 'NodePort':
      return own.join(',') || '<none>'
    case 'LoadBalancer':
      return [...addresses(service), ...own].join(',') || '<pending>'
    case 'ExternalName':
      return textAt(service, 'spec', 'externalName')
    default:
      return '<unknown>'
  }
}

function ports(service: KubeObject): string {
  const all = listAt(service, 'spec', 'ports').map((port) => {
    const nodePort = numberAt(port, 'nodePort')
    return `${numberAt(port, 'port')}${nodePort > 0 ? `:${nodePort}` : ''}/${textAt(port, 'protocol')}`
  })
  return all.join(',')
}

function hosts(ingress: KubeObject): string {
  const rules = listAt(ingress, 'spec', 'rules')
  const named = rules.map((rule) => textAt(rule, 'host')).filter((host) => host !== '')
  if (named.length === 0) return '*'
  const last = rules.findIndex((rule) => textAt(rule, 'host') === named[SHOWN - 1])
  const more = named.length >= SHOWN && rules.length > last + 1
  return `${named.slice(0, SHOWN).join(',')}${more ? ` + ${rules.length - SHOWN} more...` : ''}`
}

function withDefault({ metadata }: KubeObject): string {
  return metadata.annotations?.['ingressclass.kubernetes.io/is-default-class'] === 'true' ? `${metadata.name} (default)` : metadata.name
}

function parameters(ingressClass: KubeObject): string {
  if (!isThere(ingressClass, 'spec', 'parameters')) return '<none>'
  const [kind, group, name] = ['kind', 'apiGroup', 'name'].map((field) => textAt(ingressClass, 'spec', 'parameters', field))
  return `${kind}${group === '' ? '' : `.${group}`}/${name}`
}

/** Every address with every port; addresses alone where there are no ports. */
function endpoints(object: KubeObject): string {
  const subsets = listAt(object, 'subsets')
  if (subsets.length === 0) return '<none>'
  const all = subsets.flatMap((subset) => {
    const ips = listAt(subset, 'addresses').map((address) => textAt(address, 'ip'))
    const numbers = listAt(subset, 'ports').map((port) => numberAt(port, 'port'))
    return numbers.length === 0 ? ips : numbers.flatMap((port) => ips.map((ip) => `${ip.includes(':') ? `[${ip}]` : ip}:${port}`))
  })
  return firstOf(all)
}

function parentRef(address: KubeObject): string {
  if (!isThere(address, 'spec', 'parentRef')) return '<none>'
  const [group, resource, namespace, name] = ['group', 'resource', 'namespace', 'name'].map((field) => textAt(address, 'spec', 'parentRef', field))
  const qualified = `${resource}${group === '' ? '' : `.${group}`}`.toLowerCase()
  return [qualified, ...(namespace === '' ? [] : [namespace]), name].join('/')
}
