import type { Process, Program } from '../containers/Process.ts'
import type { Waiting } from '../containers/Wait.ts'
import { plain } from './answers.ts'
import { flags } from './flags.ts'
import { liveness } from './liveness.ts'
import { logsGenerator } from './logsGenerator.ts'
import { netexec } from './netexec.ts'
import { pause } from './pause.ts'
import { stress } from './stress.ts'

const COMMANDS: ReadonlyMap<string, { readonly about: string; readonly run: (process: Process, args: readonly string[]) => Waiting<number> }> = new Map([
  ['entrypoint-tester', { about: "Prints the args it's passed and exits", run: entrypointTester }],
  ['liveness', { about: 'Starts a server that is alive for 10 seconds', run: liveness }],
  ['logs-generator', { about: 'Outputs lines of logs to stdout uniformly', run: logsGenerator }],
  ['netexec', { about: 'Creates HTTP(S), UDP, and (optionally) SCTP servers with various endpoints', run: netexec }],
  ['pause', { about: 'Pauses the execution', run: pause }],
  ['serve-hostname', { about: 'Serves the hostname', run: serveHostname }],
  ['stress', { about: 'Lightweight compute resource stress utlity', run: stress }],
])

/** The program of the agnhost image, as far as this cluster knows its commands; others are refused as unknown. */
export const agnhost: Program = function* agnhost(process) {
  const [, name, ...args] = process.argv
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    process.print(usage())
    return 0
  }
  if (name === '--version') {
    process.print('app version 2.63.0\n')
    return 0
  }
  const command = COMMANDS.get(name)
  if (command !== undefined) return yield* command.run(process, args)
  process.complain(`Error: unknown command "${name}" for "app"\n`)
  return 1
}

function usage(): string {
  const lines = [...COMMANDS].map(([name, { about }]) => `  ${name.padEnd(37)} ${about}`)
  return [
    'Usage:',
    '  app [command]',
    '',
    'Available Commands:',
    ...lines,
    '',
    'Flags:',
    '  -h, --help                           help for app',
    '      --version                        version for app',
    '',
    'Use "app [command] --help" for more information about a command.',
    '',
  ].join('\n')
}

function* entrypointTester(process: Process): Waiting<number> {
  yield* []
  process.print(`[${process.argv.join(' ')}]\n`)
  return 0
}

function* serveHostname(process: Process, args: readonly string[]): Waiting<number> {
  const { clock, hostname } = process.sandbox
  const port = Number(flags(args).values.get('port') ?? 9376)
  process.onSignal('TERM', 'catch')
  process.listen(port, () => plain(clock, 200, hostname))
  while (process.pending.length === 0) yield process.signalled
  return 0
}
