/** The first wait before connecting again (ms), doubled each time up to the cap. */
export const FIRST_RETRY_MS = 250
export const MAX_RETRY_MS = 5_000

/** Full jitter: anything between nothing and the doubled wait, so that a thousand tabs do not come back at once. */
export const retryDelay = (attempt: number, random: () => number): number => random() * Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** attempt)
