import type { ApiProxy } from './ApiProxy.ts'
import { namespaceCases, nodeCases } from './clusterCases.ts'
import { eventCases } from './eventCases.ts'
import type { PodCase } from './PodCase.ts'
import { type Json, main } from './statuses.ts'

const FINALIZER = 'binnacle.dev/golden'
const CORE = '/api/v1'

/** Creates every case on the apiserver. Nothing but us writes there: no kubelet, no controller. */
export async function makeNamespaces(api: ApiProxy, names: readonly string[]): Promise<void> {
  for (const name of names) await api.post(`${CORE}/namespaces`, { metadata: { name } })
  for (const { name, deleted } of namespaceCases) {
    await api.post(`${CORE}/namespaces`, { metadata: { name } })
    if (deleted) await api.delete(`${CORE}/namespaces/${name}`)
  }
}

export async function makePods(api: ApiProxy, namespace: string, cases: readonly PodCase[]): Promise<void> {
  for (const one of cases) await makePod(api, `${CORE}/namespaces/${namespace}/pods`, one)
}

async function makePod(api: ApiProxy, path: string, one: PodCase): Promise<void> {
  const metadata = { name: one.name, ...(one.deleted && { finalizers: [FINALIZER] }) }
  await api.post(path, { metadata, spec: { automountServiceAccountToken: false, containers: main('web'), ...one.spec } })
  if (one.ephemeral) {
    const spec = { ephemeralContainers: one.ephemeral.map((name) => ({ name, image: 'registry.example/debug:1' })) }
    await api.patch(`${path}/${one.name}/ephemeralcontainers`, { spec })
  }
  if (Object.keys(one.status).length > 0) await api.patch(`${path}/${one.name}/status`, { status: replacingConditions(one.status) })
  if (one.deleted) await api.delete(`${path}/${one.name}`)
}

/** The apiserver merges conditions by type; ours are the whole list. */
function replacingConditions(status: Json): Json {
  const { conditions } = status
  return Array.isArray(conditions) ? { ...status, conditions: [{ $patch: 'replace' }, ...conditions] } : status
}

export async function makeNodes(api: ApiProxy): Promise<void> {
  for (const { name, labels = {}, cordoned = false, status } of nodeCases) {
    await api.post(`${CORE}/nodes`, { metadata: { name, labels }, spec: { unschedulable: cordoned } })
    await api.patch(`${CORE}/nodes/${name}/status`, { status })
  }
}

export async function makeEvents(api: ApiProxy, namespace: string, moment: number): Promise<void> {
  const involvedObject = { kind: 'Pod', namespace, name: 'web', fieldPath: 'spec.containers{web}' }
  for (const { name, ...event } of eventCases(moment)) {
    await api.post(`${CORE}/namespaces/${namespace}/events`, { metadata: { name }, involvedObject, ...event })
  }
}
