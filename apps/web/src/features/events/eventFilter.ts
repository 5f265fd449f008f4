import type { EventRow } from '@binnacle/shared'

/** What the address says about which events are shown, the text aside. Empty lets everything through. */
export type EventChoice = { readonly type: string; readonly reason: string }

/** Null where every event is shown. */
export const eventFilter = ({ type, reason }: EventChoice): ((event: EventRow) => boolean) | null =>
  type === '' && reason === '' ? null : (event) => (type === '' || event.type === type) && (reason === '' || event.reason === reason)

/** So many chips fit in a line. */
const MOST_REASONS = 8

export type ReasonCount = { readonly reason: string; readonly count: number }

/** The reasons of these events with how many events have them, most first; the chosen one is always among them. */
export const commonReasons = (events: Iterable<EventRow>, choice: EventChoice): ReasonCount[] => {
  const counts = new Map<string, number>()
  for (const event of events) {
    if (choice.type !== '' && event.type !== choice.type) continue
    counts.set(event.reason, (counts.get(event.reason) ?? 0) + 1)
  }
  const all = [...counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1))
  const shown = all.slice(0, MOST_REASONS)
  if (choice.reason === '' || shown.some(({ reason }) => reason === choice.reason)) return shown
  return [...shown.slice(0, MOST_REASONS - 1), { reason: choice.reason, count: counts.get(choice.reason) ?? 0 }]
}
