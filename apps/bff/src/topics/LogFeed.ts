import type { Clock, Failure, LogLine, StreamParams } from '@binnacle/shared'
import type { LogSink } from '../kube/followLog.ts'
import { frame } from './frame.ts'
import type { LiveCluster } from './LiveCluster.ts'
import type { Outlet } from './Outlet.ts'

/** Lines are collected for this long (ms) after some were sent. */
export const LINES_WINDOW_MS = 50
/** Lines, and characters of lines, that wait for a slow browser; above it the oldest are dropped and counted. */
export const MAX_WAITING_LINES = 5_000
export const MAX_WAITING_CHARS = 1024 * 1024

/** One container's log on its way to one browser. Lines come in order; what a slow browser cannot take is dropped from the front and counted. */
export class LogFeed implements LogSink {
  readonly #sub: number
  readonly #outlet: Outlet
  readonly #clock: Clock
  readonly #stop: () => void
  #waiting: LogLine[] = []
  #waitingChars = 0
  #dropped = 0
  #endWindow: (() => void) | null = null
  #end: { failure: Failure | null } | null = null
  #closed = false

  constructor(to: { sub: number; outlet: Outlet; clock: Clock }, cluster: LiveCluster, params: StreamParams<'pods.logs'>) {
    this.#sub = to.sub
    this.#outlet = to.outlet
    this.#clock = to.clock
    this.#stop = cluster.follow(params, this)
  }

  lines(lines: readonly LogLine[]): void {
    if (this.#closed || this.#end) return
    for (const line of lines) {
      this.#waiting.push(line)
      this.#waitingChars += line.text.length
    }
    this.#dropOldest()
    if (!this.#endWindow) this.#flush()
  }

  ended(failure: Failure | null): void {
    if (this.#closed || this.#end) return
    this.#end = { failure }
    if (!this.#endWindow) this.#flush()
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#endWindow?.()
    this.#waiting = []
    this.#stop()
  }

  #dropOldest(): void {
    let from = 0
    while (this.#waiting.length - from > MAX_WAITING_LINES || (this.#waitingChars > MAX_WAITING_CHARS && this.#waiting.length - from > 1)) {
      this.#waitingChars -= this.#waiting[from]?.text.length ?? 0
      from++
    }
    if (from === 0) return
    this.#waiting.splice(0, from)
    this.#dropped += from
  }

  #flush(): void {
    const full = this.#outlet.full
    const sends = !full && this.#waiting.length > 0
    if (sends) this.#sendWaiting()
    if (!full && this.#end) return this.#outlet.send(frame({ type: 'ended', sub: this.#sub, failure: this.#end.failure }))
    if (!full && !sends) return
    this.#endWindow = this.#clock.after(LINES_WINDOW_MS, () => {
      this.#endWindow = null
      this.#flush()
    })
  }

  #sendWaiting(): void {
    this.#outlet.send(frame({ type: 'lines', sub: this.#sub, lines: this.#waiting, dropped: this.#dropped }))
    this.#waiting = []
    this.#waitingChars = 0
    this.#dropped = 0
  }
}
