import type { ApiProxy } from '../golden/ApiProxy.ts'
import type { Json } from '../golden/statuses.ts'

/** Four namespaces of our own, each with pods and events of the same names, and two nodes. Nothing schedules the pods, so nobody but us changes them. */
export const NAMESPACES = ['lines-a', 'lines-b', 'lines-c', 'lines-d'] as const
export const NODE = 'lines-node'
const PODS = ['web-1', 'web-2'] as const

export async function makeScene(api: ApiProxy, kubeletPort: number): Promise<void> {
  for (const name of [NODE, 'lines-node-2']) await makeNode(api, name)
  const addresses = [{ type: 'InternalIP', address: '127.0.0.1' }]
  await api.patch(`/api/v1/nodes/${NODE}/status`, { status: { addresses, daemonEndpoints: { kubeletEndpoint: { Port: kubeletPort } } } })
  for (const namespace of NAMESPACES) {
    await makeNamespace(api, namespace)
    for (const pod of PODS) {
      const made = await makePod(api, { namespace, name: pod })
      await makeEvent(api, { namespace, name: `about-${pod}`, about: referenceTo('Pod', made) })
    }
  }
  await makePod(api, { namespace: 'lines-a', name: 'logging', spec: { nodeName: NODE } })
}

export function makeNode(api: ApiProxy, name: string): Promise<Json> {
  return api.post('/api/v1/nodes', { metadata: { name } })
}

export function makeNamespace(api: ApiProxy, name: string): Promise<Json> {
  return api.post('/api/v1/namespaces', { metadata: { name } })
}

export function makePod(
  api: ApiProxy,
  { namespace, name, spec = {}, finalizers = [] }: { namespace: string; name: string; spec?: Json; finalizers?: string[] },
): Promise<Json> {
  const containers = ['web', 'log'].map((container) => ({ name: container, image: 'registry.example/app:1' }))
  return api.post(`/api/v1/namespaces/${namespace}/pods`, {
    metadata: { name, finalizers },
    spec: { automountServiceAccountToken: false, containers, ...spec },
  })
}

/** As the makers of events refer to what they are about. */
export function referenceTo(kind: string, object: Json): Json {
  const apiVersion = object['apiVersion'] ?? 'v1'
  const { name, namespace, uid } = object['metadata'] as Json // the border: a stored object has metadata
  return { apiVersion, kind, name, namespace, uid }
}

/** Its message is its name, so that every table that prints a message names the event. */
export function makeEvent(api: ApiProxy, { namespace, name, about }: { namespace: string; name: string; about: Json }): Promise<Json> {
  const now = new Date().toISOString().replace(/\.\d+Z/, 'Z')
  const times = { count: 1, firstTimestamp: now, lastTimestamp: now }
  return api.post(`/api/v1/namespaces/${namespace}/events`, {
    metadata: { name },
    involvedObject: about,
    type: 'Normal',
    reason: 'Proof',
    message: name,
    ...times,
  })
}
