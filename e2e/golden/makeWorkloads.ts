import type { ApiProxy } from './ApiProxy.ts'
import { type Json, main } from './statuses.ts'
import { deploymentCases, replicaSetCases, replicationControllerCases, type WorkloadCase } from './workloadCases.ts'

const FINALIZER = 'binnacle.dev/golden'
const LABELS = { app: 'web' }
const template = { metadata: { labels: LABELS }, spec: { containers: main('web') } }

/** Creates every case on the apiserver. Nothing but us writes there: no controller makes anything of them. */
export async function makeWorkloads(api: ApiProxy, namespace: string, moment: number): Promise<void> {
  const matching = { selector: { matchLabels: LABELS }, template }
  const apps = `/apis/apps/v1/namespaces/${namespace}`
  for (const one of deploymentCases(moment)) await makeWorkload(api, `${apps}/deployments`, { ...one, spec: { ...matching, ...one.spec } })
  for (const one of replicaSetCases()) await makeWorkload(api, `${apps}/replicasets`, { ...one, spec: { ...matching, ...one.spec } })
  const controllers = `/api/v1/namespaces/${namespace}/replicationcontrollers`
  for (const one of replicationControllerCases()) await makeWorkload(api, controllers, { ...one, spec: { template, ...one.spec } })
}

async function makeWorkload(api: ApiProxy, path: string, { name, metadata = {}, spec, status, deleted = false }: WorkloadCase): Promise<void> {
  await api.post(path, { metadata: { name, ...(deleted && { finalizers: [FINALIZER] }), ...metadata }, spec })
  if (status) await api.patch(`${path}/${name}/status`, { status } satisfies Json)
  if (deleted) await api.delete(`${path}/${name}`)
}
