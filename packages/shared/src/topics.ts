import * as z from 'zod/mini'
import { ConfigMapDetail, ConfigMapRow, SecretDetail, SecretRow } from './configRows.ts'
import { JobRow } from './jobRows.ts'
import { Label, type Need, Subdomain, Uid } from './kubeNames.ts'
import { EventRow, NamespaceRow, NodeRow, PodDetail, PodRow } from './rows.ts'
import { RunLogRow, RunRow, SampleRow } from './runRows.ts'
import { DeploymentRow, ReplicaSetRow, ReplicationControllerRow } from './workloadRows.ts'

/** Above this many chosen namespaces the cluster-wide list is watched and filtered instead of one watch each. */
export const MAX_NAMESPACE_WATCHES = 10

/** `'*'` asks for the whole cluster; a list asks for each of these namespaces and nothing else. */
export const Namespaces = z.union([z.literal('*'), z.array(Label).check(z.minLength(1), z.maxLength(100))])
export type Namespaces = z.infer<typeof Namespaces>

const InNamespaces = z.strictObject({ namespaces: Namespaces })
const NoParams = z.strictObject({})
const OneObject = z.strictObject({ namespace: Label, name: Subdomain })
/** An object by its uid: its successor of the same name is not meant. */
const OfOne = z.strictObject({ namespace: Label, uid: Uid })

const listAndWatch = (resource: string, group = '') =>
  [
    { verb: 'list', group, resource },
    { verb: 'watch', group, resource },
  ] as const satisfies readonly Need[]

/** The read side: everything the browser can watch. An entry says what the topic takes, what one of its rows is and which rights it needs. */
export const topics = {
  pods: { params: InNamespaces, row: PodRow, needs: listAndWatch('pods') },
  /** Whole detail of one pod by name: one row while it exists, none after. */
  pod: { params: OneObject, row: PodDetail, needs: listAndWatch('pods') },
  events: { params: InNamespaces, row: EventRow, needs: listAndWatch('events') },
  /** The events about one object only, picked by the apiserver (`involvedObject.uid`). */
  'events.about': {
    params: OfOne,
    row: EventRow,
    needs: listAndWatch('events'),
  },
  namespaces: { params: NoParams, row: NamespaceRow, needs: listAndWatch('namespaces') },
  nodes: { params: NoParams, row: NodeRow, needs: listAndWatch('nodes') },
  deployments: { params: InNamespaces, row: DeploymentRow, needs: listAndWatch('deployments', 'apps') },
  /** One deployment by name: one row while it exists, none after. */
  deployment: { params: OneObject, row: DeploymentRow, needs: listAndWatch('deployments', 'apps') },
  replicasets: { params: InNamespaces, row: ReplicaSetRow, needs: listAndWatch('replicasets', 'apps') },
  /** The ReplicaSets whose controller is the Deployment with this uid, from the rows that the namespace's list shares. */
  'deployments.replicasets': { params: OfOne, row: ReplicaSetRow, needs: listAndWatch('replicasets', 'apps') },
  /** The pods of those ReplicaSets: needs both lists of the namespace. */
  'deployments.pods': { params: OfOne, row: PodRow, needs: [...listAndWatch('pods'), ...listAndWatch('replicasets', 'apps')] },
  replicationcontrollers: { params: InNamespaces, row: ReplicationControllerRow, needs: listAndWatch('replicationcontrollers') },
  jobs: { params: InNamespaces, row: JobRow, needs: listAndWatch('jobs', 'batch') },
  /** One Job by name: one row while it exists, none after. */
  job: { params: OneObject, row: JobRow, needs: listAndWatch('jobs', 'batch') },
  /** The pods whose controller is the Job with this uid. */
  'jobs.pods': { params: OfOne, row: PodRow, needs: listAndWatch('pods') },
  /** The runs of Jobs that Binnacle launched, also of those that are gone since Binnacle started. */
  runs: { params: InNamespaces, row: RunRow, needs: listAndWatch('jobs', 'batch') },
  /** The runs of this name: the newest (`created`) is the one that has it now, or had it last. */
  run: { params: OneObject, row: RunRow, needs: listAndWatch('jobs', 'batch') },
  /** What Binnacle saw of a run at T+0, T+10 and so on. `uid` is the Job's. */
  'run.samples': { params: OfOne, row: SampleRow, needs: [...listAndWatch('jobs', 'batch'), ...listAndWatch('pods')] },
  /** The last lines of every container of a run, saved as each ended. */
  'run.logs': { params: OfOne, row: RunLogRow, needs: [...listAndWatch('pods'), { verb: 'get', group: '', resource: 'pods', subresource: 'log' }] },
  secrets: { params: InNamespaces, row: SecretRow, needs: listAndWatch('secrets') },
  /** One Secret by name, without its values: one row while it exists, none after. */
  secret: { params: OneObject, row: SecretDetail, needs: listAndWatch('secrets') },
  configmaps: { params: InNamespaces, row: ConfigMapRow, needs: listAndWatch('configmaps') },
  /** One ConfigMap by name, without its values. */
  configmap: { params: OneObject, row: ConfigMapDetail, needs: listAndWatch('configmaps') },
} as const

export type TopicName = keyof typeof topics
export type TopicParams<N extends TopicName> = z.infer<(typeof topics)[N]['params']>
export type TopicRow<N extends TopicName> = z.infer<(typeof topics)[N]['row']>

/** How many lines of a container's past a log subscription begins with. */
export const LOG_TAIL_LINES = 200

/**
 * Streams of lines instead of rows. `pods.logs`: the last `tail` lines of one container, then what it writes while the
 * subscription lasts; `previous` reads the container instance before the last restart and ends at its end.
 */
export const streams = {
  'pods.logs': {
    params: z.strictObject({
      namespace: Label,
      name: Subdomain,
      uid: Uid,
      container: Label,
      previous: z.boolean(),
      tail: z.int().check(z.gte(0), z.lte(5000)),
    }),
    needs: [{ verb: 'get', group: '', resource: 'pods', subresource: 'log' }] as const satisfies readonly Need[],
  },
} as const

export type StreamName = keyof typeof streams
export type StreamParams<N extends StreamName> = z.infer<(typeof streams)[N]['params']>
