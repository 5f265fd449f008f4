import type { ContainerStatus, Pod } from '../kinds.ts'
import { done, type Result, refused } from '../Status.ts'
import { ContainerLog } from './ContainerLog.ts'
import type { PodState } from './PodState.ts'

const WAITING: Readonly<Record<string, string>> = {
  ErrImagePull: "image can't be pulled",
  ImagePullBackOff: 'trying and failing to pull image',
}

/** The log that a pod's status points to, as the kubelet chooses it: of the container that runs or ran last, or of the one before. Empty where the pod has no node. */
export function chooseLog(
  pod: Pod,
  state: PodState | undefined,
  { name, previous }: { readonly name: string; readonly previous: boolean },
): Result<ContainerLog> {
  if (!pod.spec.nodeName) return done(ended())
  const { containerStatuses = [], initContainerStatuses = [] } = state?.status ?? pod.status ?? {}
  const status = [...containerStatuses, ...initContainerStatuses].find((one) => one.name === name)
  const words = `container "${name}" in pod "${pod.metadata.name}"`
  if (!status) return refusal(`${words} is not available`)
  const id = idOf(status, previous)
  if (id === null && previous) return refusal(`previous terminated ${words} not found`)
  if (id === null) {
    const reason = status.state?.waiting?.reason ?? ''
    return refusal(`${words} is waiting to start: ${WAITING[reason] ?? reason}`)
  }
  const record = state?.records.get(name)
  const attempt = [record?.latest, record?.previous].find((one) => one && `containerd://${one.id}` === id)
  return done(attempt?.log ?? ended())
}

function idOf({ state, lastState, containerID }: ContainerStatus, previous: boolean): string | null {
  const last = lastState?.terminated?.containerID ?? null
  if (previous) return last
  if (state?.running) return containerID ?? null
  return state?.terminated?.containerID ?? last
}

function refusal(message: string): Result<ContainerLog> {
  return refused({ code: 400, reason: 'BadRequest', message })
}

/** Of a container that ran before this kubelet: its log is gone. */
function ended(): ContainerLog {
  const log = new ContainerLog()
  log.end(0)
  return log
}
