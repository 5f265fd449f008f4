import { setTimeout as pause } from 'node:timers/promises'

const POLL_MS = 50

export interface Wait {
  /** Completes the sentence "waited 30 s for …". */
  what: string
  seconds: number
  /** Added to the error: what the program said last. */
  details?: () => string
}

/** Asks until the answer is yes; throws, with the details, when time is up or when the probe itself throws. */
export async function waitUntil(probe: () => boolean | Promise<boolean>, { what, seconds, details }: Wait): Promise<void> {
  const end = performance.now() + seconds * 1000
  while (!(await probe())) {
    if (performance.now() > end) {
      throw new Error(`waited ${seconds} s for ${what}\n${details?.() ?? ''}`)
    }
    await pause(POLL_MS)
  }
}
