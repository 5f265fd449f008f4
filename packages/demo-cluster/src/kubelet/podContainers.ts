import type { Container, Pod } from '../kinds.ts'
import type { ContainerRecord } from './Attempt.ts'

/** An init container that keeps running beside the others. */
export function isSidecar(container: Container): boolean {
  return container.restartPolicy === 'Always'
}

/** The init container or container of that name, and where in the pod it stands as events point to it. */
export function findContainer(pod: Pod, name: string): { readonly container: Container; readonly fieldPath: string; readonly init: boolean } | null {
  const init = pod.spec.initContainers?.find((one) => one.name === name)
  if (init) return { container: init, fieldPath: `spec.initContainers{${name}}`, init: true }
  const container = pod.spec.containers.find((one) => one.name === name)
  return container ? { container, fieldPath: `spec.containers{${name}}`, init: false } : null
}

/** Whether a container that ended like this is started again, by its own restart policy or its pod's. */
export function restartsAfter(pod: Pod, container: Container, exitCode: number): boolean {
  const policy = container.restartPolicy ?? pod.spec.restartPolicy ?? 'Always'
  return policy === 'Always' || (policy === 'OnFailure' && exitCode !== 0)
}

/** Whether the next sync starts it: never ran, or ended in a way that its policy starts it again after. */
export function shouldStart(pod: Pod, container: Container, record: ContainerRecord | undefined): boolean {
  if (pod.metadata.deletionTimestamp !== undefined) return false
  if (!record) return true
  const { state } = record.latest
  return state.is === 'exited' && restartsAfter(pod, container, state.exitCode)
}

/** `web_default(uid)`: a pod as the kubelet's messages name it. */
export function podInWords({ metadata }: Pod): string {
  return `${metadata.name}_${metadata.namespace ?? 'default'}(${metadata.uid})`
}
