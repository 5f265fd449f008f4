import type { PodRow } from '@binnacle/shared'
import type { Tier } from '../../page/ActionKind.ts'
import { objectChange } from '../../page/objectChange.ts'
import { type Standing, standingRefusal } from '../../page/standing.ts'

/** From this many pods on, the number is typed. */
const MANY = 6

export function tierOf(pods: readonly PodRow[]): Tier {
  if (pods.length >= MANY) return 'typed'
  return pods.length === 1 && pods[0]?.controller ? 'popover' : 'dialog'
}

/** What will happen, in one line. */
export function consequence(pod: PodRow): string {
  const owner = pod.controller
  if (owner === null) return 'Nothing brings it back: no controller owns this pod.'
  if (owner.kind === 'Node') return `This is a static pod: the kubelet of ${owner.name} shows it again at once.`
  if (owner.kind === 'Job') return `Job ${owner.name} decides whether another one starts.`
  return `${owner.kind} ${owner.name} starts another one in its place.`
}

/** What a reader types to delete many. */
export function typedWord(pods: readonly PodRow[]): string {
  return `${pods.length} pods`
}

/** Why nothing may be deleted here at all; null when it may be tried. */
export function refusalOf(pods: readonly PodRow[], standing: Standing): string | null {
  return standingRefusal(
    standing,
    pods.map((pod) => pod.namespace),
  )
}

/** What changed about a pod since the question was asked; null when it is still the same pod. */
export const changeOf = objectChange({ kind: 'pod', done: 'deleted' })
