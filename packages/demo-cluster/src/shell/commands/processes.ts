import { Ends, type Process } from '../../containers/Process.ts'
import { type Signal, signalNamed } from '../../containers/Signal.ts'
import { sleep as sleepWait, type Waiting } from '../../containers/Wait.ts'
import { options, type Tool, tool } from '../Tool.ts'

export const kill: Tool = function* kill(process, args) {
  const [first = '', ...others] = args
  if (first === '-l') {
    process.print('HUP\nINT\nQUIT\nKILL\nTERM\n')
    return 0
  }
  const named = first === '-s' ? others[0] : first.startsWith('-') ? first.slice(1) : undefined
  const signal: Signal | null | 0 = named === undefined ? 'TERM' : named === '0' ? 0 : signalNamed(named)
  const pids = first === '-s' ? others.slice(1) : named === undefined ? args : others
  if (signal === null) {
    process.complain(`sh: bad signal name '${named ?? ''}'\n`)
    return 1
  }
  let status = 0
  for (const pid of pids) {
    const target = process.sandbox.processes.get(Number(pid))
    if (target === undefined) {
      process.complain(process.sandbox.flavour === 'busybox' ? `sh: can't kill pid ${pid}: No such process\n` : `bash: kill: (${pid}) - No such process\n`)
      status = 1
    } else if (signal !== 0) target.signal(signal)
  }
  // Signals to oneself arrive before anything else is done.
  yield sleepWait(process.sandbox.clock, 0)
  return status
}

export const killall: Tool = tool((process, args) => {
  const { flags, words } = options(args, 's')
  const signal = signalNamed([...flags.keys()][0] ?? 'TERM') ?? 'TERM'
  const targets = [...process.sandbox.processes.values()].filter((each) => words.includes((each.argv[0] ?? '').split('/').pop() ?? ''))
  for (const target of targets) process.sandbox.clock.after(0, () => target.signal(signal))
  if (targets.length > 0) return 0
  process.complain(`killall: ${words.join(' ')}: no process killed\n`)
  return 1
})

export const ps: Tool = tool((process, args) => {
  const { sandbox } = process
  const user = sandbox.uid === 0 ? 'root' : String(sandbox.uid)
  const all = [...sandbox.processes.values()]
  if (sandbox.flavour === 'busybox') {
    process.print('PID   USER     TIME  COMMAND\n')
    for (const { pid, argv } of all) process.print(`${String(pid).padStart(5)} ${user.padEnd(8)}  0:00 ${argv.join(' ')}\n`)
    return 0
  }
  if (args.some((arg) => arg.includes('u') || arg.includes('f'))) {
    process.print('USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND\n')
    for (const { pid, argv } of all)
      process.print(`${user.padEnd(8)} ${String(pid).padStart(7)}  0.0  0.0   4288  3456 ?        Ss   00:00   0:00 ${argv.join(' ')}\n`)
    return 0
  }
  process.print('    PID TTY          TIME CMD\n')
  for (const { pid, argv } of all) process.print(`${String(pid).padStart(7)} ?        00:00:00 ${(argv[0] ?? '').split('/').pop()}\n`)
  return 0
})

export const sleep: Tool = function* sleep(process, args) {
  let ms = 0
  for (const arg of args) {
    const [, number, unit = 's'] = /^(\d*\.?\d+)([smhd]?)$/.exec(arg) ?? []
    if (number === undefined && arg !== 'infinity') {
      process.complain(
        process.sandbox.flavour === 'busybox'
          ? `sleep: invalid number '${arg}'\n`
          : `sleep: invalid time interval '${arg}'\nTry 'sleep --help' for more information.\n`,
      )
      return 1
    }
    ms += number === undefined ? Number.MAX_SAFE_INTEGER : Number(number) * ({ s: 1, m: 60, h: 3_600, d: 86_400 }[unit || 's'] ?? 1) * 1_000
  }
  if (args.length === 0) {
    process.complain(
      process.sandbox.flavour === 'busybox'
        ? 'BusyBox v1.36.1 multi-call binary.\n\nUsage: sleep [N]...\n'
        : "sleep: missing operand\nTry 'sleep --help' for more information.\n",
    )
    return 1
  }
  // A timer of the machine holds 24 days at most.
  for (; ms > 0; ms -= 2_000_000_000) yield sleepWait(process.sandbox.clock, Math.min(ms, 2_000_000_000))
  return 0
}

/** Runs another command. */
function* runOther(process: Process, argv: readonly string[], env: Readonly<Record<string, string>> = process.env): Waiting<number> {
  const { sandbox, cwd, descriptors } = process
  const [name = ''] = argv
  const found = sandbox.find(name, { cwd, path: env['PATH'] })
  const self = process.argv[0] ?? ''
  if (!found.ok) {
    process.complain(
      sandbox.flavour === 'busybox' ? `${self}: can't execute '${name}': No such file or directory\n` : `${self}: '${name}': No such file or directory\n`,
    )
    return 127
  }
  const child = sandbox.spawn({ program: found.program, argv, env, cwd, descriptors, parent: process })
  child.start()
  while (child.exit === null) yield child.ended
  return child.exit.exitCode
}

export const env: Tool = function* env(process, args) {
  const more: Record<string, string> = args[0] === '-i' ? {} : { ...process.env }
  let words = args[0] === '-i' ? args.slice(1) : args
  for (let found = /^(\w+)=([^]*)$/.exec(words[0] ?? ''); found !== null; found = /^(\w+)=([^]*)$/.exec(words[0] ?? '')) {
    more[found[1] ?? ''] = found[2] ?? ''
    words = words.slice(1)
  }
  if (words.length > 0) return yield* runOther(process, words, more)
  for (const [name, value] of Object.entries(more)) process.print(`${name}=${value}\n`)
  return 0
}

export const timeout: Tool = function* timeout(process, args) {
  const { words } = options(args, 'sk')
  const [seconds = '0', ...argv] = words
  const { sandbox, cwd, descriptors } = process
  const found = sandbox.find(argv[0] ?? '', { cwd, path: process.env['PATH'] })
  if (!found.ok) return found.exitCode
  const child = sandbox.spawn({ program: found.program, argv, env: process.env, cwd, descriptors, parent: process })
  let isLate = false
  const forget = sandbox.clock.after(Number.parseFloat(seconds) * 1_000, () => {
    isLate = true
    child.signal('TERM')
  })
  child.start()
  while (child.exit === null) yield child.ended
  forget()
  if (isLate && sandbox.flavour === 'busybox') throw new Ends({ exitCode: 143, signal: 15 })
  return isLate ? 124 : child.exit.exitCode
}
