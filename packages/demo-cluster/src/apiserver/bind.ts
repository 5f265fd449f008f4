import type { Condition, Pod } from '../kinds.ts'
import type { KubeObject } from '../objects.ts'
import { timestamp } from '../objects.ts'
import { done, type Result, refused } from '../Status.ts'
import type { ObjectName, WriteOptions } from './Api.ts'
import type { VerbParts } from './ApiParts.ts'
import { conflict, notFound } from './refusals.ts'

export type Binding = { readonly node: string; readonly options: WriteOptions }

/**
 * What a pod's `binding` does, in one write: the node, and PodScheduled. As on a real apiserver that is nobody's field and no new generation, and a pod gets its node
 * once.
 */
export function bind(parts: VerbParts, of: ObjectName, { node, options }: Binding): Result<KubeObject> {
  const { store, clock } = parts
  const pod = store.get('pods', of.namespace, of.name) as Pod | undefined
  if (!pod) return refused(notFound(parts.resource(of.resource), of))
  const why = refusalOf(pod)
  if (why !== null) return refused(conflict({ group: '', resource: 'pods/binding' }, { ...of, resource: 'pods/binding' }, why))
  const conditions = (pod.status?.conditions ?? []).filter(({ type }) => type !== 'PodScheduled')
  const scheduled: Condition = { type: 'PodScheduled', status: 'True', lastProbeTime: null, lastTransitionTime: timestamp(clock.now()) }
  const bound: Pod = { ...pod, spec: { ...pod.spec, nodeName: node }, status: { ...pod.status, conditions: [...conditions, scheduled] } }
  return done(options.dryRun ? bound : store.put('pods', bound))
}

function refusalOf({ metadata, spec }: Pod): string | null {
  if (metadata.deletionTimestamp !== undefined) return `pod ${metadata.name} is being deleted, cannot be assigned to a host`
  if (spec.nodeName) return `pod ${metadata.name} is already assigned to node ${JSON.stringify(spec.nodeName)}`
  return (spec.schedulingGates ?? []).length > 0 ? `pod ${metadata.name} has non-empty .spec.schedulingGates` : null
}
