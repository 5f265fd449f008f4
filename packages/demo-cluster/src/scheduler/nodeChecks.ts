import type { NodeSelectorTerm, Pod, Toleration } from '../kinds.ts'
import type { Node, Taint } from '../workloads.ts'
import type { Check, Obstacle } from './Obstacle.ts'

const CORDONED: Taint = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }

export const isSchedulable: Check = ({ pod, node }) =>
  node.spec.unschedulable && !tolerates(pod, CORDONED) ? { reasons: ['node(s) were unschedulable'], hopeless: true } : null

export const toleratesTaints: Check = ({ pod, node }) => {
  const untolerated = (node.spec.taints ?? []).some((taint) => taint.effect !== 'PreferNoSchedule' && !tolerates(pod, taint))
  return untolerated ? { reasons: ['node(s) had untolerated taint(s)'], hopeless: true } : null
}

/** How many taints say that the pod had better not come. */
export function reluctance(pod: Pod, { spec }: Node): number {
  return (spec.taints ?? []).filter((taint) => taint.effect === 'PreferNoSchedule' && !tolerates(pod, taint)).length
}

function tolerates({ spec }: Pod, taint: Taint): boolean {
  return (spec.tolerations ?? []).some((toleration) => isTolerated(toleration, taint))
}

/** Whether one toleration covers one taint. */
export function isTolerated({ key, operator = 'Equal', value = '', effect }: Toleration, taint: Taint): boolean {
  if (effect && effect !== taint.effect) return false
  if (key && key !== taint.key) return false
  return operator === 'Exists' || (Boolean(key) && value === (taint.value ?? ''))
}

/** The nodeSelector and the required node affinity, of whose terms one is enough. */
export const matchesNodeAffinity = ({ pod, node }: { readonly pod: Pick<Pod, 'spec'>; readonly node: Node }): Obstacle | null => {
  const labels = node.metadata.labels ?? {}
  const selected = Object.entries(pod.spec.nodeSelector ?? {}).every(([key, value]) => labels[key] === value)
  const terms = pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms
  const fits = selected && (terms === undefined || terms.some((term) => termHolds(term, node)))
  return fits ? null : { reasons: ["node(s) didn't match Pod's node affinity/selector"], hopeless: true }
}

/** Whether a term that says something holds for a node. */
export function termHolds({ matchExpressions = [], matchFields = [] }: NodeSelectorTerm, { metadata }: Node): boolean {
  if (matchExpressions.length === 0 && matchFields.length === 0) return false
  const fields: Readonly<Record<string, string>> = { 'metadata.name': metadata.name }
  const onLabels = matchExpressions.every((requirement) => holds(requirement, metadata.labels?.[requirement.key]))
  return onLabels && matchFields.every((requirement) => holds(requirement, fields[requirement.key]))
}

type Requirement = NonNullable<NodeSelectorTerm['matchExpressions']>[number]

function holds({ operator, values = [] }: Requirement, value: string | undefined): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value)
    case 'NotIn':
      return value === undefined || !values.includes(value)
    case 'Exists':
      return value !== undefined
    case 'DoesNotExist':
      return value === undefined
    case 'Gt':
      return Number(value) > Number(values[0])
    case 'Lt':
      return Number(value) < Number(values[0])
    default:
      return operator satisfies never
  }
}
