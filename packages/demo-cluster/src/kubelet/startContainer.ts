import type { ContainerStart, Image } from '../containers/Container.ts'
import type { Container } from '../kinds.ts'
import { parseQuantity } from '../quantity.ts'
import type { Attempt } from './Attempt.ts'
import { ContainerLog } from './ContainerLog.ts'
import { containerEnvironment } from './containerEnvironment.ts'
import { containerMounts } from './containerMounts.ts'
import { expand } from './expand.ts'
import { imageName } from './imageName.ts'
import type { KubeletParts } from './KubeletParts.ts'
import { killContainer } from './killContainer.ts'
import type { PodState } from './PodState.ts'
import type { StartFailure } from './podStatus.ts'
import { pullImage } from './pullImage.ts'
import type { Routine } from './Routine.ts'
import { runHook } from './runHook.ts'

/**
 * Pulls, creates and starts one container, and runs its postStart hook, in the order and with the events of the kubelet's startContainer. Gives why it could not, or null.
 */
export function* startContainer(kubelet: KubeletParts, state: PodState, container: Container): Routine<StartFailure | null> {
  const { name } = container
  const failed = ({ reason, message }: StartFailure, words = message): StartFailure => {
    state.record(name, { type: 'Warning', reason: 'Failed', message: `Error: ${words}` })
    return { reason, message }
  }
  const found = yield* pullImage(kubelet, state, container)
  if (!found.ok) return failed(found.failure, found.failure.reason)
  const env = containerEnvironment(kubelet, state, container)
  if (!env.ok) return failed({ reason: 'CreateContainerConfigError', message: env.message })
  state.record(name, { type: 'Normal', reason: 'Created', message: 'Container created' })
  yield kubelet.pace.start
  const message = launch(kubelet, state, { container, image: found.image, env: env.value })
  if (message !== null) return failed({ reason: 'RunContainerError', message })
  state.record(name, { type: 'Normal', reason: 'Started', message: 'Container started' })
  return yield* afterStart(kubelet, state, container)
}

/** As containerd calls it: with the registry and the tag, also where nobody wrote them. */
function fullName(image: string): string {
  const name = imageName(image)
  return name.ok ? name.full : image
}

type Launch = { readonly container: Container; readonly image: Image; readonly env: Readonly<Record<string, string>> }

/** Gives the runtime's words where it refuses. */
function launch(kubelet: KubeletParts, state: PodState, { container, image, env }: Launch): string | null {
  const { clock, random } = kubelet
  const id = random.hex(64)
  const log = new ContainerLog()
  const before = state.records.get(container.name)?.latest
  const attempt = { id, number: before ? before.number + 1 : 0, image: fullName(container.image), imageID: image.digest, log }
  const start = containerStart(kubelet, state, { container, env, log, id })
  const started = kubelet.runtime.start(start)
  if (started.ok) {
    state.began(container.name, { ...attempt, running: started.value, state: { is: 'running', startedAt: clock.now() } })
    return null
  }
  const { message } = started
  log.end(clock.now())
  const exited = { is: 'exited', startedAt: null, finishedAt: clock.now(), exitCode: 128, reason: 'StartError', message } as const
  const failed: Attempt = { ...attempt, running: null, state: exited }
  state.began(container.name, failed)
  return message
}

type Start = { readonly container: Container; readonly env: Readonly<Record<string, string>>; readonly log: ContainerLog; readonly id: string }

/** What the runtime is told of a container. */
export function containerStart(kubelet: KubeletParts, state: PodState, { container, env, log, id }: Start): ContainerStart {
  const { clock } = kubelet
  const { pod } = state
  const namespace = pod.metadata.namespace ?? 'default'
  const words = (list: readonly string[] | undefined) => (list && list.length > 0 ? list.map((word) => expand(word, (name) => env[name])) : null)
  const limit = container.resources?.limits?.['memory']
  return {
    image: container.image,
    command: words(container.command),
    args: words(container.args),
    env,
    workingDir: container.workingDir ?? null,
    hostname: pod.spec.hostNetwork ? kubelet.node : (pod.spec.hostname ?? pod.metadata.name).slice(0, 63),
    podIP: pod.spec.hostNetwork ? kubelet.hostIP : (state.sandbox?.ip ?? ''),
    volumes: containerMounts(state, container),
    stdin: container.stdin ?? false,
    stdinOnce: container.stdinOnce ?? false,
    tty: container.tty ?? false,
    ...userOf(state, container),
    memoryLimitBytes: limit === undefined ? null : Number((parseQuantity(limit)?.nano ?? 0n) / 1_000_000_000n),
    serviceAccount: {
      name: `system:serviceaccount:${namespace}:${pod.spec.serviceAccountName ?? 'default'}`,
      groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
    },
    streams: {
      tty: container.tty ?? false,
      write: (stream, text) => log.append(stream, text, clock.now()),
      onExit: (exit) => state.exited(container.name, { id, exit }),
    },
  }
}

function userOf({ pod }: PodState, { securityContext }: Container) {
  const runAsUser = securityContext?.runAsUser ?? pod.spec.securityContext?.runAsUser
  return runAsUser === undefined ? {} : { runAsUser }
}

function* afterStart(kubelet: KubeletParts, state: PodState, container: Container): Routine<StartFailure | null> {
  const hook = container.lifecycle?.postStart
  if (!hook) return null
  const why = yield* runHook(kubelet, state, { container, hook })
  if (why === null) return null
  state.record(container.name, { type: 'Warning', reason: 'FailedPostStartHook', message: 'PostStartHook failed' })
  yield* killContainer(kubelet, state, { name: container.name, message: 'FailedPostStartHook' })
  return { reason: 'PostStartHookError', message: why }
}
