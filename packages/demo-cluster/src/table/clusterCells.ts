import type { KubeObject } from '../objects.ts'
import { since } from './humanDuration.ts'
import type { CellsOf } from './tableOf.ts'
import { isThere, listAt, mapAt, numberAt, textAt, valueAt } from './valueAt.ts'

const ROLE_PREFIX = 'node-role.kubernetes.io/'
const ROLE_LABEL = 'kubernetes.io/role'

/** The rows of nodes, namespaces, events, and what configures and permits. */
export const clusterCells: Readonly<Record<string, CellsOf>> = {
  Node: (object, now) => [
    object.metadata.name,
    nodeStatus(object),
    nodeRoles(object),
    age(object, now),
    textAt(object, 'status', 'nodeInfo', 'kubeletVersion'),
    nodeAddress(object, 'InternalIP'),
    nodeAddress(object, 'ExternalIP'),
    textAt(object, 'status', 'nodeInfo', 'osImage') || '<unknown>',
    kernel(object),
    textAt(object, 'status', 'nodeInfo', 'containerRuntimeVersion') || '<unknown>',
  ],
  Namespace: (object, now) => [object.metadata.name, textAt(object, 'status', 'phase'), age(object, now)],
  Secret: (object, now) => [object.metadata.name, textAt(object, 'type'), Object.keys(mapAt(object, 'data')).length, age(object, now)],
  ConfigMap: (object, now) => [
    object.metadata.name,
    Object.keys(mapAt(object, 'data')).length + Object.keys(mapAt(object, 'binaryData')).length,
    age(object, now),
  ],
  ServiceAccount: (object, now) => [object.metadata.name, age(object, now)],
  ResourceQuota: (object, now) => [object.metadata.name, quota(object, false), quota(object, true), age(object, now)],
  Event: eventCells,
  RoleBinding: bindingCells,
  ClusterRoleBinding: bindingCells,
  Lease: (object, now) => [object.metadata.name, textAt(object, 'spec', 'holderIdentity'), age(object, now)],
  PriorityClass: (object, now) => [
    object.metadata.name,
    numberAt(object, 'value'),
    valueAt(object, 'globalDefault') === true,
    age(object, now),
    textAt(object, 'preemptionPolicy'),
  ],
  RuntimeClass: (object, now) => [object.metadata.name, textAt(object, 'handler'), age(object, now)],
}

function age(object: KubeObject, now: number): string {
  return since(object.metadata.creationTimestamp, now)
}

function nodeStatus(node: KubeObject): string {
  const ready = listAt(node, 'status', 'conditions').findLast((one) => textAt(one, 'type') === 'Ready')
  const word = ready === undefined ? 'Unknown' : textAt(ready, 'status') === 'True' ? 'Ready' : 'NotReady'
  return valueAt(node, 'spec', 'unschedulable') === true ? `${word},SchedulingDisabled` : word
}

function nodeRoles(node: KubeObject): string {
  const labels = Object.entries(node.metadata.labels ?? {})
  const roles = labels.flatMap(([label, value]) => (label.startsWith(ROLE_PREFIX) ? [label.slice(ROLE_PREFIX.length)] : label === ROLE_LABEL ? [value] : []))
  const named = [...new Set(roles.filter((role) => role !== ''))]
  return named.sort((a, b) => (a < b ? -1 : 1)).join(',') || '<none>'
}

function nodeAddress(node: KubeObject, type: string): string {
  const found = listAt(node, 'status', 'addresses').find((address) => textAt(address, 'type') === type)
  return found === undefined ? '<none>' : textAt(found, 'address')
}

function kernel(node: KubeObject): string {
  const architecture = textAt(node, 'status', 'nodeInfo', 'architecture')
  return `${textAt(node, 'status', 'nodeInfo', 'kernelVersion') || '<unknown>'}${architecture === '' ? '' : ` (${architecture})`}`
}

/** `requests.cpu: 1/2, pods: 0/3`; what begins with `limits.` stands in a column of its own. */
function quota(object: KubeObject, limits: boolean): string {
  const hard = mapAt(object, 'status', 'hard')
  const names = Object.keys(hard).filter((name) => name.startsWith('limits.') === limits)
  const pairs = names.sort((a, b) => (a < b ? -1 : 1)).map((name) => `${name}: ${textAt(object, 'status', 'used', name) || '0'}/${textAt(hard, name)}`)
  return pairs.join(', ')
}

function eventCells(event: KubeObject, now: number): ReturnType<CellsOf> {
  // Of events.k8s.io: the same objects under other names.
  const about = isThere(event, 'involvedObject') ? valueAt(event, 'involvedObject') : valueAt(event, 'regarding')
  const either = (...fields: readonly string[]) => valueAt(event, fields.find((field) => isThere(event, field)) ?? '')
  const first = either('firstTimestamp', 'deprecatedFirstTimestamp', 'eventTime')
  const last = either('lastTimestamp', 'deprecatedLastTimestamp') ?? first
  const source = either('source', 'deprecatedSource')
  const host = textAt(source, 'host') || textAt(event, 'reportingInstance')
  const component = textAt(source, 'component') || textAt(event, 'reportingComponent') || textAt(event, 'reportingController')
  const count = numberAt(event, 'count') || numberAt(event, 'deprecatedCount') || 1
  const name = textAt(about, 'name')
  return [
    since(isThere(event, 'series') ? valueAt(event, 'series', 'lastObservedTime') : last, now),
    textAt(event, 'type'),
    textAt(event, 'reason'),
    `${textAt(about, 'kind').toLowerCase()}${name === '' ? '' : `/${name}`}`,
    textAt(about, 'fieldPath'),
    host === '' ? component : `${component}, ${host}`,
    (textAt(event, 'message') || textAt(event, 'note')).trim(),
    since(first, now),
    isThere(event, 'series') ? numberAt(event, 'series', 'count') : count,
    event.metadata.name,
  ]
}

function bindingCells(binding: KubeObject, now: number): ReturnType<CellsOf> {
  const subjects = listAt(binding, 'subjects')
  const named = (kind: string) => subjects.filter((subject) => textAt(subject, 'kind') === kind)
  const names = (kind: string) =>
    named(kind)
      .map((subject) => textAt(subject, 'name'))
      .join(', ')
  return [
    binding.metadata.name,
    `${textAt(binding, 'roleRef', 'kind')}/${textAt(binding, 'roleRef', 'name')}`,
    age(binding, now),
    names('User'),
    names('Group'),
    named('ServiceAccount')
      .map((subject) => `${textAt(subject, 'namespace')}/${textAt(subject, 'name')}`)
      .join(', '),
  ]
}
