export { cutAfter, type Faults, hang, reset, type SeenRequest, type Step } from './apiserver/http/Faults.ts'
export type { ClusterOptions } from './ClusterOptions.ts'
export { type Cluster, createCluster, type Listening } from './createCluster.ts'
