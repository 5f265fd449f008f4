import type { Serve } from '../containers/Container.ts'
import type { Process, Program } from '../containers/Process.ts'

export type Service = {
  readonly port: number
  /** Printed at the start, line by line. */
  readonly greeting?: (process: Process) => readonly string[]
  readonly answer: (process: Process) => Serve
  /** Printed when a signal has asked it to end. */
  readonly farewell?: (process: Process) => readonly string[]
  readonly exitCode?: number
  /** Of a program without a handler: process 1 then ignores SIGTERM until it is killed. */
  readonly deaf?: boolean
}

/** A program that greets, serves HTTP on one port, and ends when it is asked to. */
export function service({ port, greeting, answer, farewell, exitCode = 0, deaf = false }: Service): Program {
  return function* serve(process) {
    const say = (lines: readonly string[]) => process.print(lines.map((line) => `${line}\n`).join(''))
    if (!deaf) for (const signal of ['TERM', 'INT', 'QUIT'] as const) process.onSignal(signal, 'catch')
    say(greeting?.(process) ?? [])
    if (!process.listen(port, answer(process))) {
      process.complain(`listen tcp :${port}: bind: address already in use\n`)
      return 1
    }
    while (process.pending.length === 0) yield process.signalled
    say(farewell?.(process) ?? [])
    return exitCode
  }
}
