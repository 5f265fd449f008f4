import { age, humanDuration, type PodRow } from '@binnacle/shared'

/** A pod that is there for longer than this (seconds) after its time was up is late. */
const LATE = 5

/** The part of a pod's name that tells it from its siblings. */
export function suffixOf(name: string, set: string): string {
  return name.startsWith(`${set}-`) ? name.slice(set.length + 1) : name
}

/** What a small tile says of a pod at `now` (seconds): its age while all is well, else what it is doing. */
export function podPhase(pod: PodRow, now: number): string {
  const { status, deletedAt, ready, containers, created, notReadySince } = pod
  if (deletedAt !== null) return leavingWords(deletedAt - now)
  const old = age(created, now)
  if (status === 'Running') return ready < containers ? `not ready ${notReadySince === null ? old : humanDuration(Math.max(0, now - notReadySince))}` : old
  if (status === 'ContainerCreating' || status === 'PodInitializing') return `starting ${old}`
  return status
}

/** `left` seconds until it is ended by force; that takes the node a moment. */
function leavingWords(left: number): string {
  if (left > 0) return `${humanDuration(Math.ceil(left))} left`
  return left > -LATE ? 'ending' : `late by ${humanDuration(-left)}`
}

/** Everything of a pod that its tile stands for, in one sentence. */
export function podSentence(pod: PodRow, now: number): string {
  const restarts = pod.restarts === 0 ? '' : `, ${pod.restarts} ${pod.restarts === 1 ? 'restart' : 'restarts'}`
  const why = pod.why === null || pod.why.message === '' || pod.status === 'Running' ? '' : `: ${pod.why.message}`
  return `${pod.name}: ${pod.status}, ${pod.ready}/${pod.containers} ready${restarts}, ${podPhase(pod, now)}${why}`
}
