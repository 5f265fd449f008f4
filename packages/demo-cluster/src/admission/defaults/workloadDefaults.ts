import { isSet, type Struct, struct } from '../Struct.ts'
import { claimDefaults } from './otherDefaults.ts'
import { templateDefaults } from './podDefaults.ts'
import type { StructDefaults } from './StructDefaults.ts'

const template = templateDefaults
const MAX_INT32 = 2_147_483_647

/** `apps/v1`: Deployments. */
export const deploymentDefaults: StructDefaults = {
  inside: {
    spec: {
      values: { replicas: 1, strategy: {}, revisionHistoryLimit: 10, progressDeadlineSeconds: 600 },
      inside: {
        template,
        strategy: {
          values: { type: 'RollingUpdate', rollingUpdate: (of: Struct) => (of['type'] === 'RollingUpdate' ? {} : undefined) },
          inside: { rollingUpdate: { values: { maxUnavailable: '25%', maxSurge: '25%' } } },
        },
      },
    },
  },
}

export const replicaSetDefaults: StructDefaults = { inside: { spec: { values: { replicas: 1 }, inside: { template } } } }

/** Selector and labels of a replication controller come from its template. */
export const replicationControllerDefaults: StructDefaults = {
  first: (of) => {
    const spec = struct(of['spec'])
    const labels = labelsOf(spec['template'])
    if (!labels) return of
    return withLabels({ ...of, spec: isEmpty(spec['selector']) ? { ...spec, selector: labels } : spec }, labels)
  },
  ...replicaSetDefaults,
}

/** A field of a feature that is switched off in this version is dropped. */
const withoutMaxUnavailable = (of: Struct): Struct => (isSet(of['maxUnavailable']) ? { ...of, maxUnavailable: undefined } : of)

export const statefulSetDefaults: StructDefaults = {
  inside: {
    spec: {
      values: {
        podManagementPolicy: 'OrderedReady',
        updateStrategy: { type: 'RollingUpdate', rollingUpdate: {} },
        persistentVolumeClaimRetentionPolicy: {},
        replicas: 1,
        revisionHistoryLimit: 10,
      },
      inside: {
        template,
        updateStrategy: {
          first: (of) => (isSet(of['type']) ? of : { ...of, type: 'RollingUpdate', rollingUpdate: of['rollingUpdate'] ?? {} }),
          inside: { rollingUpdate: { first: withoutMaxUnavailable, values: { partition: 0 } } },
        },
        persistentVolumeClaimRetentionPolicy: { values: { whenDeleted: 'Retain', whenScaled: 'Retain' } },
        volumeClaimTemplates: {
          values: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', status: {} },
          inside: { ...claimDefaults.inside, status: { values: { phase: 'Pending' } } },
        },
      },
    },
  },
}

export const daemonSetDefaults: StructDefaults = {
  inside: {
    spec: {
      values: { updateStrategy: {}, revisionHistoryLimit: 10 },
      inside: {
        template,
        updateStrategy: {
          values: { type: 'RollingUpdate', rollingUpdate: (of: Struct) => (of['type'] === 'RollingUpdate' ? {} : undefined) },
          inside: { rollingUpdate: { values: { maxUnavailable: 1, maxSurge: 0 } } },
        },
      },
    },
  },
}

const jobSpec: StructDefaults = {
  values: {
    completions: (of: Struct) => (isSet(of['parallelism']) ? undefined : 1),
    parallelism: 1,
    backoffLimit: (of: Struct) => (isSet(of['backoffLimitPerIndex']) ? MAX_INT32 : 6),
    completionMode: 'NonIndexed',
    suspend: false,
    podReplacementPolicy: (of: Struct) => (isSet(of['podFailurePolicy']) ? 'Failed' : 'TerminatingOrFailed'),
    manualSelector: false,
  },
  inside: {
    template,
    podFailurePolicy: { inside: { rules: { inside: { onPodConditions: { values: { status: 'True' } } } } } },
  },
}

export const jobDefaults: StructDefaults = { inside: { spec: jobSpec } }

/** The job that a cron job describes is completed when it is made; only its template is completed before. */
export const cronJobDefaults: StructDefaults = {
  inside: {
    spec: {
      values: { concurrencyPolicy: 'Allow', suspend: false, successfulJobsHistoryLimit: 3, failedJobsHistoryLimit: 1 },
      inside: { jobTemplate: { values: { metadata: {} }, inside: { spec: { inside: { template } } } } },
    },
  },
}

function labelsOf(template: unknown): Struct | null {
  const labels = struct(struct(template)['metadata'])['labels']
  return isEmpty(labels) ? null : struct(labels)
}

function withLabels(of: Struct, labels: Struct): Struct {
  const metadata = struct(of['metadata'])
  return isEmpty(metadata['labels']) ? { ...of, metadata: { ...metadata, labels } } : of
}

function isEmpty(value: unknown): boolean {
  return Object.keys(struct(value)).length === 0
}
