import {
  age,
  type DeploymentRow,
  type EventRow,
  type NamespaceRow,
  type NodeRow,
  type PodRow,
  type ReplicaSetRow,
  type ReplicationControllerRow,
  restartsText,
  type TemplateImage,
} from '@binnacle/shared'
import { deploymentRow } from '../deploymentRow.ts'
import { eventRow } from '../eventRow.ts'
import { namespaceRow } from '../namespaceRow.ts'
import { nodeRow } from '../nodeRow.ts'
import { podRow } from '../podRow.ts'
import { replicaSetRow } from '../replicaSetRow.ts'
import { replicationControllerRow } from '../replicationControllerRow.ts'

type Table = { readonly header: readonly string[]; readonly cells: (object: unknown, now: number) => string[] }

const NONE = '<none>'

/** The columns of `kubectl get … -o wide`, made of our rows and nothing else. */
export const kubectlCells = {
  pods: {
    header: ['NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE', 'IP', 'NODE', 'NOMINATED NODE', 'READINESS GATES'],
    cells: (object, now) => pod(podRow(object), now),
  },
  events: {
    header: ['LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'SUBOBJECT', 'SOURCE', 'MESSAGE', 'FIRST SEEN', 'COUNT', 'NAME'],
    cells: (object, now) => event(eventRow(object), now),
  },
  nodes: {
    header: ['NAME', 'STATUS', 'ROLES', 'AGE', 'VERSION', 'INTERNAL-IP', 'EXTERNAL-IP', 'OS-IMAGE', 'KERNEL-VERSION', 'CONTAINER-RUNTIME'],
    cells: (object, now) => node(nodeRow(object), now),
  },
  namespaces: { header: ['NAME', 'STATUS', 'AGE'], cells: (object, now) => namespace(namespaceRow(object), now) },
  deployments: {
    header: ['NAME', 'READY', 'UP-TO-DATE', 'AVAILABLE', 'AGE', 'CONTAINERS', 'IMAGES', 'SELECTOR'],
    cells: (object, now) => deployment(deploymentRow(object), now),
  },
  replicasets: {
    header: ['NAME', 'DESIRED', 'CURRENT', 'READY', 'AGE', 'CONTAINERS', 'IMAGES', 'SELECTOR'],
    cells: (object, now) => replicas(replicaSetRow(object), now),
  },
  replicationcontrollers: {
    header: ['NAME', 'DESIRED', 'CURRENT', 'READY', 'AGE', 'CONTAINERS', 'IMAGES', 'SELECTOR'],
    cells: (object, now) => replicas(replicationControllerRow(object), now),
  },
} as const satisfies Record<string, Table>

function pod(row: PodRow, now: number): string[] {
  const wide = [row.ip ?? NONE, row.node ?? NONE, row.nominatedNode ?? NONE, row.readinessGates ?? NONE]
  return [row.name, `${row.ready}/${row.containers}`, row.status, restartsText(row, now), age(row.created, now), ...wide]
}

function event(row: EventRow, now: number): string[] {
  const object = row.object.kind.toLowerCase() + (row.object.name ? `/${row.object.name}` : '')
  const end = [row.source, row.message, age(row.firstSeen, now), String(row.count), row.name]
  return [age(row.lastSeen, now), row.type, row.reason, object, row.object.fieldPath, ...end]
}

function node(row: NodeRow, now: number): string[] {
  const wide = [row.internalIP ?? NONE, row.externalIP ?? NONE, row.osImage, row.kernelVersion, row.containerRuntime]
  return [row.name, row.status, row.roles, age(row.created, now), row.version, ...wide]
}

function namespace(row: NamespaceRow, now: number): string[] {
  return [row.name, row.status, age(row.created, now)]
}

function deployment(row: DeploymentRow, now: number): string[] {
  return [row.name, `${row.ready}/${row.desired}`, String(row.updated), String(row.available), age(row.created, now), ...template(row)]
}

function replicas(row: ReplicaSetRow | ReplicationControllerRow, now: number): string[] {
  return [row.name, String(row.desired), String(row.replicas), String(row.ready), age(row.created, now), ...template(row)]
}

function template({ images, selector }: { images: readonly TemplateImage[]; selector: string }): string[] {
  return [images.map(({ name }) => name).join(','), images.map(({ image }) => image).join(','), selector]
}
