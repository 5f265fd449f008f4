import { RowCodec } from './codec.ts'
import { type TopicName, type TopicRow, topics } from './topics.ts'

/** How the rows of each topic travel, on both ends. */
export const codecs: { readonly [N in TopicName]: RowCodec<TopicRow<N>> } = {
  pods: new RowCodec(topics.pods.row),
  pod: new RowCodec(topics.pod.row),
  events: new RowCodec(topics.events.row),
  'events.about': new RowCodec(topics['events.about'].row),
  namespaces: new RowCodec(topics.namespaces.row),
  nodes: new RowCodec(topics.nodes.row),
  deployments: new RowCodec(topics.deployments.row),
  deployment: new RowCodec(topics.deployment.row),
  replicasets: new RowCodec(topics.replicasets.row),
  'deployments.replicasets': new RowCodec(topics['deployments.replicasets'].row),
  'deployments.pods': new RowCodec(topics['deployments.pods'].row),
  replicationcontrollers: new RowCodec(topics.replicationcontrollers.row),
  jobs: new RowCodec(topics.jobs.row),
  job: new RowCodec(topics.job.row),
  'jobs.pods': new RowCodec(topics['jobs.pods'].row),
  runs: new RowCodec(topics.runs.row),
  run: new RowCodec(topics.run.row),
  'run.samples': new RowCodec(topics['run.samples'].row),
  'run.logs': new RowCodec(topics['run.logs'].row),
  secrets: new RowCodec(topics.secrets.row),
  secret: new RowCodec(topics.secret.row),
  configmaps: new RowCodec(topics.configmaps.row),
  configmap: new RowCodec(topics.configmap.row),
}
