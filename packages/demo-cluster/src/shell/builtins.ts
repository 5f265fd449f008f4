import { resolvePath } from '../containers/Files.ts'
import { Ends } from '../containers/Process.ts'
import { signalNamed } from '../containers/Signal.ts'
import { either, type Waiting } from '../containers/Wait.ts'
import { echo, printf } from './commands/printing.ts'
import { kill } from './commands/processes.ts'
import { test } from './commands/test.ts'
import { parseScript } from './parseScript.ts'
import type { Shell } from './Shell.ts'
import { ShellFailure, ShellJump } from './ShellFailure.ts'
import { readText } from './streamText.ts'
import type { Tool } from './Tool.ts'

type Builtin = (shell: Shell, args: readonly string[]) => Waiting<number>

const plain = (run: (shell: Shell, args: readonly string[]) => number): Builtin =>
  function* builtin(shell, args) {
    yield* []
    return run(shell, args)
  }

const asTool =
  (tool: Tool): Builtin =>
  (shell, args) =>
    tool(shell.process, args)

const echoBuiltin: Builtin = (shell, args) => echo(shell.state.kind === 'dash')(shell.process, args)

const cd = plain((shell, [to]) => {
  const { process } = shell
  const wanted = to === '-' ? (shell.get('OLDPWD') ?? '') : (to ?? shell.get('HOME') ?? '/')
  const path = resolvePath(process.cwd, wanted)
  const entry = process.sandbox.files.entry(path)
  if (entry?.type !== 'directory') {
    const why = entry === undefined ? 'No such file or directory' : 'Not a directory'
    shell.complain(
      shell.state.kind === 'bash'
        ? `cd: ${wanted}: ${why}`
        : `cd: ${shell.state.kind === 'ash' ? `${shell.state.isInteractive ? '' : 'line 0: '}can't cd to ${wanted}: ${why}` : `can't cd to ${wanted}`}`,
    )
    return shell.state.kind === 'bash' ? 1 : 2
  }
  shell.set('OLDPWD', process.cwd)
  process.cwd = path
  shell.set('PWD', path)
  if (to === '-') process.print(`${path}\n`)
  return 0
})

const exportVariables = plain((shell, args) => {
  const { state } = shell
  for (const arg of args.filter((each) => !each.startsWith('-'))) {
    const [name = '', ...value] = arg.split('=')
    if (!/^[A-Za-z_]\w*$/.test(name)) {
      shell.complain(state.kind === 'bash' ? `export: \`${arg}': not a valid identifier` : `export: ${arg}: bad variable name`)
      return state.kind === 'bash' ? 1 : 2
    }
    if (value.length > 0) shell.set(name, value.join('='))
    state.exported.add(name)
  }
  const isListing = args.every((arg) => arg === '-p')
  if (isListing)
    for (const name of [...state.exported].sort())
      shell.process.print(
        `${state.kind === 'bash' ? 'declare -x' : 'export'} ${name}=${state.kind === 'bash' ? `"${shell.get(name) ?? ''}"` : `'${shell.get(name) ?? ''}'`}\n`,
      )
  return 0
})

const set = plain((shell, args) => {
  const { state, process } = shell
  for (const [index, arg] of args.entries()) {
    if (arg === '--' || !/^[-+]/.test(arg)) {
      state.positional = args.slice(arg === '--' ? index + 1 : index)
      return 0
    }
    if (arg === '-o' || arg === '+o') continue
    for (const letter of arg.slice(1)) {
      if (arg.startsWith('-')) state.options.add(letter)
      else state.options.delete(letter)
    }
  }
  if (args.length === 0)
    for (const [name, value] of [...state.variables].sort(([a], [b]) => (a < b ? -1 : 1))) if (!name.startsWith('\0')) process.print(`${name}='${value}'\n`)
  return 0
})

const trap = plain((shell, [action, ...signals]) => {
  if (action === undefined) {
    for (const [signal, text] of shell.state.traps) shell.process.print(`trap -- '${text}' ${signal}\n`)
    return 0
  }
  const isReset = action === '-' || (signals.length === 0 && signalNamed(action) !== null)
  for (const name of signals.length === 0 ? [action] : signals) {
    if (shell.trap(name, isReset ? null : action)) continue
    shell.complain(shell.state.kind === 'bash' ? `trap: ${name}: invalid signal specification` : `trap: ${name}: invalid signal specification`)
    return 1
  }
  return 0
})

const wait: Builtin = function* wait(shell, args) {
  const { state, process } = shell
  const wanted =
    args.length === 0
      ? state.jobs
      : state.jobs.filter(({ pid }) => args.includes(String(pid)) || args.includes(`%${state.jobs.findIndex((job) => job.pid === pid) + 1}`))
  if (args.length > 0 && wanted.length === 0) return 127
  let status = 0
  for (const job of wanted) {
    while (job.exit === null) {
      yield either(job.ended, process.signalled)
      if (process.pending.length > 0) return 143
    }
    status = job.exit.exitCode
  }
  return args.length === 0 ? 0 : status
}

const read: Builtin = function* read(shell, args) {
  const names = args.filter((arg, index) => !arg.startsWith('-') && !/^-[ptn]$/.test(args[index - 1] ?? ''))
  const prompt = args[args.indexOf('-p') + 1]
  if (args.includes('-p') && prompt !== undefined) shell.process.complain(prompt)
  const line = yield* readText(shell.process.descriptor(0), true)
  const isRaw = args.some((arg) => /^-\w*r/.test(arg))
  const text = (line ?? '').replace(/\n$/, '')
  let rest = (isRaw ? text : text.replace(/\\(.)/g, '$1')).trim()
  for (const [index, name] of (names.length === 0 ? ['REPLY'] : names).entries()) {
    const isLast = index >= names.length - 1
    const [word = ''] = isLast ? [rest] : rest.split(/[ \t]+/, 1)
    shell.set(name, word)
    rest = rest.slice(word.length).trimStart()
  }
  return line === null || !line.endsWith('\n') ? 1 : 0
}

const type = plain((shell, names) => {
  let status = 0
  for (const name of names) {
    const path = pathOf(shell, name)
    if (shell.state.functions.has(name)) shell.process.print(`${name} is a function\n`)
    else if (builtins.has(name)) shell.process.print(`${name} is a shell builtin\n`)
    else if (path !== null) shell.process.print(`${name} is ${path}\n`)
    else {
      status = shell.state.kind === 'bash' ? 1 : 127
      if (shell.state.kind === 'bash') shell.complain(`type: ${name}: not found`)
      else shell.process.print(`${name}: not found\n`)
    }
  }
  return status
})

function pathOf(shell: Shell, name: string): string | null {
  const { programs } = shell.process.sandbox
  const directory = (shell.get('PATH') ?? '').split(':').find((each) => programs.has(`${each}/${name}`))
  if (directory === undefined) return null
  // busybox knows its own tools without looking for their files.
  return shell.state.kind === 'ash' && directory === '/bin' ? name : `${directory}/${name}`
}

const command: Builtin = function* command(shell, [first, ...args]) {
  if (first === undefined) return 0
  if (first !== '-v' && first !== '-V')
    return yield* shell.run([{ command: { type: 'simple', assignments: [], words: [first, ...args].map(quotedWord), redirects: [] }, background: false }])
  const [name = ''] = args
  const found = builtins.has(name) || shell.state.functions.has(name) ? name : pathOf(shell, name)
  if (found === null) return shell.state.kind === 'bash' ? 1 : 127
  shell.process.print(`${found}\n`)
  return 0
}

const quotedWord = (text: string) => [{ type: 'text' as const, text, quoted: true }]

const source: Builtin = function* source(shell, [name = '']) {
  const text = shell.process.sandbox.files.read(resolvePath(shell.process.cwd, name))
  if (text === undefined)
    throw new ShellFailure(shell.state.kind === 'ash' ? `.: can't open '${name}': No such file or directory` : `${name}: No such file or directory`, 2)
  return yield* shell.run(parseScript(text))
}

const jump = (kind: 'break' | 'continue' | 'return'): Builtin =>
  plain((shell, [value]) => {
    throw new ShellJump(kind, value === undefined ? (kind === 'return' ? shell.state.status : 1) : Number(value))
  })

const exit = plain((shell, [code]) => {
  if (code !== undefined && !/^-?\d+$/.test(code))
    throw new ShellFailure(shell.state.kind === 'bash' ? `exit: ${code}: numeric argument required` : `exit: Illegal number: ${code}`, 2)
  if (shell.state.isInteractive && shell.state.kind === 'bash') shell.process.complain('exit\n')
  throw new Ends({ exitCode: (code === undefined ? shell.state.status : Number(code)) & 255 })
})

const assign = plain((shell, args) => {
  for (const arg of args.filter((each) => !each.startsWith('-'))) {
    const [name = '', ...value] = arg.split('=')
    shell.set(name, value.length === 0 ? (shell.get(name) ?? '') : value.join('='))
  }
  return 0
})

/** What a shell does itself. `local` and `readonly` only set. */
export const builtins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  [':', plain(() => 0)],
  ['true', plain(() => 0)],
  ['false', plain(() => 1)],
  ['.', source],
  ['source', source],
  ['[', asTool(test('['))],
  ['test', asTool(test('test'))],
  ['break', jump('break')],
  ['cd', cd],
  ['command', command],
  ['continue', jump('continue')],
  ['echo', echoBuiltin],
  ['eval', (shell, args) => shell.run(parseScript(args.join(' ')))],
  ['exit', exit],
  ['export', exportVariables],
  ['jobs', plain(() => 0)],
  ['kill', asTool(kill)],
  ['local', assign],
  ['printf', asTool(printf)],
  ['pwd', plain(({ process }) => (process.print(`${process.cwd}\n`), 0))],
  ['read', read],
  ['readonly', assign],
  ['return', jump('return')],
  ['set', set],
  ['shift', plain((shell, [by = '1']) => ((shell.state.positional = shell.state.positional.slice(Number(by))), 0))],
  ['trap', trap],
  ['type', type],
  ['ulimit', plain((shell) => (shell.process.print('unlimited\n'), 0))],
  ['umask', plain((shell) => (shell.process.print('0022\n'), 0))],
  [
    'unset',
    plain((shell, names) => {
      for (const name of names) {
        shell.state.variables.delete(name)
        shell.state.exported.delete(name)
        shell.state.functions.delete(name)
      }
      return 0
    }),
  ],
  ['wait', wait],
])
