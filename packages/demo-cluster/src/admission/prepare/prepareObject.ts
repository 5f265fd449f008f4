import type { KubeObject } from '../../objects.ts'
import type { ResourceName } from '../../resources.ts'
import { isSet, type Struct, struct, structs, text, textPairs } from '../Struct.ts'
import { prepareService } from '../services/prepareService.ts'
import { qosClass } from './qosClass.ts'

const CONTROLLER_UID = 'batch.kubernetes.io/controller-uid'
const TEMPLATE_GENERATION = 'deprecated.daemonset.template.generation'
const NO_REPLICAS = { replicas: 0 }

/** The status that an object has when it is made, whatever the request says. */
const firstStatus: { readonly [resource: ResourceName]: Struct | ((object: KubeObject) => Struct) } = {
  pods: (pod) => ({ phase: 'Pending', ...gated(pod), qosClass: qosClass(struct(pod['spec'])) }),
  namespaces: { phase: 'Active' },
  'deployments.apps': {},
  'replicasets.apps': NO_REPLICAS,
  replicationcontrollers: NO_REPLICAS,
  'statefulsets.apps': { replicas: 0, availableReplicas: 0 },
  'daemonsets.apps': { currentNumberScheduled: 0, numberMisscheduled: 0, desiredNumberScheduled: 0, numberReady: 0 },
  'jobs.batch': {},
  'cronjobs.batch': {},
  'ingresses.networking.k8s.io': { loadBalancer: {} },
  'poddisruptionbudgets.policy': { disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 },
  'horizontalpodautoscalers.autoscaling': { desiredReplicas: 0, currentMetrics: null },
  persistentvolumeclaims: { phase: 'Pending' },
  persistentvolumes: ({ metadata }) => ({ phase: 'Pending', lastPhaseTransitionTime: metadata.creationTimestamp }),
  resourcequotas: {},
}

/** A pod with scheduling gates says so from the start: no scheduler looks at it. */
function gated({ metadata, spec }: KubeObject): Struct {
  if (structs(struct(spec)['schedulingGates']).length === 0) return {}
  const why = { reason: 'SchedulingGated', message: 'Scheduling is blocked due to non-empty scheduling gates' }
  return { conditions: [{ type: 'PodScheduled', status: 'False', lastProbeTime: null, lastTransitionTime: metadata.creationTimestamp, ...why }] }
}

/** What is in use must not vanish: somebody else takes this away when nothing uses it any more. */
const withFinalizer = (finalizer: string) => (object: KubeObject, before: KubeObject | null) => {
  const finalizers = object.metadata.finalizers ?? []
  return before || finalizers.includes(finalizer) ? object : { ...object, metadata: { ...object.metadata, finalizers: [...finalizers, finalizer] } }
}

const prepared: { readonly [resource: ResourceName]: (object: KubeObject, before: KubeObject | null) => KubeObject } = {
  'jobs.batch': (job, before) => (before ? job : withSelector(job)),
  'daemonsets.apps': withTemplateGeneration,
  services: prepareService,
  persistentvolumeclaims: withFinalizer('kubernetes.io/pvc-protection'),
  persistentvolumes: withFinalizer('kubernetes.io/pv-protection'),
  namespaces: (namespace, before) => (before ? namespace : { ...namespace, spec: { finalizers: ['kubernetes'] } }),
}

/** What the apiserver sets itself before an object is looked at: its first status, the selector of a job, addresses that a service has already. */
export function prepareObject(resource: ResourceName, object: KubeObject, before: KubeObject | null): KubeObject {
  const next = prepared[resource]?.(object, before) ?? object
  const status = before ? undefined : firstStatus[resource]
  if (status === undefined) return next
  return { ...next, status: typeof status === 'function' ? status(next) : status }
}

/** Jobs select their pods by their own uid unless they bring a selector; their names go into the labels of the pods. */
function withSelector(job: KubeObject): KubeObject {
  const spec = struct(job['spec'])
  if (spec['manualSelector'] === true) return job
  const { uid, name } = job.metadata
  const template = struct(spec['template'])
  const metadata = struct(template['metadata'])
  const own = { [CONTROLLER_UID]: uid, 'batch.kubernetes.io/job-name': name, 'controller-uid': uid, 'job-name': name }
  const labels = { ...own, ...struct(metadata['labels']) }
  const selector = struct(spec['selector'])
  const matchLabels = { [CONTROLLER_UID]: uid, ...struct(selector['matchLabels']) }
  return { ...job, spec: { ...spec, selector: { ...selector, matchLabels }, template: { ...template, metadata: { ...metadata, labels } } } }
}

/** What is completed only when an object is read back: a job without labels has those of its pods. */
export function finishObject(resource: ResourceName, job: KubeObject): KubeObject {
  if (resource !== 'jobs.batch') return job
  const labels = struct(struct(struct(job['spec'])['template'])['metadata'])['labels']
  const hasLabels = Object.keys(job.metadata.labels ?? {}).length > 0
  return hasLabels || Object.keys(struct(labels)).length === 0 ? job : { ...job, metadata: { ...job.metadata, labels: Object.fromEntries(textPairs(labels)) } }
}

/** An older count of a daemon set's templates is still written beside its generation. */
function withTemplateGeneration(set: KubeObject, before: KubeObject | null): KubeObject {
  const last = Number(text(struct(before?.metadata.annotations)[TEMPLATE_GENERATION])) || 0
  const templateOf = (object: KubeObject | null) => JSON.stringify(struct(object?.['spec'])['template'])
  const count = before && templateOf(before) === templateOf(set) && isSet(last) ? last : last + 1
  return { ...set, metadata: { ...set.metadata, annotations: { ...set.metadata.annotations, [TEMPLATE_GENERATION]: String(count) } } }
}
