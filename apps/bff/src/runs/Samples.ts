import { type Clock, MAX_SAMPLE_PODS, MAX_SAMPLES, type SamplePod, type SampleRow } from '@binnacle/shared'
import type { Store } from '../kube/Store.ts'

/** What a sample sees, or why it sees nothing. */
export type Look = { readonly pods: readonly SamplePod[]; readonly inNamespace: number | null } | { readonly blind: string }

export type SamplesOptions = {
  readonly store: Store<SampleRow>
  readonly clock: Clock
  readonly of: { readonly uid: string; readonly namespace: string }
  look(): Look
  /** After a sample was taken. */
  taken(): void
}

/** T+0 is taken this much later (ms), when the pods of the namespace are listed and the Job's first ones made. */
const FIRST_MS = 500
/** Numbers of pods that a row shows. */
const COUNTS = 60

/**
 * What one run looked like at T+0, T+interval and so on, counted from the Job's start, and at its end. Where a sample could not be taken there is a gap that says why; at most
 * `MAX_SAMPLES` rows are kept, the oldest go first.
 */
export class Samples {
  readonly #options: SamplesOptions
  #startedAt = 0
  #interval = 0
  #next = 0
  #count = 0
  #gap: SampleRow | null = null
  #cancel: (() => void) | null = null
  #ended = false

  constructor(options: SamplesOptions) {
    this.#options = options
  }

  get begun(): boolean {
    return this.#interval > 0
  }

  /** Samples taken, without gaps. */
  get count(): number {
    return this.#count
  }

  /** Pods of this job in the last samples, null for a gap. */
  get counts(): (number | null)[] {
    return [...this.#options.store.rows.values()].slice(-COUNTS).map(({ kind, pods, more }) => (kind === 'gap' ? null : pods.length + more))
  }

  /** `missed`: why nothing is known of what was before now, where the run is not watched from its start. */
  begin(startedAt: number, interval: number, missed: string | null): void {
    if (this.begun) return
    this.#startedAt = startedAt
    this.#interval = interval
    if (missed === null) {
      this.#cancel = this.#options.clock.after(FIRST_MS, () => this.#first())
      return
    }
    this.#next = Math.ceil(this.#sinceStart() / interval)
    this.#addGap(0, this.#next * interval, missed)
    this.#wait()
  }

  /** The last sample, after which none is taken. */
  end(): void {
    if (this.#ended) return
    this.#ended = true
    this.#cancel?.()
    if (this.begun) this.#take('end', Math.max(0, Math.round(this.#sinceStart())))
  }

  close(): void {
    this.#ended = true
    this.#cancel?.()
  }

  #sinceStart(): number {
    return this.#options.clock.now() / 1000 - this.#startedAt
  }

  #first(): void {
    this.#take('sample', 0)
    this.#next = 1
    this.#wait()
  }

  #tick(): void {
    const due = Math.max(this.#next, Math.floor(this.#sinceStart() / this.#interval))
    if (due > this.#next) this.#addGap(this.#next * this.#interval, due * this.#interval, 'Binnacle could not take samples in time.')
    this.#take('sample', due * this.#interval)
    this.#next = due + 1
    this.#wait()
  }

  #wait(): void {
    const at = (this.#startedAt + this.#next * this.#interval) * 1000
    this.#cancel = this.#options.clock.after(at - this.#options.clock.now(), () => this.#tick())
  }

  #take(kind: 'sample' | 'end', offset: number): void {
    const look = this.#options.look()
    if ('blind' in look) return this.#addGap(offset, kind === 'end' ? offset : offset + this.#interval, look.blind)
    this.#gap = null
    this.#count++
    const pods = look.pods.slice(0, MAX_SAMPLE_PODS)
    const more = look.pods.length - pods.length
    this.#add({ ...this.#row(kind, offset), kind, until: null, inNamespace: look.inNamespace, pods, more, why: '' })
  }

  /** A gap that goes on for the same reason is one gap. */
  #addGap(offset: number, until: number, why: string): void {
    const before = this.#gap
    const goesOn = before !== null && before.why === why && before.until !== null && before.until >= offset
    this.#gap = goesOn ? { ...before, until } : { ...this.#row('gap', offset), kind: 'gap', until, inNamespace: null, pods: [], more: 0, why }
    this.#add(this.#gap)
  }

  #add(row: SampleRow): void {
    this.#options.store.set(row)
    const [oldest] = this.#options.store.rows.keys()
    if (oldest !== undefined && this.#options.store.rows.size > MAX_SAMPLES) this.#options.store.remove(oldest)
    this.#options.taken()
  }

  /** Names order the rows by time, at one time gap, sample, end. */
  #row(kind: SampleRow['kind'], offset: number) {
    const { of, clock } = this.#options
    const name = `t${String(offset).padStart(6, '0')}${{ gap: '', sample: '.1', end: '.2' }[kind]}`
    return { uid: `${of.uid}.${name}`, namespace: of.namespace, name, created: clock.now() / 1000, offset }
  }
}
