import type { ContainerStart } from '../../containers/Container.ts'
import type { Container, Pod, PodSpec } from '../../kinds.ts'
import type { KubeObject } from '../../objects.ts'
import { type Pace, paces } from '../../Pace.ts'
import { testParts } from '../../testing/testParts.ts'
import { type KubeletOptions, startKubelet } from '../startKubelet.ts'
import { type Script, ScriptedRuntime } from './ScriptedRuntime.ts'

const ADMIN = { user: { name: 'kubernetes-admin', groups: ['system:masters'] }, fieldManager: 'test' }

export type OnNode = { readonly script?: (start: ContainerStart, before: number) => Script; readonly pace?: Pace; readonly options?: Partial<KubeletOptions> }

/** One kubelet with a scripted runtime on a clock that is moved by hand, and what tests look at. */
export function onNode({ script, pace = paces.instant, options = {} }: OnNode = {}) {
  const parts = { ...testParts(), pace }
  const { api, store, clock } = parts
  const runtime = new ScriptedRuntime(clock, script)
  const kubelet = startKubelet(parts, { node: 'minikube', runtime, ...options })
  const told: Pod[] = []
  const noted: KubeObject[] = []
  store.subscribe(({ resource, object }) => {
    if (resource === 'pods') told.push(object as Pod)
    if (resource === 'events') noted.push(object)
  })
  return {
    parts,
    api,
    clock,
    store,
    runtime,
    kubelet,
    told,
    /** A pod that the scheduler has bound, of one container `web` unless its spec says otherwise. */
    bind(spec: Partial<PodSpec> & { readonly web?: Partial<Container> } = {}, name = 'web-0') {
      const { web, ...rest } = spec
      const containers = rest.containers ?? [{ name: 'web', image: 'nginx:1', ...web }]
      const object = { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'default' }, spec: { nodeName: 'minikube', ...rest, containers } }
      api.create('pods', object, ADMIN)
    },
    create(resource: string, object: { readonly kind: string; readonly metadata: { readonly name: string }; readonly [field: string]: unknown }) {
      api.create(resource, { apiVersion: 'v1', ...object, metadata: { namespace: 'default', ...object.metadata } }, ADMIN)
    },
    remove(name = 'web-0', gracePeriodSeconds?: number) {
      const how = gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds }
      api.delete({ resource: 'pods', namespace: 'default', name }, how, ADMIN)
    },
    pod: (name = 'web-0') => store.get('pods', 'default', name) as Pod | undefined,
    state: (container = 'web', name = 'web-0') => statusOf(store.get('pods', 'default', name) as Pod | undefined, container),
    /** Each time that something was told of a pod. */
    events: (reason?: string) =>
      noted
        .filter((event) => (event['involvedObject'] as { kind: string }).kind === 'Pod' && (reason === undefined || event['reason'] === reason))
        .map((event) => `${String(event['reason'])}: ${String(event['message'])}`),
    /** What was told of the pod, one line for each write. */
    story: () => told.map(line),
  }
}

function statusOf(pod: Pod | undefined, container: string) {
  return [...(pod?.status?.initContainerStatuses ?? []), ...(pod?.status?.containerStatuses ?? [])].find(({ name }) => name === container)
}

function line({ metadata, status }: Pod): string {
  const containers = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])].map(({ name, state, ready, restartCount }) => {
    const words = state?.running ? 'running' : `${state?.waiting?.reason ?? state?.terminated?.reason ?? '?'}`
    return `${name}=${words}${ready ? ' ready' : ''}${restartCount > 0 ? ` ×${restartCount}` : ''}`
  })
  return [metadata.deletionTimestamp ? 'deleting' : '', status?.phase ?? '-', ...containers].filter((word) => word !== '').join(' ')
}
