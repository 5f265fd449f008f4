import type { Process } from '../containers/Process.ts'
import type { Waiting } from '../containers/Wait.ts'

/** agnhost's pause: waits for SIGINT or SIGTERM, says which, and fails with 1 or 2. */
export function* pause(process: Process): Waiting<number> {
  process.print('Paused\n')
  process.onSignal('INT', 'catch')
  process.onSignal('TERM', 'catch')
  process.print('Signals registered\n')
  while (process.pending.length === 0) yield process.signalled
  const isInterrupt = process.pending[0] === 'INT'
  const message = `exiting because of signal "${isInterrupt ? 'interrupt' : 'terminated'}"\n`
  process.sandbox.files.write(process.env['TERMINATION_MESSAGE_PATH'] ?? '/dev/termination-log', message)
  process.print(message)
  return isInterrupt ? 1 : 2
}
