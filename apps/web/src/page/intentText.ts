import { visibleText } from '@binnacle/shared'
import type { Action } from '../commands/Activity.ts'

/** `12 ms`, `4.1 s`, `2 min 5 s`. */
export function tookText(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1_000)} s`
}

/** How far an action has come: `accepted 12 ms, seen 40 ms, 5 of 6 ready`. */
export function stateText({ state, acceptedMs, seenMs, doneMs, followed, late, progress, failure }: Action): string {
  if (state === 'sent') return 'sent'
  if (state === 'refused') return `refused: ${visibleText(failure?.message ?? '')}`
  if (state === 'unknown') return visibleText(failure?.message ?? 'nobody knows whether this happened')
  const parts = [acceptedMs === null ? 'not answered yet' : `accepted ${tookText(acceptedMs)}`]
  if (state === 'accepted' && late) parts.push('not visible yet')
  if (seenMs !== null) parts.push(`seen ${tookText(seenMs)}`)
  if (progress !== null && state !== 'done') parts.push(progress)
  if (state === 'done' && doneMs !== null) parts.push(`done ${tookText(doneMs)}`)
  if (state === 'seen' && !followed && progress === null) parts.push('not watched any more')
  return parts.join(', ')
}

/** `scale 4 → 6: accepted 12 ms, seen 40 ms, 5 of 6 ready`. */
export function intentText(action: Action): string {
  return `${action.wish}: ${stateText(action)}`
}

/** What a notice says of an action: `Scaled web from 4 to 6. Done in 4.1 s`, or why it did not happen. */
export function outcomeText(action: Action | undefined, did: string): string {
  if (!action) return did
  const { state, failure, target, wish, doneMs, progress, followed } = action
  if (state === 'refused') return `${target.kind} ${target.name}: ${wish} was refused. ${visibleText(failure?.message ?? '')}`
  if (state === 'unknown') return `${target.kind} ${target.name}: ${wish}. ${visibleText(failure?.message ?? '')}`
  const said = did === '' ? `${target.kind} ${target.name}: ${wish}` : did
  if (state === 'done' && doneMs !== null) return `${said}. Done in ${tookText(doneMs)}`
  // Numbers that still move are the chip's.
  return progress === null || followed ? said : `${said}: ${progress}`
}

export function undoWord({ command, undoes }: Action): string {
  return undoes !== null || command === 'deployments.undo' ? 'Undo the undo' : 'Undo'
}
