import { isDeepStrictEqual } from 'node:util'
import type { Workload } from './Workload.ts'

export type PodTemplate = NonNullable<Workload['spec']['template']>

/** The label by which a Deployment tells its ReplicaSets apart; no part of what a user wrote. */
const HASH = 'pod-template-hash'

export function withoutHash(template: PodTemplate): PodTemplate {
  const { labels, ...metadata } = template.metadata ?? {}
  if (labels === undefined) return template
  const { [HASH]: _, ...kept } = labels
  return { ...template, metadata: { ...metadata, labels: kept } }
}

/** Does the Deployment run this template already, but for the hash? */
export function isSameTemplate({ spec }: Workload, template: PodTemplate): boolean {
  return spec.template !== undefined && isDeepStrictEqual(withoutHash(spec.template), withoutHash(template))
}
