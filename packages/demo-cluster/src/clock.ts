/**
 * The only source of time and timers in the cluster. `now` is milliseconds since 1970; `after` runs once, at the earliest `ms` later, and returns what cancels it
 * (twice, or after it ran, does nothing). Timers that fall due together run in the order they were made.
 */
export type Clock = {
  now(): number
  after(ms: number, run: () => void): () => void
}

/** The machine's own time. Its timers keep no process alive: what listens does. */
export const realClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, Math.max(0, ms))
    timer.unref()
    return () => clearTimeout(timer)
  },
}

/** Lets the process see to what else it has to do. */
export function nextTurn(): Promise<void> {
  return new Promise((done) => {
    setImmediate(done)
  })
}

/** How many timers in a row may fall due without time passing before that counts as a loop. */
const MAX_AT_ONCE = 1_000_000

type Timer = { readonly at: number; readonly order: number; readonly run: () => void }

/** A clock that is moved by hand, for tests and for telling a past in no time. */
export class ManualClock implements Clock {
  #now: number
  #order = 0
  readonly #timers: Timer[] = []

  constructor(start: number) {
    this.#now = start
  }

  now(): number {
    return this.#now
  }

  after(ms: number, run: () => void): () => void {
    const timer: Timer = { at: this.#now + Math.max(0, ms), order: this.#order++, run }
    push(this.#timers, timer)
    let open = true
    return () => {
      if (!open) return
      open = false
      const index = this.#timers.indexOf(timer)
      if (index >= 0) removeAt(this.#timers, index)
    }
  }

  /** Moves time by `ms`, running each timer at its own moment, also those made on the way. */
  advance(ms: number): void {
    const end = this.#now + ms
    let ran = 0
    for (let first = this.#timers[0]; first !== undefined && first.at <= end; first = this.#timers[0]) {
      if (++ran > MAX_AT_ONCE) throw new Error('timers make each other without end')
      removeAt(this.#timers, 0)
      this.#now = Math.max(this.#now, first.at)
      first.run()
    }
    this.#now = end
  }

  /** Moves time by `ms` at once; timers that fell due meanwhile run once each at the new time, as after a machine's sleep. */
  leap(ms: number): void {
    this.#now += ms
    this.advance(0)
  }

  /** When the next timer falls due; null when none waits. */
  get next(): number | null {
    return this.#timers[0]?.at ?? null
  }
}

function isBefore(a: Timer | undefined, b: Timer | undefined): boolean {
  return a !== undefined && b !== undefined && (a.at < b.at || (a.at === b.at && a.order < b.order))
}

function swap(heap: Timer[], i: number, j: number): void {
  const [a, b] = [heap[i], heap[j]]
  if (a === undefined || b === undefined) return
  heap[i] = b
  heap[j] = a
}

function push(heap: Timer[], timer: Timer): void {
  heap.push(timer)
  up(heap, heap.length - 1)
}

function removeAt(heap: Timer[], index: number): void {
  swap(heap, index, heap.length - 1)
  heap.pop()
  down(heap, index)
  up(heap, index)
}

function up(heap: Timer[], from: number): void {
  for (let at = from; at > 0; ) {
    const parent = (at - 1) >> 1
    if (!isBefore(heap[at], heap[parent])) return
    swap(heap, at, parent)
    at = parent
  }
}

function down(heap: Timer[], from: number): void {
  for (let at = from; ; ) {
    const left = 2 * at + 1
    const smaller = isBefore(heap[left + 1], heap[left]) ? left + 1 : left
    if (!isBefore(heap[smaller], heap[at])) return
    swap(heap, at, smaller)
    at = smaller
  }
}
