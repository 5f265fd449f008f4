import type { DeleteQuestion } from './DeleteQuestion.tsx'

type Question = typeof DeleteQuestion

let loaded: Question | null = null

/**
 * Fetches the question, then runs `ask` with it; at once when it is here already. It is dropped when a key or a button was pressed meanwhile:
 * a hand that has gone on must not meet a question that takes its next Delete for a yes.
 */
export function loadQuestion(ask: (question: Question) => void, onFailure: () => void): void {
  if (loaded !== null) return ask(loaded)
  const hand = new AbortController()
  for (const press of ['keydown', 'pointerdown']) window.addEventListener(press, () => hand.abort(), { capture: true, signal: hand.signal })
  import('./DeleteQuestion.tsx').then((module) => {
    loaded = module.DeleteQuestion
    if (hand.signal.aborted) return
    hand.abort()
    ask(loaded)
  }, onFailure)
}
