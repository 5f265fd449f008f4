import {
  type ConfigMapDetail,
  type ConfigMapRow,
  type Controller,
  type DeploymentRow,
  type EventRow,
  type JobRow,
  MAX_NAMESPACE_WATCHES,
  type NamespaceRow,
  type Namespaces,
  type NodeRow,
  type ReplicaSetRow,
  type ReplicationControllerRow,
  type SecretDetail,
  type SecretRow,
  type TopicName,
  type TopicParams,
  type TopicRow,
} from '@binnacle/shared'
import type { RowKind, Scope } from '../kube/Source.ts'
import { podDetails, pods } from '../podKinds.ts'
import { configMapDetail } from '../projections/configMapDetail.ts'
import { configMapRow } from '../projections/configMapRow.ts'
import { deploymentRow } from '../projections/deploymentRow.ts'
import { eventRow } from '../projections/eventRow.ts'
import { jobRow } from '../projections/jobRow.ts'
import { namespaceRow } from '../projections/namespaceRow.ts'
import { nodeRow } from '../projections/nodeRow.ts'
import { replicaSetRow } from '../projections/replicaSetRow.ts'
import { replicationControllerRow } from '../projections/replicationControllerRow.ts'
import { secretDetail } from '../projections/secretDetail.ts'
import { secretRow } from '../projections/secretRow.ts'
import { lookup } from './Lookup.ts'
import type { TopicPlan } from './Topic.ts'

const core = { group: '', version: 'v1' } as const
const apps = { group: 'apps', version: 'v1' } as const
const batch = { group: 'batch', version: 'v1' } as const
const events: RowKind<EventRow> = { id: 'events', ...core, resource: 'events', project: eventRow }
const namespaces: RowKind<NamespaceRow> = { id: 'namespaces', ...core, resource: 'namespaces', project: namespaceRow }
const nodes: RowKind<NodeRow> = { id: 'nodes', ...core, resource: 'nodes', project: nodeRow }
const deployments: RowKind<DeploymentRow> = { id: 'deployments', ...apps, resource: 'deployments', project: deploymentRow }
const replicaSets: RowKind<ReplicaSetRow> = { id: 'replicasets', ...apps, resource: 'replicasets', project: replicaSetRow }
const replicationControllers: RowKind<ReplicationControllerRow> = {
  id: 'replicationcontrollers',
  ...core,
  resource: 'replicationcontrollers',
  project: replicationControllerRow,
}
const jobs: RowKind<JobRow> = { id: 'jobs', ...batch, resource: 'jobs', project: jobRow }
const secrets: RowKind<SecretRow> = { id: 'secrets', ...core, resource: 'secrets', project: (object) => secretRow(object) }
const secretDetails: RowKind<SecretDetail> = { id: 'secrets.detail', ...core, resource: 'secrets', project: secretDetail }
const configMaps: RowKind<ConfigMapRow> = { id: 'configmaps', ...core, resource: 'configmaps', project: (object) => configMapRow(object) }
const configMapDetails: RowKind<ConfigMapDetail> = { id: 'configmaps.detail', ...core, resource: 'configmaps', project: configMapDetail }

const wholeCluster = [{ namespace: null }] as const

/** One watch per namespace, or one for all of them when that is asked or there are too many. */
const inNamespaces = (asked: Namespaces): { scopes: readonly Scope[]; keep?: (row: { namespace: string }) => boolean } => {
  if (asked === '*') return { scopes: wholeCluster }
  const wanted = new Set(asked)
  if (wanted.size > MAX_NAMESPACE_WATCHES) return { scopes: wholeCluster, keep: ({ namespace }) => wanted.has(namespace) }
  return { scopes: [...wanted].sort().map((namespace) => ({ namespace })) }
}

const controlledBy = (uid: string) => (row: { controller: Controller | null }) => row.controller?.uid === uid

/** Which watches and which rows make each topic. A topic that is left out does not compile. */
const plans: { readonly [N in TopicName]: (params: TopicParams<N>) => TopicPlan<TopicRow<N>> } = {
  pods: (params) => ({ kind: pods, ...inNamespaces(params.namespaces) }),
  pod: ({ namespace, name }) => ({ kind: podDetails, scopes: [{ namespace, fieldSelector: `metadata.name=${name}` }] }),
  events: (params) => ({ kind: events, ...inNamespaces(params.namespaces), mayDrop: true }),
  'events.about': ({ namespace, uid }) => ({ kind: events, scopes: [{ namespace, fieldSelector: `involvedObject.uid=${uid}` }] }),
  namespaces: () => ({ kind: namespaces, scopes: wholeCluster }),
  nodes: () => ({ kind: nodes, scopes: wholeCluster }),
  deployments: (params) => ({ kind: deployments, ...inNamespaces(params.namespaces) }),
  deployment: ({ namespace, name }) => ({ kind: deployments, scopes: [{ namespace, fieldSelector: `metadata.name=${name}` }] }),
  replicasets: (params) => ({ kind: replicaSets, ...inNamespaces(params.namespaces) }),
  'deployments.replicasets': ({ namespace, uid }) => ({ kind: replicaSets, scopes: [{ namespace }], keep: controlledBy(uid) }),
  'deployments.pods': ({ namespace, uid }) => ({
    kind: pods,
    scopes: [{ namespace }],
    among: { by: ({ controller }) => controller?.uid ?? null, open: lookup({ kind: replicaSets, scope: { namespace }, where: controlledBy(uid) }) },
  }),
  replicationcontrollers: (params) => ({ kind: replicationControllers, ...inNamespaces(params.namespaces) }),
  jobs: (params) => ({ kind: jobs, ...inNamespaces(params.namespaces) }),
  job: ({ namespace, name }) => ({ kind: jobs, scopes: [{ namespace, fieldSelector: `metadata.name=${name}` }] }),
  'jobs.pods': ({ namespace, uid }) => ({ kind: pods, scopes: [{ namespace }], keep: controlledBy(uid) }),
  runs: (params) => ({ offered: ({ runs }, scope) => runs.list(scope), ...inNamespaces(params.namespaces) }),
  run: ({ namespace, name }) => ({ offered: ({ runs }, scope) => runs.list(scope), scopes: [{ namespace }], keep: (row) => row.name === name }),
  'run.samples': ({ namespace, uid }) => ({ offered: ({ runs }) => runs.samples({ namespace, uid }), scopes: [{ namespace }] }),
  'run.logs': ({ namespace, uid }) => ({ offered: ({ runs }) => runs.logs({ namespace, uid }), scopes: [{ namespace }] }),
  secrets: (params) => ({ kind: secrets, ...inNamespaces(params.namespaces) }),
  secret: ({ namespace, name }) => ({ kind: secretDetails, scopes: [{ namespace, fieldSelector: `metadata.name=${name}` }] }),
  configmaps: (params) => ({ kind: configMaps, ...inNamespaces(params.namespaces) }),
  configmap: ({ namespace, name }) => ({ kind: configMapDetails, scopes: [{ namespace, fieldSelector: `metadata.name=${name}` }] }),
}

export const topicPlan = <N extends TopicName>(name: N, params: TopicParams<N>): TopicPlan<TopicRow<N>> => plans[name](params)
