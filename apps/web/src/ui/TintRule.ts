const WINDOW_MS = 1_000
/** Share of the visible rows that may change within a second and still be tinted. */
const MOST_SHARE = 0.2
/** Below this many changed rows the share does not count: two of five pods changing is news, not noise. */
const FEW_ROWS = 3
/** Flashes that one place may show within a second (WCAG 2.3.1). */
const MOST_PER_PLACE = 3

const NONE: ReadonlySet<string> = new Set()

/** Decides whether a change may flash: not when much of the screen changes at once, and never often in one place. */
export class TintRule {
  #visible: ReadonlySet<string> = new Set()
  #recent: { at: number; uid: string }[] = []
  #news: { at: number; count: number }[] = []

  setVisible(uids: ReadonlySet<string>): void {
    this.#visible = uids
  }

  /** Counts these changes, and says which of the rows may be tinted. Rows out of sight never are. */
  admit(uids: readonly string[], now: number): ReadonlySet<string> {
    const seen = uids.filter((uid) => this.#visible.has(uid))
    if (seen.length === 0) return NONE
    this.#recent = this.#recent.filter((change) => change.at > now - WINDOW_MS)
    for (const uid of seen) this.#recent.push({ at: now, uid })
    const perPlace = new Map<string, number>()
    for (const change of this.#recent) perPlace.set(change.uid, (perPlace.get(change.uid) ?? 0) + 1)
    if (perPlace.size > Math.max(FEW_ROWS, this.#visible.size * MOST_SHARE)) return NONE
    return new Set(seen.filter((uid) => (perPlace.get(uid) ?? 0) <= MOST_PER_PLACE))
  }

  /** Counts rows that are new, and says whether they may be tinted. */
  admitNew(count: number, now: number): boolean {
    if (count === 0) return false
    this.#news = this.#news.filter((news) => news.at > now - WINDOW_MS)
    this.#news.push({ at: now, count })
    const lately = this.#news.reduce((sum, news) => sum + news.count, 0)
    return lately <= Math.max(FEW_ROWS, this.#visible.size * MOST_SHARE)
  }
}
