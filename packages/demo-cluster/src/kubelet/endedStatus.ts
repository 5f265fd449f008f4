import type { ContainerStatus, PodStatus } from '../kinds.ts'
import { isEnd } from './podStatus.ts'

const UNKNOWN = {
  terminated: {
    exitCode: 137,
    reason: 'ContainerStatusUnknown',
    message: 'The container could not be located when the pod was terminated',
    startedAt: null,
    finishedAt: null,
  },
}

/**
 * The last status of a pod, as the kubelet's status manager completes it: one that never came to run has failed, and of containers that nobody knows an end of it is said
 * so, unless they still waited for init containers.
 */
export function endedStatus(status: PodStatus): PodStatus {
  const initialized = (status.initContainerStatuses ?? []).every(({ state, started }) => state?.terminated?.exitCode === 0 || started === true)
  const end = (container: ContainerStatus) => (container.state?.terminated ? container : { ...container, state: UNKNOWN })
  return {
    ...status,
    phase: isEnd(status.phase) ? status.phase : 'Failed',
    ...(initialized && status.containerStatuses ? { containerStatuses: status.containerStatuses.map(end) } : {}),
  }
}
