import type { ResourceName } from '../../resources.ts'
import { otherDefaults } from './otherDefaults.ts'
import { podDefaults, templateDefaults } from './podDefaults.ts'
import type { StructDefaults } from './StructDefaults.ts'
import { serviceDefaults } from './serviceDefaults.ts'
import {
  cronJobDefaults,
  daemonSetDefaults,
  deploymentDefaults,
  jobDefaults,
  replicaSetDefaults,
  replicationControllerDefaults,
  statefulSetDefaults,
} from './workloadDefaults.ts'

const byResource: { readonly [resource: ResourceName]: StructDefaults } = {
  ...otherDefaults,
  pods: podDefaults,
  podtemplates: { inside: { template: templateDefaults } },
  services: serviceDefaults,
  replicationcontrollers: replicationControllerDefaults,
  'deployments.apps': deploymentDefaults,
  'replicasets.apps': replicaSetDefaults,
  'statefulsets.apps': statefulSetDefaults,
  'daemonsets.apps': daemonSetDefaults,
  'jobs.batch': jobDefaults,
  'cronjobs.batch': cronJobDefaults,
}

/** What an object of this resource is completed with; undefined where nothing is. */
export function kindDefaults(resource: ResourceName): StructDefaults | undefined {
  return byResource[resource]
}
