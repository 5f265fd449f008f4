import type { ContainerDetail, PodDetail } from '@binnacle/shared'
import { inTrouble } from './containerWords.ts'

/** The container whose log is shown first: the one that the pod names (`kubectl.kubernetes.io/default-container`), else the first one in trouble, else the first main one. */
export const defaultContainer = (pod: PodDetail): ContainerDetail | null => {
  const first = pod.containers.find((container) => container.role === 'main') ?? pod.containers[0] ?? null
  const named = pod.containers.find((container) => container.name === pod.defaultContainer)
  return named ?? pod.containers.find(inTrouble) ?? first
}
