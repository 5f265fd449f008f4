import type { NodeRow } from '@binnacle/shared'
import { identity, UNKNOWN } from './identity.ts'
import { flagAt, listAt, objectAt, textAt, type Wire, wire } from './wire.ts'

const ROLE_PREFIX = 'node-role.kubernetes.io/'
const ROLE_LABEL = 'kubernetes.io/role'

/** One line of `kubectl get nodes -o wide` (1.36, `printNode`); `<unknown>` where kubectl prints no VERSION at all. */
export function nodeRow(object: unknown): NodeRow {
  const node = wire(object)
  const metadata = objectAt(node, 'metadata')
  const status = objectAt(node, 'status')
  const info = objectAt(status, 'nodeInfo')
  const { uid, name, created } = identity(metadata)
  const architecture = textAt(info, 'architecture')
  return {
    uid,
    namespace: '',
    name,
    created,
    status: readiness(status) + (flagAt(objectAt(node, 'spec'), 'unschedulable') ? ',SchedulingDisabled' : ''),
    roles: roles(objectAt(metadata, 'labels')),
    version: textAt(info, 'kubeletVersion') || UNKNOWN,
    internalIP: address(status, 'InternalIP'),
    externalIP: address(status, 'ExternalIP'),
    osImage: textAt(info, 'osImage') || UNKNOWN,
    kernelVersion: (textAt(info, 'kernelVersion') || UNKNOWN) + (architecture ? ` (${architecture})` : ''),
    containerRuntime: textAt(info, 'containerRuntimeVersion') || UNKNOWN,
  }
}

/** Of two Ready conditions the last counts, as for kubectl. */
function readiness(status: Wire): string {
  let printed = 'Unknown'
  for (const condition of listAt(status, 'conditions')) {
    if (condition['type'] === 'Ready') printed = condition['status'] === 'True' ? 'Ready' : 'NotReady'
  }
  return printed
}

function roles(labels: Wire): string {
  const found = new Set<string>()
  for (const [key, value] of Object.entries(labels)) {
    if (key.startsWith(ROLE_PREFIX)) found.add(key.slice(ROLE_PREFIX.length))
    else if (key === ROLE_LABEL && typeof value === 'string') found.add(value)
  }
  found.delete('')
  return [...found].sort().join(',') || '<none>'
}

/** The first of its type, even an empty one, as for kubectl. */
function address(status: Wire, type: string): string | null {
  for (const entry of listAt(status, 'addresses')) if (entry['type'] === type) return textAt(entry, 'address')
  return null
}
