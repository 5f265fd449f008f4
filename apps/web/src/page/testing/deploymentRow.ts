import type { DeploymentRow } from '@binnacle/shared'

/** A Deployment of four pods, all rolled out. */
export function deploymentRow(parts: Partial<DeploymentRow> = {}): DeploymentRow {
  return {
    uid: 'u-web',
    namespace: 'shop',
    name: 'web',
    created: 1_699_990_000,
    desired: 4,
    replicas: 4,
    updated: 4,
    ready: 4,
    available: 4,
    terminating: null,
    generation: 7,
    observedGeneration: 7,
    paused: false,
    strategy: 'RollingUpdate',
    maxSurge: '25%',
    maxUnavailable: '25%',
    progressDeadlineSeconds: 600,
    revision: 3,
    cause: null,
    progressing: null,
    availability: null,
    replicaFailure: null,
    images: [{ name: 'web', image: 'web:3' }],
    selector: 'app=web',
    deletedAt: null,
    ...parts,
  }
}
