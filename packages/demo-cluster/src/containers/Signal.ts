/** Signals by their numbers, as Linux counts them. */
const SIGNALS = {
  HUP: 1,
  INT: 2,
  QUIT: 3,
  ABRT: 6,
  KILL: 9,
  USR1: 10,
  SEGV: 11,
  USR2: 12,
  PIPE: 13,
  ALRM: 14,
  TERM: 15,
  CHLD: 17,
  CONT: 18,
  STOP: 19,
  WINCH: 28,
} as const

export type Signal = keyof typeof SIGNALS

/** What does nothing to a process that does not catch it. */
export const HARMLESS: ReadonlySet<Signal> = new Set<Signal>(['CHLD', 'CONT', 'STOP', 'WINCH'])

export function signalNumber(signal: Signal): number {
  return SIGNALS[signal]
}

/** By name, with or without `SIG`, or by number; null where there is none such. */
export function signalNamed(text: string): Signal | null {
  const name = text.toUpperCase().replace(/^SIG/, '')
  for (const [signal, number] of Object.entries(SIGNALS)) if (signal === name || String(number) === text) return isSignal(signal) ? signal : null
  return null
}

function isSignal(name: string): name is Signal {
  return name in SIGNALS
}
