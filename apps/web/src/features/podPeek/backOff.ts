import type { ContainerDetail } from '@binnacle/shared'

const seconds: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1 }

/** The pause that a waiting message names ("back-off 2m40s restarting failed container"), in seconds; null where it names none. */
export const backOffSeconds = (message: string): number | null => {
  const [, pause] = /\bback-off ((?:\d+(?:\.\d+)?[hms])+)/.exec(message) ?? []
  if (pause === undefined) return null
  return [...pause.matchAll(/([\d.]+)([hms])/g)].reduce((sum, [, amount, unit]) => sum + Number(amount) * (seconds[unit ?? ''] ?? 0), 0)
}

/** When the kubelet tries again (epoch seconds): the end of the last run and the pause that the cluster named. Null where either is not known. */
export const nextTryAt = (container: ContainerDetail): number | null => {
  if (container.state.state !== 'waiting') return null
  const pause = backOffSeconds(container.state.message)
  const ended = container.last?.state === 'terminated' ? container.last.finishedAt : null
  return pause === null || ended === null ? null : ended + pause
}
