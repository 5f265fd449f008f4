import type { Container, ContainerState, ContainerStatus, Pod, PodStatus } from '../kinds.ts'
import { timestamp } from '../objects.ts'
import type { Attempt, ContainerRecord, ContainerRecords } from './Attempt.ts'
import { podConditions } from './podConditions.ts'
import { isSidecar, shouldStart } from './podContainers.ts'
import { podPhase } from './podPhase.ts'
import { qosClass } from './qosClass.ts'

/** Why a container could not be started, as its `waiting` says it. */
export type StartFailure = { readonly reason: string; readonly message: string }

export type StatusInput = {
  readonly records: ContainerRecords
  readonly failures: ReadonlyMap<string, StartFailure>
  /** Its address is null until the first sync after it was made. */
  readonly sandbox: { readonly ip: string | null; readonly ready: boolean } | null
  readonly hostIP: string
  /** Containers of the pod have ended for good. */
  readonly terminal: boolean
  /** The pod has run longer than it may. */
  readonly expired: boolean
  readonly isStarted: (name: string, attempt: Attempt) => boolean
  readonly isReady: (name: string, attempt: Attempt) => boolean
  readonly now: number
}

/** The status of a pod from what its node knows, as the kubelet of 1.36 generates it. `before` is what it said last. Pure. */
export function podStatus(pod: Pod, input: StatusInput, before: PodStatus): PodStatus {
  const inits = (pod.spec.initContainers ?? []).map((container) => containerStatus(pod, { container, init: true, input }))
  const containers = pod.spec.containers.map((container) => containerStatus(pod, { container, init: false, input }))
  containers.sort((a, b) => (a.name < b.name ? -1 : 1))
  const initialized = containers.some((status) => status.state?.running !== undefined)
  const computed = podPhase(pod, { statuses: [...inits, ...containers], terminal: input.terminal, initialized })
  const phase = input.expired ? 'Failed' : isEnd(before.phase) && !isEnd(computed) ? before.phase : computed
  const times = { before: before.conditions ?? [], now: timestamp(input.now) }
  const conditions = podConditions(pod, { inits, containers, phase, sandboxReady: input.sandbox?.ready === true }, times)
  return {
    ...(pod.metadata.generation === undefined ? {} : { observedGeneration: pod.metadata.generation }),
    phase,
    ...reasonOf(input, { phase, before }),
    conditions,
    hostIP: input.hostIP,
    hostIPs: [{ ip: input.hostIP }],
    ...ipOf(pod, input, before),
    startTime: before.startTime ?? timestamp(input.now),
    ...(inits.length === 0 ? {} : { initContainerStatuses: inits }),
    containerStatuses: containers,
    qosClass: before.qosClass ?? qosClass(pod.spec),
  }
}

export function isEnd(phase: PodStatus['phase']): phase is 'Succeeded' | 'Failed' {
  return phase === 'Succeeded' || phase === 'Failed'
}

const EXPIRED = { reason: 'DeadlineExceeded', message: 'Pod was active on the node longer than the specified deadline' }

function reasonOf({ expired }: StatusInput, { phase, before }: { readonly phase: PodStatus['phase']; readonly before: PodStatus }) {
  if (expired) return EXPIRED
  if (phase !== before.phase) return {}
  return { ...(before.reason === undefined ? {} : { reason: before.reason }), ...(before.message === undefined ? {} : { message: before.message }) }
}

function ipOf(pod: Pod, { sandbox, hostIP }: StatusInput, before: PodStatus) {
  const ip = pod.spec.hostNetwork ? hostIP : (before.podIP ?? sandbox?.ip ?? undefined)
  return ip === undefined ? {} : { podIP: ip, podIPs: [{ ip }] }
}

type Of = { readonly container: Container; readonly init: boolean; readonly input: StatusInput }

function containerStatus(pod: Pod, { container, init, input }: Of): ContainerStatus {
  const record = input.records.get(container.name)
  const states = statesOf(pod, { container, init, input })
  const running = states.state.running !== undefined
  const attempt = record?.latest
  const started = attempt !== undefined && running && input.isStarted(container.name, attempt)
  const serves = started && attempt !== undefined && input.isReady(container.name, attempt)
  const ready = init && !isSidecar(container) ? states.state.terminated?.exitCode === 0 : serves
  return {
    name: container.name,
    state: states.state,
    lastState: states.lastState,
    ready,
    restartCount: attempt?.number ?? 0,
    image: attempt?.image ?? container.image,
    imageID: attempt?.imageID ?? '',
    ...(attempt ? { containerID: `containerd://${attempt.id}` } : {}),
    started,
    ...resourcesOf(container, attempt),
    ...mountsOf(container),
  }
}

function statesOf(pod: Pod, { container, init, input }: Of): { readonly state: ContainerState; readonly lastState: ContainerState } {
  const record: ContainerRecord | undefined = input.records.get(container.name)
  const creating = (pod.spec.initContainers ?? []).length > 0 ? 'PodInitializing' : 'ContainerCreating'
  const state = record ? stateOf(record.latest) : { waiting: { reason: creating } }
  const lastState = record?.previous ? stateOf(record.previous) : {}
  const failure = input.failures.get(container.name)
  const finished = init && !isSidecar(container) && state.terminated?.exitCode === 0
  if (!failure || finished || !shouldStart(pod, container, record)) return { state, lastState }
  return { state: { waiting: failure }, lastState: state.terminated ? state : lastState }
}

function stateOf({ id, state }: Attempt): ContainerState {
  if (state.is === 'running') return { running: { startedAt: timestamp(state.startedAt) } }
  const { startedAt, finishedAt, exitCode, reason, message } = state
  return {
    terminated: {
      exitCode,
      reason,
      ...(message === '' ? {} : { message }),
      startedAt: timestamp(startedAt ?? 0),
      finishedAt: timestamp(finishedAt),
      containerID: `containerd://${id}`,
    },
  }
}

function resourcesOf({ resources }: Container, attempt: Attempt | undefined) {
  if (!attempt) return {}
  return { ...(resources?.requests ? { allocatedResources: resources.requests } : {}), resources: resources ?? {} }
}

function mountsOf({ volumeMounts }: Container) {
  if (!volumeMounts || volumeMounts.length === 0) return {}
  return {
    volumeMounts: volumeMounts.map(({ name, mountPath, readOnly }) => ({
      name,
      mountPath,
      ...(readOnly ? { readOnly, recursiveReadOnly: 'Disabled' } : {}),
    })),
  }
}
