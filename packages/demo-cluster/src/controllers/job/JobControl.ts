import type { ClusterParts } from '../../ClusterParts.ts'
import type { EventRecorder } from '../../events/EventRecorder.ts'
import type { Job } from '../../workloads.ts'
import { controllerOptions } from '../controllerOptions.ts'
import type { PodControl } from '../podControl.ts'
import type { OrphanPods } from '../replicas/OrphanPods.ts'
import type { Failures } from './jobBackoff.ts'

/** What the job controller works with. `failures` are known of Jobs that run, by uid. */
export type JobControl = {
  readonly parts: ClusterParts
  readonly orphans: OrphanPods
  readonly pods: PodControl
  readonly events: EventRecorder
  readonly failures: Map<string, Failures>
}

export type JobStatus = NonNullable<Job['status']>

export const JOB_CONTROLLER = 'job-controller'
export const jobOptions = controllerOptions(JOB_CONTROLLER)
