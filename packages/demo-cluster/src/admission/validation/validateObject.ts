import type { KubeObject } from '../../objects.ts'
import type { ResourceName } from '../../resources.ts'
import { isSet, type Struct, struct } from '../Struct.ts'
import { autoscalerErrors } from './autoscaling.ts'
import { configMapErrors, secretErrors } from './data.ts'
import { type FieldError, forbiddenField } from './FieldError.ts'
import { ingressErrors } from './ingresses.ts'
import { cronJobErrors, jobErrors } from './jobs.ts'
import { claimErrors, disruptionBudgetErrors, leaseErrors, limitRangeErrors, quotaErrors } from './limits.ts'
import { metadataErrors, metadataUpdateErrors } from './metadata.ts'
import { networkPolicyErrors } from './networkPolicies.ts'
import { podSpecErrors, templateErrors } from './podSpec.ts'
import { bindingErrors, priorityClassErrors, roleErrors } from './rbac.ts'
import { serviceErrors } from './services.ts'
import { updateErrors } from './updates.ts'
import { daemonSetErrors, deploymentErrors, replicaSetErrors, replicationControllerErrors, statefulSetErrors } from './workloads.ts'

type Errors = readonly FieldError[]

const ofSpec = (errors: (spec: Struct) => Errors) => (object: KubeObject) => errors(struct(object['spec']))

const byResource: { readonly [resource: ResourceName]: (object: KubeObject) => Errors } = {
  pods: ofSpec((spec) => podSpecErrors(spec, 'spec')),
  podtemplates: (object) => templateErrors(object['template'], 'template'),
  'deployments.apps': ofSpec(deploymentErrors),
  'replicasets.apps': ofSpec(replicaSetErrors),
  replicationcontrollers: ofSpec(replicationControllerErrors),
  'statefulsets.apps': ofSpec(statefulSetErrors),
  'daemonsets.apps': ofSpec(daemonSetErrors),
  'jobs.batch': jobErrors,
  'cronjobs.batch': ofSpec(cronJobErrors),
  services: ofSpec(serviceErrors),
  secrets: secretErrors,
  configmaps: configMapErrors,
  'roles.rbac.authorization.k8s.io': roleErrors,
  'clusterroles.rbac.authorization.k8s.io': roleErrors,
  'rolebindings.rbac.authorization.k8s.io': bindingErrors,
  'clusterrolebindings.rbac.authorization.k8s.io': bindingErrors,
  'horizontalpodautoscalers.autoscaling': ofSpec(autoscalerErrors),
  'poddisruptionbudgets.policy': ofSpec(disruptionBudgetErrors),
  'ingresses.networking.k8s.io': ofSpec(ingressErrors),
  'networkpolicies.networking.k8s.io': ofSpec(networkPolicyErrors),
  persistentvolumeclaims: ofSpec(claimErrors),
  resourcequotas: ofSpec(quotaErrors),
  limitranges: ofSpec(limitRangeErrors),
  'priorityclasses.scheduling.k8s.io': priorityClassErrors,
  'leases.coordination.k8s.io': ofSpec(leaseErrors),
}

/** Everything that is wrong with an object as it would be stored, in the apiserver's order and words; nothing when it may be. */
export function validateObject(resource: ResourceName, object: KubeObject, before: KubeObject | null): Errors {
  const own = sameSpec(object, before) ? [] : (byResource[resource]?.(object) ?? [])
  if (before) return [...metadataUpdateErrors(object), ...orderedUpdate(resource, { own, changes: updateErrors(resource, object, before) })]
  const ephemeral =
    resource === 'pods' && isSet(struct(object['spec'])['ephemeralContainers']) ? [forbiddenField('spec.ephemeralContainers', 'cannot be set on create')] : []
  return [...metadataErrors(resource, object), ...own, ...ephemeral]
}

/** A spec that was let in before is not looked at again. */
function sameSpec(object: KubeObject, before: KubeObject | null): boolean {
  return before !== null && object['spec'] !== undefined && object['spec'] === before['spec']
}

/** Where the apiserver names what may not change before what is wrong, or after it. */
const CHANGES_FIRST = new Set(['services', 'secrets', 'configmaps', 'statefulsets.apps'])

function orderedUpdate(resource: ResourceName, { own, changes }: { readonly own: Errors; readonly changes: Errors }): Errors {
  return CHANGES_FIRST.has(resource) ? [...changes, ...own] : [...own, ...changes]
}
