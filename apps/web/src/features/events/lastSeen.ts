import type { EventRow } from '@binnacle/shared'

/** When it was last seen (epoch seconds): events without that say when it was first seen, or at least when they were made. */
export const lastSeen = (event: EventRow): number => event.lastSeen ?? event.firstSeen ?? event.created

/**
 * Orders events by when they were last seen. Most times are whole seconds, and the start of a pod is many events in one: the names of most events end in the
 * nanosecond in which they were made, in hexadecimal.
 */
export const lastSeenKey = (event: EventRow): string => `${String(Math.floor(lastSeen(event))).padStart(12, '0')} ${event.name.slice(-16)}`
