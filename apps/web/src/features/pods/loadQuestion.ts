import { lazy } from 'react'

const load = () => import('./DeleteQuestion.tsx')
let loaded = false

export const DeleteQuestion = lazy(() => load().then((module) => ({ default: module.DeleteQuestion })))

/**
 * Fetches the question, then runs `ask`; at once when it is here already. It is dropped when a key or a button was pressed meanwhile:
 * a hand that has gone on must not meet a question that takes its next Delete for a yes.
 */
export function loadQuestion(ask: () => void, onFailure: () => void): void {
  if (loaded) return ask()
  const hand = new AbortController()
  for (const press of ['keydown', 'pointerdown']) window.addEventListener(press, () => hand.abort(), { capture: true, signal: hand.signal })
  load().then(() => {
    loaded = true
    if (hand.signal.aborted) return
    hand.abort()
    ask()
  }, onFailure)
}
