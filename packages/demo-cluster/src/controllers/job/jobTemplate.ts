import type { Container, EnvVar, PodTemplate } from '../../kinds.ts'
import type { Job } from '../../workloads.ts'
import { INDEX, TRACKING } from './jobPod.ts'

const INDEX_VARIABLE: EnvVar = { name: 'JOB_COMPLETION_INDEX', valueFrom: { fieldRef: { fieldPath: `metadata.labels['${INDEX}']`, apiVersion: 'v1' } } }
/** What a generated name may have before its suffix. */
const LONGEST_PREFIX = 58

/** The template of a Job's pods, tracked, and for an Indexed Job with what tells a pod its index. */
export function jobTemplate({ metadata, spec }: Job, index: number | null): { readonly template: PodTemplate; readonly generateName?: string } {
  const { template } = spec
  const finalizers = [...(template.metadata?.finalizers ?? []), TRACKING]
  if (index === null) return { template: { ...template, metadata: { ...template.metadata, finalizers } } }
  const { labels, annotations } = template.metadata ?? {}
  const mark = { [INDEX]: String(index) }
  const end = `-${index}-`
  return {
    template: {
      metadata: { ...template.metadata, finalizers, labels: { ...labels, ...mark }, annotations: { ...annotations, ...mark } },
      spec: {
        ...template.spec,
        hostname: `${metadata.name}-${index}`,
        containers: template.spec.containers.map(withIndex),
        ...(template.spec.initContainers ? { initContainers: template.spec.initContainers.map(withIndex) } : {}),
      },
    },
    generateName: `${metadata.name.slice(0, LONGEST_PREFIX - end.length)}${end}`,
  }
}

function withIndex(container: Container): Container {
  const env = container.env ?? []
  return env.some(({ name }) => name === INDEX_VARIABLE.name) ? container : { ...container, env: [...env, INDEX_VARIABLE] }
}
