import type { JobInput, JobResources } from './jobInput.ts'
import { MANAGED_BY, MANAGED_BY_LABEL, RUN_ANNOTATION } from './jobNames.ts'
import type { AtEnd } from './jobRows.ts'
import { type Plain, yamlText } from './yamlText.ts'

/** A pod that is told to stop has this long. */
export const GRACE_SECONDS = 5
/** The one container of a launched job. */
export const JOB_CONTAINER = 'main'

/** With `delete` the cluster tidies up by itself where Binnacle is not running. */
const TTL_SECONDS: Readonly<Record<AtEnd, number | undefined>> = { keepHour: 3600, delete: 300, keep: undefined }

/**
 * The Job that a launch creates. The cluster itself keeps its time: `activeDeadlineSeconds` is always set. Its pods get no token of a service account.
 */
export function jobManifest(input: JobInput) {
  const { name, namespace, runTimeSeconds, sampleSeconds, atEnd, parallelism, completions, backoffLimit } = input
  const labels = { [MANAGED_BY_LABEL]: MANAGED_BY }
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, namespace, labels, annotations: { [RUN_ANNOTATION]: JSON.stringify({ runTimeSeconds, sampleSeconds, atEnd }) } },
    spec: {
      activeDeadlineSeconds: runTimeSeconds,
      ...(TTL_SECONDS[atEnd] === undefined ? {} : { ttlSecondsAfterFinished: TTL_SECONDS[atEnd] }),
      backoffLimit,
      parallelism,
      ...(completions === null ? {} : { completions }),
      template: {
        metadata: { labels },
        spec: {
          restartPolicy: 'Never',
          terminationGracePeriodSeconds: GRACE_SECONDS,
          automountServiceAccountToken: false,
          containers: [container(input)],
        },
      },
    },
  } satisfies Plain
}

/** The same as YAML, as the form shows it and kubectl takes it. */
export function jobManifestYaml(input: JobInput): string {
  return yamlText(jobManifest(input))
}

function container({ image, command, args, env, resources }: JobInput) {
  const asked = resourcesOf(resources)
  return {
    name: JOB_CONTAINER,
    image,
    ...(command.length === 0 ? {} : { command }),
    ...(args.length === 0 ? {} : { args }),
    ...(env.length === 0 ? {} : { env }),
    ...(asked === null ? {} : { resources: asked }),
  }
}

function resourcesOf({ cpuRequest, cpuLimit, memoryRequest, memoryLimit }: JobResources) {
  const requests = amounts(cpuRequest, memoryRequest)
  const limits = amounts(cpuLimit, memoryLimit)
  return requests === null && limits === null ? null : { ...(requests && { requests }), ...(limits && { limits }) }
}

function amounts(cpu: string | null, memory: string | null) {
  return cpu === null && memory === null ? null : { ...(cpu !== null && { cpu }), ...(memory !== null && { memory }) }
}
