import { Ends, type Process, type Program } from '../containers/Process.ts'
import { either, type Waiting } from '../containers/Wait.ts'
import type { Script } from './Ast.ts'
import { parseScript } from './parseScript.ts'
import { Shell } from './Shell.ts'
import { ShellFailure, ShellJump } from './ShellFailure.ts'
import { type ShellKind, ShellState } from './ShellState.ts'
import { ShellSyntaxError } from './ShellSyntaxError.ts'
import { readAll, readText } from './streamText.ts'

/** `sh`: runs `-c`, a file, its input, or a person's lines at a terminal. */
export function shellProgram(kind: ShellKind): Program {
  return function* sh(process) {
    const [name = 'sh', ...args] = process.argv
    const letters: string[] = []
    let at = 0
    for (; /^-[a-z]+$/.test(args[at] ?? ''); at++) letters.push(...(args[at] ?? '').slice(1).split(''))
    const rest = args.slice(at)
    const isCommand = letters.includes('c')
    const [first, ...others] = rest
    const shown = (isCommand ? others[0] : first) ?? name
    const state = new ShellState({ kind, name: shown, positional: isCommand ? others.slice(1) : others, env: process.env })
    for (const letter of letters) if ('eux'.includes(letter)) state.options.add(letter)
    const shell = new Shell(process, state)
    if (isCommand) return yield* runText(shell, first ?? '')
    if (first !== undefined) {
      const text = process.sandbox.files.read(first.startsWith('/') ? first : `${process.cwd === '/' ? '' : process.cwd}/${first}`)
      if (text !== undefined) return yield* runText(shell, text)
      process.complain(kind === 'bash' ? `${name}: ${first}: No such file or directory\n` : `${name}: can't open '${first}': No such file or directory\n`)
      return kind === 'bash' ? 127 : 2
    }
    if (process.descriptor(0).terminal !== undefined || letters.includes('i')) return yield* interactive(shell)
    return yield* fromInput(shell)
  }
}

function* runText(shell: Shell, text: string): Waiting<number> {
  const script = parsed(shell, text)
  return script === null ? 2 : yield* shell.main(script)
}

function parsed(shell: Shell, text: string): Script | null {
  try {
    return parseScript(text)
  } catch (error) {
    if (!(error instanceof ShellSyntaxError)) throw error
    shell.complain(error.message)
    return null
  }
}

/** Line by line, as it comes: commands may read the same input. */
function* fromInput(shell: Shell): Waiting<number> {
  let text = ''
  for (;;) {
    const line = yield* readText(shell.process.descriptor(0), true)
    if (line === null) break
    text += line
    const script = whole(shell, text)
    if (script === 'incomplete') continue
    text = ''
    if (script === null) return 2
    yield* shell.main(script)
  }
  if (text.trim() === '') return shell.state.status
  return yield* runText(shell, text + (yield* readAll(shell.process, shell.process.descriptor(0))))
}

function whole(shell: Shell, text: string): Script | null | 'incomplete' {
  try {
    return parseScript(text)
  } catch (error) {
    if (!(error instanceof ShellSyntaxError)) throw error
    if (error.incomplete) return 'incomplete'
    shell.complain(error.message)
    return null
  }
}

function prompt({ process, state }: Shell): string {
  const sign = process.sandbox.uid === 0 ? '#' : '$'
  if (state.kind === 'ash') return `${process.cwd === (process.env['HOME'] ?? '') ? '~' : process.cwd} ${sign} `
  if (state.kind === 'dash') return `${sign} `
  const user = process.sandbox.uid === 0 ? 'root' : 'I have no name!'
  return `${user}@${process.sandbox.hostname}:${process.cwd === (process.env['HOME'] ?? '') ? '~' : process.cwd}${sign} `
}

/** A prompt, a line, what it does, and the next prompt; Ctrl-C forgets the line, Ctrl-D leaves. */
function* interactive(shell: Shell): Waiting<number> {
  const { process, state } = shell
  const { terminal } = process.descriptor(0)
  state.isInteractive = true
  process.onSignal('INT', 'catch')
  process.onSignal('TERM', 'ignore')
  if (terminal !== undefined) terminal.history = []
  if (state.kind === 'ash') process.complain("\n\nBusyBox v1.36.1 built-in shell (ash)\nEnter 'help' for a list of built-in commands.\n\n")
  let text = ''
  for (;;) {
    process.complain(text === '' ? prompt(shell) : '> ')
    const line = yield* nextLine(process)
    if (line === undefined) {
      text = ''
      state.status = 130
      continue
    }
    if (line === null) {
      if (state.kind === 'bash') process.complain('exit\n')
      else process.complain('\n')
      return state.status
    }
    text += line
    const script = whole(shell, text)
    if (script === 'incomplete') continue
    text = ''
    if (script === null) state.status = 2
    else yield* runLine(shell, script)
  }
}

/** Undefined where Ctrl-C came instead. */
function* nextLine(process: Process): Waiting<string | null | undefined> {
  const input = process.descriptor(0)
  for (;;) {
    if (process.pending.splice(0).includes('INT')) return undefined
    const line = input.read(true)
    if (line !== undefined) return line
    yield either(input.changed, process.signalled)
  }
}

function* runLine(shell: Shell, script: Script): Waiting<void> {
  const { terminal } = shell.process.descriptor(0)
  const history = terminal?.history ?? null
  if (terminal !== undefined) terminal.history = null
  try {
    yield* shell.run(script)
  } catch (error) {
    if (error instanceof ShellFailure) {
      shell.complain(error.message)
      shell.state.status = error.status
    } else if (error instanceof Ends || !(error instanceof ShellJump)) throw error
  }
  if (terminal !== undefined) {
    terminal.history = history
    terminal.foreground = shell.process.group
  }
}
