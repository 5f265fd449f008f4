import type { ContainerState, ContainerStatus } from '../kinds.ts'
import type { Attempt, AttemptState, ContainerRecord } from './Attempt.ts'
import { ContainerLog } from './ContainerLog.ts'
import { containerEnvironment } from './containerEnvironment.ts'
import type { KubeletParts } from './KubeletParts.ts'
import { mountedFiles } from './mountedFiles.ts'
import type { PodState } from './PodState.ts'
import { findContainer } from './podContainers.ts'
import { isEnd } from './podStatus.ts'
import { volumeFiles } from './podVolumes.ts'
import { containerStart } from './startContainer.ts'

/**
 * Takes over a pod that was on the node before this kubelet: what its status says to run runs, with its old id and start, without events or writes; what had ended has, and
 * waits as long as it would have.
 */
export function adoptPod(kubelet: KubeletParts, state: PodState): void {
  const { status, spec } = state.pod
  if (!status?.startTime) return
  if (isEnd(status.phase)) {
    state.stopped = true
    return
  }
  if (status.podIP && !spec.hostNetwork) {
    const ready = status.conditions?.some(({ type, status: is }) => type === 'PodReadyToStartContainers' && is === 'True') ?? true
    kubelet.addresses.keep(status.podIP)
    state.sandbox = { ip: status.podIP, ready }
  }
  for (const volume of spec.volumes ?? []) {
    const set = volumeFiles(kubelet, state, volume)
    if (set.ok) state.volumes.set(volume.name, mountedFiles(kubelet, state, { volume, own: set.files }))
  }
  for (const one of [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])]) adoptContainer(kubelet, state, one)
  state.probes.begin()
  for (const { name, started = false, ready } of [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])]) {
    const attempt = state.records.get(name)?.latest
    if (attempt?.state.is === 'running') state.probes.trust(name, { attempt, started, ready })
  }
}

function adoptContainer(kubelet: KubeletParts, state: PodState, status: ContainerStatus): void {
  const { name, state: now, lastState, restartCount } = status
  if (now?.waiting) adoptWaiting(kubelet, state, { name, waiting: now.waiting })
  const current = now?.running || now?.terminated ? now : lastState?.terminated ? lastState : null
  if (!current) return
  const before = current === now ? lastState?.terminated : undefined
  const previous = before ? ended({ ...status, restartCount: Math.max(0, restartCount - 1) }, before) : null
  const latest = current.terminated ? ended(status, current.terminated) : run(kubelet, state, status)
  if (latest) state.adopt(name, { latest, previous })
  if (now?.terminated && latest?.state.is === 'exited') state.crashes.recall(name, { failures: restartCount, at: latest.state.finishedAt })
}

const DELAY = /^back-off (?:(\d+)m)?(?:(\d+(?:\.\d+)?)s)? restarting/

function adoptWaiting(
  kubelet: KubeletParts,
  state: PodState,
  { name, waiting: { reason = '', message = '' } }: { readonly name: string; readonly waiting: NonNullable<ContainerState['waiting']> },
): void {
  if (reason === 'ContainerCreating' || reason === 'PodInitializing') return
  state.failures.set(name, { reason, message })
  const [, minutes = '0', seconds = '0'] = DELAY.exec(message) ?? []
  const delay = (Number(minutes) * 60 + Number(seconds)) * 1000
  if (delay > 0) state.crashes.restore(name, { delay, at: kubelet.clock.now() })
}

function identity({ restartCount, image, imageID, containerID }: ContainerStatus) {
  return { id: (containerID ?? '').replace('containerd://', ''), number: restartCount, image, imageID, log: new ContainerLog() }
}

function ended(status: ContainerStatus, terminated: NonNullable<ContainerState['terminated']>): Attempt {
  const { startedAt, finishedAt, exitCode, reason = '', message = '', containerID } = terminated
  const own = identity({ ...status, ...(containerID === undefined ? {} : { containerID }) })
  own.log.end(0)
  const times = { startedAt: startedAt ? Date.parse(startedAt) : null, finishedAt: finishedAt ? Date.parse(finishedAt) : 0 }
  return { ...own, running: null, state: { is: 'exited', ...times, exitCode, reason, message } }
}

function run(kubelet: KubeletParts, state: PodState, status: ContainerStatus): ContainerRecord['latest'] | null {
  const container = findContainer(state.pod, status.name)?.container
  if (!container) return null
  const attempt = identity(status)
  kubelet.images.adopt(container.image)
  const env = containerEnvironment(kubelet, state, container)
  const started = kubelet.runtime.start(containerStart(kubelet, state, { container, env: env.ok ? env.value : {}, log: attempt.log, id: attempt.id }))
  const startedAt = Date.parse(status.state?.running?.startedAt ?? state.pod.metadata.creationTimestamp)
  const now = kubelet.clock.now()
  const lost: AttemptState = { is: 'exited', startedAt, finishedAt: now, exitCode: 137, reason: 'ContainerStatusUnknown', message: LOST }
  return started.ok ? { ...attempt, running: started.value, state: { is: 'running', startedAt } } : { ...attempt, running: null, state: lost }
}

const LOST = 'The container could not be located when the pod was terminated'
