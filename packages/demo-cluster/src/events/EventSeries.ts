import type { Happening } from './EventCorrelator.ts'
import { Recent } from './Recent.ts'

/** client-go's defaults for the newer Events. */
const MOST_ENTRIES = 4096
const ENDS_AFTER_MS = 360_000
const REFRESH_MS = 1_800_000

export type SeriesOccurrence = { readonly name: string; readonly firstAt: number; readonly count: number; readonly lastAt: number }

type Series = SeriesOccurrence & { readonly writtenAt: number }

/**
 * Repetitions in the newer form, as client-go's events broadcaster: the second one starts a series, further ones are only counted and written about every half hour.
 * Six quiet minutes end it. Unlike there, a count is written with the next repetition, not by a timer.
 */
export class EventSeries {
  readonly #newName: (of: string) => string
  readonly #series = new Recent<Series>(MOST_ENTRIES)

  constructor(newName: (of: string) => string) {
    this.#newName = newName
  }

  /** Null for what is only counted. */
  occur({ about, source, note }: Happening, now: number): SeriesOccurrence | null {
    const { uid, name, resourceVersion } = about.metadata
    const key = JSON.stringify([source.component, source.action, note.type, note.reason, uid, resourceVersion])
    const before = this.#series.get(key)
    if (!before || now - before.lastAt > ENDS_AFTER_MS) {
      const first = { name: this.#newName(name), firstAt: now, count: 1, lastAt: now, writtenAt: now }
      this.#series.set(key, first)
      return first
    }
    const isDue = before.count === 1 || now - before.writtenAt >= REFRESH_MS
    const next = { ...before, count: before.count + 1, lastAt: now, writtenAt: isDue ? now : before.writtenAt }
    this.#series.set(key, next)
    return isDue ? next : null
  }
}
