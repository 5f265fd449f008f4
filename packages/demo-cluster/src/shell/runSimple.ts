import { Ends, type Process, type Program } from '../containers/Process.ts'
import type { Waiting } from '../containers/Wait.ts'
import type { Command } from './Ast.ts'
import { builtins } from './builtins.ts'
import { expandText, expandWords } from './expand.ts'
import type { Shell } from './Shell.ts'
import { ShellJump } from './ShellFailure.ts'

type Simple = Extract<Command, { readonly type: 'simple' }>

/**
 * Runs one command: a function, a builtin, or a file along PATH. `inPlace` where the process is there for this command alone: then the program takes the process over,
 * as a shell's fork does with exec.
 */
export function* runSimple(shell: Shell, command: Simple, { inPlace }: { readonly inPlace: boolean }): Waiting<number> {
  const argv = yield* expandWords(shell, command.words)
  const assigned = new Map<string, string>()
  for (const { name, value } of command.assignments) assigned.set(name, yield* expandText(shell, value))
  if (shell.state.options.has('x')) shell.process.complain(`+ ${[...[...assigned].map(([name, value]) => `${name}=${value}`), ...argv].join(' ')}\n`)
  const [name, ...args] = argv
  if (name === 'exec') return yield* exec(shell, command, args)
  return yield* shell.redirected(command.redirects, function* run() {
    if (name === undefined) {
      for (const [variable, value] of assigned) shell.set(variable, value)
      return statusOfSubstitutions(shell, command)
    }
    const own = shell.state.functions.get(name)
    if (own !== undefined) return yield* callFunction(shell, own, args)
    const builtin = builtins.get(name)
    if (builtin !== undefined) return yield* withVariables(shell, assigned, () => builtin(shell, args))
    return yield* external(shell, argv, { assigned, inPlace })
  })
}

/** `a=$(false)` fails as the substitution did. */
function statusOfSubstitutions(shell: Shell, command: Simple): number {
  const words = [...command.words, ...command.assignments.map(({ value }) => value)]
  const hasSubstitution = words.some((word) => word.some(({ type }) => type === 'command'))
  return hasSubstitution ? shell.state.status : 0
}

function* callFunction(shell: Shell, body: Command, args: readonly string[]): Waiting<number> {
  const { positional } = shell.state
  shell.state.positional = args
  try {
    return yield* shell.command(body)
  } catch (error) {
    if (error instanceof ShellJump && error.kind === 'return') return error.value
    throw error
  } finally {
    shell.state.positional = positional
  }
}

function* withVariables(shell: Shell, assigned: ReadonlyMap<string, string>, body: () => Waiting<number>): Waiting<number> {
  const { variables } = shell.state
  const before = [...assigned.keys()].map((name) => [name, variables.get(name)] as const)
  for (const [name, value] of assigned) variables.set(name, value)
  try {
    return yield* body()
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) variables.delete(name)
      else variables.set(name, value)
    }
  }
}

type Found = { readonly ok: true; readonly program: Program } | { readonly ok: false; readonly status: number }

function find(shell: Shell, name: string): Found {
  const { sandbox, cwd } = shell.process
  const found = sandbox.find(name, { cwd, path: shell.get('PATH') })
  if (found.ok) return found
  const { kind } = shell.state
  const isPath = name.includes('/')
  if (found.exitCode === 126)
    shell.complain(kind === 'bash' && sandbox.files.entry(name)?.type === 'directory' ? `${name}: Is a directory` : `${name}: Permission denied`)
  else if (kind === 'bash') shell.complain(isPath ? `${name}: No such file or directory` : `${name}: command not found`)
  else shell.complain(`${name}: not found`)
  return { ok: false, status: found.exitCode }
}

function* external(shell: Shell, argv: readonly string[], { assigned, inPlace }: { assigned: ReadonlyMap<string, string>; inPlace: boolean }): Waiting<number> {
  const found = find(shell, argv[0] ?? '')
  if (!found.ok) return found.status
  const { process, state } = shell
  const env = state.environment(assigned)
  if (inPlace) return yield* become(process, { program: found.program, argv, env })
  const child = process.sandbox.spawn({
    program: found.program,
    argv,
    env,
    cwd: process.cwd,
    descriptors: process.descriptors,
    parent: process,
    ownGroup: state.isInteractive,
  })
  const { terminal } = process.descriptor(0)
  if (state.isInteractive && terminal !== undefined) terminal.foreground = child.group
  child.start()
  const status = yield* shell.waitFor(child)
  if (state.isInteractive && terminal !== undefined) terminal.foreground = process.group
  return status
}

type Image = { readonly program: Program; readonly argv: readonly string[]; readonly env: Record<string, string> }

function* become(process: Process, { program, argv, env }: Image): Waiting<number> {
  process.replace(argv, env)
  return yield* program(process)
}

function* exec(shell: Shell, command: Simple, args: readonly string[]): Waiting<number> {
  const run = function* run(): Waiting<number> {
    const [name] = args
    if (name === undefined) return 0
    const found = find(shell, name)
    if (!found.ok) throw new Ends({ exitCode: found.status })
    throw new Ends({ exitCode: (yield* become(shell.process, { program: found.program, argv: args, env: shell.state.environment() })) & 255 })
  }
  if (args.length > 0) return yield* shell.redirected(command.redirects, run)
  return yield* shell.keepRedirects(command.redirects)
}
