import type { Failure, ServerFrame, StreamParams } from '@binnacle/shared'
import type { Channel, Reaction } from './Channel.ts'
import { Interest } from './Interest.ts'
import type { LogView, Observable } from './Live.ts'
import { LogBuffer } from './LogBuffer.ts'
import type { Surface } from './WatchedTopic.ts'

/** One container's log as the tab follows it. What is shown changes once per frame of the scheduler; a log that ended is not asked for again. */
export class WatchedLog implements Channel, Observable<LogView> {
  readonly request: { readonly topic: 'pods.logs'; readonly context: string; readonly params: StreamParams<'pods.logs'> }
  readonly #surface: Surface
  readonly #interest: Interest
  readonly #buffer = new LogBuffer()
  #state: LogView['state'] = 'connecting'
  #failure: Failure | null = null
  #dropped = 0
  #view: LogView = { state: 'connecting', failure: null, lines: [], dropped: 0, gap: false }
  #scheduled = false

  constructor(context: string, params: StreamParams<'pods.logs'>, to: { surface: Surface; ended: () => void }) {
    this.request = { topic: 'pods.logs', context, params }
    this.#surface = to.surface
    this.#interest = new Interest(to.surface.clock, {
      began: () => to.surface.want(this),
      ended: () => {
        to.surface.letGo(this)
        to.ended()
      },
    })
  }

  readonly get = (): LogView => this.#view
  readonly subscribe = (listener: () => void): (() => void) => this.#interest.subscribe(listener)

  asked(): void {
    this.#buffer.resume()
    this.#become('connecting')
  }

  lost(): void {
    if (this.#state !== 'ended') this.#become('lost')
  }

  linkChanged(): void {
    // A log says `lost` when it is; how fresh the link is matters to tables.
  }

  stands(): Reaction {
    return 'fine'
  }

  read(frame: ServerFrame): Reaction {
    switch (frame.type) {
      case 'subscribed':
        this.#become('following')
        break
      case 'lines':
        this.#buffer.push(frame.lines)
        this.#dropped += frame.dropped
        this.#become('following')
        break
      case 'ended':
      case 'refused':
        this.#failure = frame.failure
        this.#become('ended')
        this.#surface.letGo(this)
        break
      default:
        break
    }
    return 'fine'
  }

  #become(state: LogView['state']): void {
    this.#state = state
    if (this.#scheduled) return
    this.#scheduled = true
    this.#surface.schedule(() => {
      this.#scheduled = false
      this.#view = { state: this.#state, failure: this.#failure, lines: this.#buffer.lines, dropped: this.#dropped, gap: this.#buffer.gap }
      this.#interest.tell()
    })
  }
}
