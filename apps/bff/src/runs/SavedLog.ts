import { type Failure, type LogLine, type PodDetail, type RunLogRow, SAVED_LOG_BYTES, SAVED_LOG_LINES, type StreamParams } from '@binnacle/shared'
import type { LogSink } from '../kube/followLog.ts'

/**
 * The last lines of one container. At most `SAVED_LOG_LINES` lines and `SAVED_LOG_BYTES` of text are held; older ones are counted. The row has the lines only once nothing more comes.
 */
export class SavedLog implements LogSink {
  readonly uid: string
  readonly #pod: PodDetail
  readonly #container: string
  readonly #changed: (log: SavedLog) => void
  #state: RunLogRow['state'] = 'waiting'
  #why = ''
  #lines: LogLine[] = []
  #bytes = 0
  #dropped = 0

  constructor(of: { readonly pod: PodDetail; readonly container: string }, changed: (log: SavedLog) => void) {
    this.#pod = of.pod
    this.#container = of.container
    this.#changed = changed
    this.uid = `${of.pod.uid}.${of.container}`
  }

  get state(): RunLogRow['state'] {
    return this.#state
  }

  get params(): StreamParams<'pods.logs'> {
    const { namespace, name, uid } = this.#pod
    return { namespace, name, uid, container: this.#container, previous: false, tail: SAVED_LOG_LINES }
  }

  get bytes(): number {
    return this.#bytes
  }

  /** From its beginning, or as far back as is kept. */
  follows(): void {
    this.#lines = []
    this.#bytes = 0
    this.#dropped = 0
    this.#become('following', '')
  }

  lines(lines: readonly LogLine[]): void {
    for (const line of lines) {
      this.#lines.push(line)
      this.#bytes += sizeOf(line)
    }
    let from = 0
    while (this.#lines.length - from > SAVED_LOG_LINES || (this.#bytes > SAVED_LOG_BYTES && from < this.#lines.length)) {
      this.#bytes -= sizeOf(this.#lines[from])
      from++
    }
    this.#dropped += from
    this.#lines.splice(0, from)
  }

  ended(failure: Failure | null): void {
    if (failure === null) return this.#become('saved', '')
    this.#become(this.#lines.length > 0 ? 'incomplete' : 'lost', failure.message)
  }

  /** Nothing will come. */
  lose(why: string): void {
    this.#lines = []
    this.#bytes = 0
    this.#become('lost', why)
  }

  row(): RunLogRow {
    const { uid: podUid, name: pod, namespace, created } = this.#pod
    const open = this.#state === 'following' || this.#state === 'waiting'
    const kept = { lines: open ? [] : [...this.#lines], dropped: open ? 0 : this.#dropped }
    return {
      uid: this.uid,
      namespace,
      name: `${pod}/${this.#container}`,
      created,
      pod,
      podUid,
      container: this.#container,
      state: this.#state,
      why: this.#why,
      ...kept,
    }
  }

  #become(state: RunLogRow['state'], why: string): void {
    this.#state = state
    this.#why = why
    this.#changed(this)
  }
}

function sizeOf(line: LogLine | undefined): number {
  return line === undefined ? 0 : Buffer.byteLength(line.text)
}
