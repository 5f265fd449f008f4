import type { PodRow } from '@binnacle/shared'

/** How much is asked before a delete: a popover, a dialog, or a dialog in which something is typed. */
export type Tier = 'popover' | 'dialog' | 'typed'

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

type Standing = {
  readonly protectedNamespaces: readonly string[]
  readonly connected: boolean
}

/** Why nothing may be deleted here at all; null when it may be tried. */
export function refusalOf(pods: readonly PodRow[], { protectedNamespaces, connected }: Standing): string | null {
  if (!connected) return 'No connection to Binnacle: nothing can be changed until it is back.'
  const shielded = pods.find((pod) => protectedNamespaces.includes(pod.namespace))
  if (shielded) return `${shielded.namespace} keeps the cluster running: Binnacle changes nothing in it unless it is started with --allow-system.`
  return null
}

/** What changed about a pod since the question was asked; null when it is still the same pod. */
export function changeOf(asked: PodRow, now: PodRow | undefined, sameName: PodRow | undefined): string | null {
  if (!now && sameName) return `${asked.name} is gone; another pod has its name now. Nothing was deleted.`
  if (!now) return `${asked.name} is gone already. Nothing was deleted.`
  if (asked.deletedAt === null && now.deletedAt !== null) return `${asked.name} is being deleted already, by someone else.`
  return null
}
