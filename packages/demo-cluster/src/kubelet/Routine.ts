import type { Clock } from '../clock.ts'

/** What a routine waits for: a time in milliseconds, or something that calls `go` once; what that gives back stops it from doing so. */
export type Wait = number | ((go: () => void) => (() => void) | undefined)

/** Steps with waits between them, on the cluster's clock: how the kubelet writes down what a real one does in a thread of its own. */
export type Routine<Value = void> = Generator<Wait, Value, void>

/** Runs a routine up to its first wait, and on from there as the waits end. Gives what stops it where it stands, `finally` included; `ended` is not called then. */
export function runRoutine(clock: Clock, routine: Routine, ended: () => void): () => void {
  let stopped = false
  let cancel: (() => void) | undefined
  /** Starts waiting; false where there is nothing to wait for. */
  function waits(wait: Wait): boolean {
    if (typeof wait === 'number') {
      if (wait > 0) cancel = clock.after(wait, step)
      return wait > 0
    }
    let came = false
    let waiting = false
    cancel = wait(() => {
      if (came) return
      came = true
      if (waiting) step()
    })
    waiting = true
    return !came
  }
  let inside = false
  function step(): void {
    while (!stopped) {
      inside = true
      const next = routine.next()
      inside = false
      if (next.done) {
        stopped = true
        ended()
      } else if (waits(next.value)) return
    }
  }
  step()
  return () => {
    if (stopped) return
    stopped = true
    cancel?.()
    if (!inside) routine.return()
  }
}

/** Waits until all have ended, each going on by itself. */
export function together(clock: Clock, routines: readonly Routine[]): Wait {
  return (go) => {
    let left = routines.length
    if (left === 0) {
      go()
      return undefined
    }
    const stops = routines.map((routine) =>
      runRoutine(clock, routine, () => {
        left--
        if (left === 0) go()
      }),
    )
    return () => {
      for (const stop of stops) stop()
    }
  }
}

/** Waits for what is told by a call, and gives it. */
export function* answerOf<Answer>(ask: (answered: (answer: Answer) => void) => () => void): Routine<Answer> {
  const answers: Answer[] = []
  yield (go) =>
    ask((answer) => {
      answers.push(answer)
      go()
    })
  const [answer] = answers
  if (answer === undefined) throw new Error('a routine went on before it had its answer')
  return answer
}
