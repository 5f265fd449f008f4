import type { ApiProxy } from '../ApiProxy.ts'
import type { Json } from '../statuses.ts'
import { watchObjects } from './watchObjects.ts'

/** Pods that ask for this scheduler are on no node: nothing of them runs, and what a kubelet would say of them is said by `playPods`. */
export const NO_SCHEDULER = 'nobody'

type Pod = Json & { readonly metadata: { readonly name: string }; readonly spec: { readonly schedulerName: string } }

/** Makes such pods of the namespace ready as soon as they are there, so that a rollout takes as long as its controllers. */
export function playPods(api: ApiProxy, namespace: string, signal: AbortSignal): Promise<void> {
  const path = `/api/v1/namespaces/${namespace}/pods`
  return watchObjects<Pod>(api.url + path, signal, ({ type, object }) => {
    if (type === 'ADDED' && object.spec.schedulerName === NO_SCHEDULER) void makeReady(api, `${path}/${object.metadata.name}/status`, signal)
  })
}

async function makeReady(api: ApiProxy, path: string, signal: AbortSignal): Promise<void> {
  const conditions = [{ type: 'Ready', status: 'True', lastTransitionTime: new Date().toISOString() }]
  try {
    await api.patch(path, { status: { phase: 'Running', conditions } })
  } catch (failure) {
    // A rollout takes some pods away before they were ready, and the end takes all.
    if (!signal.aborted && !(failure instanceof Error && failure.message.includes(': 404 '))) throw failure
  }
}
