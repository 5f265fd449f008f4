import type { Condition, Family } from '@binnacle/shared'

/** What a condition of a pod means when it holds, and when it does not. */
const words: Readonly<Record<string, readonly [holds: string, not: string]>> = {
  PodScheduled: ['A node was chosen', 'No node was chosen yet'],
  PodReadyToStartContainers: ['Network and volumes are set up', 'Network and volumes are not set up'],
  Initialized: ['Init containers are done', 'Init containers are not done'],
  ContainersReady: ['All containers are ready', 'Not all containers are ready'],
  Ready: ['Services may send it traffic', 'Services send it no traffic'],
  DisruptionTarget: ['It is about to be evicted', 'It is not about to be evicted'],
  PodResizePending: ['A change of its resources waits', 'No change of its resources waits'],
  PodResizeInProgress: ['Its resources are being changed', 'Its resources are not being changed'],
}
/** Conditions that are bad news when they hold. */
const badWhenTrue = new Set(['DisruptionTarget', 'PodResizePending'])

export const conditionWords = (condition: Condition): string => {
  const known = Object.hasOwn(words, condition.type) ? words[condition.type] : undefined
  if (condition.status === 'Unknown') return 'The node has not said'
  if (!known) return condition.status === 'True' ? 'Holds' : 'Does not hold'
  return known[condition.status === 'True' ? 0 : 1]
}

/** A finished pod is not ready, and nothing is wrong with that. */
const finished = new Set(['PodCompleted', 'PodFailed'])

export const conditionFamily = (condition: Condition): Family => {
  if (condition.status === 'Unknown') return 'unknown'
  if (condition.status === 'False' && finished.has(condition.reason)) return 'done'
  return (condition.status === 'True') === !badWhenTrue.has(condition.type) ? 'ok' : 'attention'
}
