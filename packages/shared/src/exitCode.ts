/** Signals by number, as Linux numbers them on the machines that run containers. */
const signals: Readonly<Record<number, readonly [name: string, meaning: string]>> = {
  1: ['SIGHUP', 'asked to hang up'],
  2: ['SIGINT', 'interrupted'],
  3: ['SIGQUIT', 'asked to quit'],
  4: ['SIGILL', 'an illegal instruction, often an image for another processor'],
  5: ['SIGTRAP', 'a trap'],
  6: ['SIGABRT', 'it aborted itself'],
  7: ['SIGBUS', 'a bus error'],
  8: ['SIGFPE', 'an arithmetic error'],
  9: ['SIGKILL', 'stopped by force'],
  10: ['SIGUSR1', 'a signal of its own'],
  11: ['SIGSEGV', 'it touched memory that is not its own'],
  12: ['SIGUSR2', 'a signal of its own'],
  13: ['SIGPIPE', 'nobody read what it wrote'],
  14: ['SIGALRM', 'its alarm went off'],
  15: ['SIGTERM', 'it was asked to stop'],
  24: ['SIGXCPU', 'it used up its processor time'],
  25: ['SIGXFSZ', 'it wrote too large a file'],
  31: ['SIGSYS', 'a system call that is not allowed'],
}

/** Reasons that say more than the number does. */
const reasons: Readonly<Record<string, string>> = {
  OOMKilled: 'killed because it needed more memory than its limit',
  ContainerStatusUnknown: 'nobody saw how it ended',
  StartError: 'it could not be started',
  ContainerCannotRun: 'it could not be started',
  DeadlineExceeded: 'stopped because its time was up',
}

const codes: Readonly<Record<number, string>> = {
  0: 'ended well',
  1: 'ended with an error',
  2: 'ended with an error, often a wrong argument',
  126: 'the command was found but could not be executed',
  127: 'the command was not found',
  128: 'ended with 128, often because it could not be started',
  255: 'ended with an error outside the usual range',
}

/** How a container ended. `reason` and `signal` as its terminated state has them, empty and 0 where it has none. */
export type Ending = { readonly exitCode: number; readonly reason?: string; readonly signal?: number }

/** How a container ended, in words without the number: `killed by SIGKILL: stopped by force`. The reason of the cluster goes before the code, which only hints. */
export function exitCodeInWords({ exitCode, reason = '', signal = 0 }: Ending): string {
  const byReason = Object.hasOwn(reasons, reason) ? reasons[reason] : undefined
  if (byReason) return byReason
  if (signal !== 0) return bySignal(signal)
  const byCode = codes[exitCode]
  if (byCode) return byCode
  return exitCode > 128 && exitCode < 128 + 65 ? bySignal(exitCode - 128) : 'ended with an error of its own'
}

/** The name of a signal, `signal 40` for one without. */
export function signalName(signal: number): string {
  return signals[signal]?.[0] ?? `signal ${signal}`
}

function bySignal(signal: number): string {
  const meaning = signals[signal]?.[1]
  return `killed by ${signalName(signal)}${meaning ? `: ${meaning}` : ''}`
}
