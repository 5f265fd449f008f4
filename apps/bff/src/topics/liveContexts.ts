import type { Outcome } from '@binnacle/shared'
import type { Cluster } from '../kube/Cluster.ts'
import { followLog } from '../kube/followLog.ts'
import type { LiveCluster, RunSources } from './LiveCluster.ts'

/** The contexts of a kubeconfig as a Hub opens them. */
export const liveContexts = (contexts: {
  open(name: string): Outcome<Cluster>
  runs(cluster: Cluster): RunSources
}): ((context: string) => Outcome<LiveCluster>) => {
  const known = new WeakMap<Cluster, LiveCluster>()
  return (context) => {
    const opened = contexts.open(context)
    if (!opened.ok) return opened
    const live = known.get(opened.output) ?? liveCluster(opened.output, contexts.runs(opened.output))
    known.set(opened.output, live)
    return { ok: true, output: live }
  }
}

const liveCluster = (cluster: Cluster, runs: RunSources): LiveCluster => ({
  runs,
  informers: cluster.informers,
  get health() {
    return cluster.health
  },
  subscribe: (listener) => cluster.subscribe(listener),
  follow: (params, sink) => followLog(cluster.client, params, sink),
})
