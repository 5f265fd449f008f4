import type { KubeObject } from '../objects.ts'
import type { ResourceInfo } from '../resources.ts'
import { resourceName } from '../resources.ts'

export type FieldsMatch =
  | { readonly ok: true; readonly empty: boolean; readonly matches: (object: KubeObject) => boolean }
  | { readonly ok: false; readonly message: string }

const OWN: Readonly<Record<string, readonly string[]>> = {
  pods: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.podIPs',
    'status.nominatedNodeName',
  ],
  events: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  secrets: ['type'],
  namespaces: ['status.phase'],
  nodes: ['spec.unschedulable'],
  services: ['spec.clusterIP', 'spec.type'],
  replicationcontrollers: ['status.replicas'],
  'jobs.batch': ['status.successful'],
  'replicasets.apps': ['status.replicas'],
}
/** These speak of fields in apimachinery's general words; kinds without a conversion of their own do. */
const WITHOUT_CONVERSION = (resource: string) => !(resource in OWN) || resource === 'replicasets.apps'

/** What a field is called in an object where its label says something else, and the number that a missing one counts as. */
const READ: Readonly<Record<string, (object: KubeObject) => unknown>> = {
  'status.successful': (object) => at(object, 'status.succeeded') ?? 0,
  'status.replicas': (object) => at(object, 'status.replicas') ?? 0,
  'spec.unschedulable': (object) => at(object, 'spec.unschedulable') ?? false,
  'spec.hostNetwork': (object) => at(object, 'spec.hostNetwork') ?? false,
  source: (object) => at(object, 'source.component') || at(object, 'reportingComponent'),
  reportingComponent: (object) => at(object, 'reportingComponent'),
  'status.podIPs': (object) => {
    const ips = at(object, 'status.podIPs')
    return Array.isArray(ips) ? ips.map((one: unknown) => at(one, 'ip')).join(',') : ''
  },
}

type Term = { readonly field: string; readonly equal: boolean; readonly value: string }

/** A field selector as it stands in a URL, with the fields that the apiserver of 1.36 knows for a kind, and its refusals for all others. */
export function parseFieldSelector(text: string, info: ResourceInfo): FieldsMatch {
  const terms: Term[] = []
  for (const part of splitTerms(text).sort()) {
    if (part === '') continue
    const term = termOf(part)
    if (!term) return { ok: false, message: `invalid selector: '${text}'; can't understand '${part}'` }
    const value = unescaped(term.value)
    if (!value.ok) return value
    const field = info.resource === 'pods' && term.field === 'spec.host' ? 'spec.nodeName' : term.field
    if (!isSupported(field, info)) return { ok: false, message: notSupported(field, info) }
    terms.push({ ...term, field, value: value.text })
  }
  const matches = (object: KubeObject) => terms.every(({ field, equal, value }) => (textOf(object, field) === value) === equal)
  return { ok: true, empty: terms.length === 0, matches }
}

function isSupported(field: string, info: ResourceInfo): boolean {
  if (field === 'metadata.name') return true
  if (field === 'metadata.namespace') return info.namespaced || WITHOUT_CONVERSION(resourceName(info))
  return OWN[info.resource === 'events' ? 'events' : resourceName(info)]?.includes(field) ?? false
}

function notSupported(field: string, info: ResourceInfo): string {
  if (!WITHOUT_CONVERSION(resourceName(info)) || info.resource === 'events') return `field label not supported: ${field}`
  return `${JSON.stringify(field)} is not a known field selector: only "metadata.name", "metadata.namespace"`
}

function textOf(object: KubeObject, field: string): string {
  const value = READ[field]?.(object) ?? at(object, field)
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

function at(object: unknown, path: string): unknown {
  let value: unknown = object
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as Readonly<Record<string, unknown>>)[step]
  }
  return value
}

/** Split at commas that no backslash hides. */
function splitTerms(text: string): string[] {
  return text.match(/(?:\\.|[^,\\])+|\\$/g) ?? []
}

function termOf(part: string): Term | null {
  const at = part.search(/!=|=/)
  if (at < 0) return null
  const operator = part.startsWith('!=', at) ? '!=' : part.startsWith('==', at) ? '==' : '='
  return { field: part.slice(0, at), equal: operator !== '!=', value: part.slice(at + operator.length) }
}

function unescaped(value: string): { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string } {
  let text = ''
  for (let index = 0; index < value.length; index++) {
    const letter = value.charAt(index)
    if (letter === '=') return { ok: false, message: 'invalid field selector: unescaped character in value: 61' }
    if (letter !== '\\') text += letter
    else {
      const next = value.charAt(++index)
      if (next === '' || !'\\,='.includes(next)) return { ok: false, message: `invalid field selector: invalid escape sequence: \\${next}` }
      text += next
    }
  }
  return { ok: true, text }
}
