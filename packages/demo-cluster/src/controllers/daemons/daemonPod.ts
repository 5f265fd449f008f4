import type { Pod, PodSpec, PodTemplate, Toleration } from '../../kinds.ts'
import { matchesNodeAffinity } from '../../scheduler/nodeChecks.ts'
import type { DaemonSet, Node } from '../../workloads.ts'
import { REVISION_LABEL } from '../history/controllerRevisions.ts'
import { tolerated } from '../nodes/taints.ts'

const GENERATION_LABEL = 'pod-template-generation'
const GENERATION = 'deprecated.daemonset.template.generation'

const through = (name: string, effect: 'NoExecute' | 'NoSchedule'): Toleration => ({ key: `node.kubernetes.io/${name}`, operator: 'Exists', effect })
const TOLERATIONS: readonly Toleration[] = [
  through('not-ready', 'NoExecute'),
  through('unreachable', 'NoExecute'),
  ...['disk-pressure', 'memory-pressure', 'pid-pressure', 'unschedulable'].map((name) => through(name, 'NoSchedule')),
]

/** The template of a DaemonSet's pod on one node: bound there by affinity, and staying through the node's troubles. */
export function daemonTemplate({ metadata, spec }: DaemonSet, { node, hash }: { readonly node: string; readonly hash: string }): PodTemplate {
  const { template } = spec
  const labels = { ...template.metadata?.labels, [REVISION_LABEL]: hash, [GENERATION_LABEL]: metadata.annotations?.[GENERATION] ?? '1' }
  const here = { nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In' as const, values: [node] }] }] }
  const { affinity } = template.spec
  return {
    metadata: { ...template.metadata, labels },
    spec: {
      ...template.spec,
      affinity: { ...affinity, nodeAffinity: { ...affinity?.nodeAffinity, requiredDuringSchedulingIgnoredDuringExecution: here } },
      tolerations: tolerationsOf(template.spec),
    },
  }
}

function tolerationsOf({ tolerations = [], hostNetwork }: PodSpec): readonly Toleration[] {
  const own = [...TOLERATIONS, ...(hostNetwork ? [through('network-unavailable', 'NoSchedule')] : [])]
  return [
    ...tolerations,
    ...own.filter((one) => !tolerations.some(({ key, effect, operator }) => key === one.key && effect === one.effect && operator === one.operator)),
  ]
}

/** The node that a pod of a DaemonSet is for, also before it is bound. */
export function nodeOf({ spec }: Pod): string | undefined {
  if (spec.nodeName) return spec.nodeName
  const terms = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? []
  return terms[0]?.matchFields?.find(({ key }) => key === 'metadata.name')?.values?.[0]
}

/** Whether the node should run a pod of the set, and whether one that runs there may stay: taints against scheduling alone drive none away. */
export function placement(set: DaemonSet, node: Node): { readonly run: boolean; readonly stay: boolean } {
  const { template } = set.spec
  const tolerations = tolerationsOf(template.spec)
  const fits = (!template.spec.nodeName || template.spec.nodeName === node.metadata.name) && matchesNodeAffinity({ pod: template, node }) === null
  const barring = (node.spec.taints ?? []).filter(({ effect }) => effect !== 'PreferNoSchedule')
  const passes = (taints: typeof barring) => tolerated(tolerations, taints) !== 0
  return { run: fits && passes(barring), stay: fits && passes(barring.filter(({ effect }) => effect === 'NoExecute')) }
}
