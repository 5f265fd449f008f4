import type { EventRow } from '@binnacle/shared'

/** When it was last seen (epoch seconds): events without that say when it was first seen, or at least when they were made. */
export const lastSeen = (event: EventRow): number => event.lastSeen ?? event.firstSeen ?? event.created
