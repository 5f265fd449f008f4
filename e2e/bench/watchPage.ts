/** What the page under test notes about itself. All times are ms since 1970. */
export interface Noted {
  /** When the page first said the whole number of rows; null until then. */
  fullAt: number | null
  /** When a six-digit number first stood in a changed part of the page. */
  seen: Record<string, number>
}

declare global {
  var benchNoted: Noted
}

/** Our loader wraps functions in calls of this; in a page nobody else provides it. Goes in before everything else. */
export const loaderNeeds = 'globalThis.__name = (named) => named'

/**
 * Runs in the page before any of its scripts: signs in and notes when what stands in the page. It asks nothing of the page but
 * `aria-rowcount`, which counts the header too, so the way works for any dashboard with an accessible grid.
 */
export function watchPage({ bearer, rows }: { bearer: readonly [key: string, value: string] | null; rows: number }): void {
  if (bearer !== null) sessionStorage.setItem(...bearer)
  const noted: Noted = { fullAt: null, seen: {} }
  globalThis.benchNoted = noted
  const isFull = (): boolean => {
    const count = Number(document.querySelector('[aria-rowcount]')?.getAttribute('aria-rowcount'))
    return count === rows + 1 && document.querySelector('[aria-rowcount] [aria-rowindex="2"]') !== null
  }
  const note = (records: readonly MutationRecord[]): void => {
    const now = performance.timeOrigin + performance.now()
    if (noted.fullAt === null && isFull()) noted.fullAt = now
    for (const { target } of records) {
      const text = target.textContent ?? ''
      if (text.length > 4000) continue
      for (const number of text.match(/(?<!\d)[1-9]\d{5}(?!\d)/g) ?? []) noted.seen[number] ??= now
    }
  }
  new MutationObserver(note).observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['aria-rowcount'] })
}
