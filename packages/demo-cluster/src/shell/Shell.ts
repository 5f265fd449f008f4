import type { Descriptor } from '../containers/Descriptor.ts'
import { Pipe } from '../containers/Pipe.ts'
import { Ends, type Process, type Program } from '../containers/Process.ts'
import { signalNamed } from '../containers/Signal.ts'
import { sleep, type Waiting } from '../containers/Wait.ts'
import type { Command, Redirect, Script } from './Ast.ts'
import { parseScript } from './parseScript.ts'
import { redirect } from './redirect.ts'
import { runCompound } from './runCompound.ts'
import { runSimple } from './runSimple.ts'
import { ShellFailure, ShellJump } from './ShellFailure.ts'
import type { ShellState } from './ShellState.ts'

/** So many commands in a row take a moment of the cluster's time: a loop that waits for nothing does not stop the clock. */
const COMMANDS_PER_MOMENT = 500

/** Runs scripts in one process: commands wait for the processes they start, traps run between commands. */
export class Shell {
  readonly process: Process
  readonly state: ShellState
  #count = 0
  /** Within `if`, `while`, `&&` and `||`, where `set -e` looks away. */
  #tests = 0

  constructor(process: Process, state: ShellState) {
    this.process = process
    this.state = state
  }

  get(name: string): string | undefined {
    const { state } = this
    if (/^[1-9]\d*$/.test(name)) return state.positional[Number(name) - 1]
    switch (name) {
      case '0':
        return state.name
      case '#':
        return String(state.positional.length)
      case '?':
        return String(state.status)
      case '$':
        return state.variables.get('\0pid') ?? String(this.process.pid)
      case '!':
        return state.lastBackground === null ? '' : String(state.lastBackground)
      case '@':
      case '*':
        return state.positional.length === 0 ? undefined : state.positional.join(' ')
      case '-':
        return [...state.options].join('')
      case 'PWD':
        return this.process.cwd
      case 'RANDOM':
        return String(this.process.sandbox.random.below(32_768))
      default:
        return state.variables.get(name)
    }
  }

  set(name: string, value: string): void {
    this.state.variables.set(name, value)
  }

  /** Runs a whole script; its value is the status of its last command. */
  *run(script: Script): Waiting<number> {
    for (const { command, background } of script) {
      if (background) this.#background(command)
      else yield* this.command(command)
    }
    return this.state.status
  }

  /** As the program of a process: with what a script's end means to it. */
  *main(script: Script): Waiting<number> {
    return yield* this.#guarded(() => this.run(script))
  }

  *#guarded(body: () => Waiting<number>): Waiting<number> {
    try {
      this.state.status = yield* body()
    } catch (error) {
      if (error instanceof ShellFailure) {
        this.complain(error.message)
        this.state.status = error.status
      } else if (!(error instanceof ShellJump)) {
        if (error instanceof Ends && error.exit.signal === undefined) yield* this.#exitTrap()
        throw error
      }
    }
    yield* this.#exitTrap()
    return this.state.status
  }

  *command(command: Command): Waiting<number> {
    if (++this.#count % COMMANDS_PER_MOMENT === 0) yield sleep(this.process.sandbox.clock, 1)
    yield* this.#dispatch(command)
    yield* this.traps()
    const isChecked = command.type === 'simple' || command.type === 'subshell' || command.type === 'pipeline'
    const isNegated = command.type === 'pipeline' && command.negated
    if (isChecked && !isNegated && this.state.status !== 0 && this.#tests === 0 && this.state.options.has('e')) throw new Ends({ exitCode: this.state.status })
    return this.state.status
  }

  /** A list whose failure is an answer, not an error. */
  *test(script: Script): Waiting<boolean> {
    this.#tests++
    try {
      return (yield* this.run(script)) === 0
    } finally {
      this.#tests--
    }
  }

  /** What a script prints, in a process of its own. */
  *substitute(script: Script): Waiting<string> {
    const pipe = new Pipe()
    pipe.reading.hold()
    const child = this.fork(script, new Map([...this.process.descriptors, [1, pipe.writing]]))
    child.start()
    let output = ''
    for (;;) {
      const text = pipe.reading.read()
      if (text === null) break
      if (text === undefined) yield pipe.reading.changed
      else output += text
    }
    pipe.reading.close()
    this.state.status = yield* this.waitFor(child)
    return output
  }

  /** A process that runs a script with a copy of what this shell remembers. */
  fork(script: Script, descriptors: ReadonlyMap<number, Descriptor>, ownGroup = false): Process {
    const state = this.state.copy()
    if (!state.variables.has('\0pid')) state.variables.set('\0pid', String(this.process.pid))
    const { argv, env, cwd, sandbox } = this.process
    const program: Program = (child) => {
      const shell = new Shell(child, state)
      const [only] = script
      const command = script.length === 1 && only?.background === false ? only.command : null
      if (command?.type === 'simple') {
        return shell.#guarded(() => runSimple(shell, command, { inPlace: true }))
      }
      return shell.main(script)
    }
    return sandbox.spawn({ program, argv, env, cwd, descriptors, parent: this.process, ownGroup })
  }

  /** The status that a child ends with. */
  *waitFor(child: Process): Waiting<number> {
    while (child.exit === null) yield child.ended
    const { exitCode, signal } = child.exit
    if (signal !== undefined && !this.state.isInteractive && signal !== 13 && signal !== 2)
      this.process.complain(signal === 9 ? 'Killed\n' : signal === 15 ? 'Terminated\n' : '')
    if (signal === 2 && this.state.isInteractive) this.process.complain('\n')
    return exitCode
  }

  /** Runs what is trapped of the signals that have come. */
  *traps(): Waiting<void> {
    const { pending } = this.process
    while (pending.length > 0) {
      const action = this.state.traps.get(pending.shift() ?? '')
      if (action === undefined || action === '') continue
      const { status } = this.state
      yield* this.run(parseScript(action))
      this.state.status = status
    }
  }

  trap(name: string, action: string | null): boolean {
    const signal = signalNamed(name)
    const key = name === '0' || name === 'EXIT' ? 'EXIT' : signal
    if (key === null) return false
    if (action === null) this.state.traps.delete(key)
    else this.state.traps.set(key, action)
    if (signal !== null) this.process.onSignal(signal, action === null ? 'default' : action === '' ? 'ignore' : 'catch')
    return true
  }

  complain(text: string): void {
    this.process.complain(this.state.complaint(text))
  }

  /** Runs something with redirects in place. */
  *redirected(redirects: readonly Redirect[], body: () => Waiting<number>): Waiting<number> {
    if (redirects.length === 0) return yield* body()
    const done = yield* redirect(this, redirects)
    if (!done.ok) {
      this.complain(done.message)
      return 1
    }
    try {
      return yield* body()
    } finally {
      done.undo()
    }
  }

  /** What `exec` without a command does: redirects for the rest of the script. */
  *keepRedirects(redirects: readonly Redirect[]): Waiting<number> {
    const done = yield* redirect(this, redirects)
    if (done.ok) return 0
    this.complain(done.message)
    throw new Ends({ exitCode: 1 })
  }

  *#exitTrap(): Waiting<void> {
    const action = this.state.traps.get('EXIT')
    this.state.traps.delete('EXIT')
    if (action === undefined || action === '') return
    try {
      yield* this.run(parseScript(action))
    } catch (error) {
      if (!(error instanceof ShellFailure)) throw error
      this.complain(error.message)
      this.state.status = error.status
    }
  }

  *#dispatch(command: Command): Waiting<void> {
    switch (command.type) {
      case 'simple':
        this.state.status = yield* runSimple(this, command, { inPlace: false })
        return
      case 'pipeline': {
        const status = command.commands.length === 1 ? yield* this.#negated(command.commands) : yield* this.#pipeline(command.commands)
        this.state.status = command.negated ? Number(status === 0) : status
        return
      }
      case 'both': {
        this.#tests++
        try {
          yield* this.command(command.first)
        } finally {
          this.#tests--
        }
        if ((this.state.status === 0) === (command.operator === '&&')) yield* this.command(command.second)
        return
      }
      case 'function':
        this.state.functions.set(command.name, command.body)
        this.state.status = 0
        return
      default:
        this.state.status = yield* runCompound(this, command)
    }
  }

  *#negated([command]: readonly Command[]): Waiting<number> {
    if (command === undefined) return 0
    return (yield* this.test([{ command, background: false }])) ? 0 : 1
  }

  *#pipeline(commands: readonly Command[]): Waiting<number> {
    const children: Process[] = []
    let input: Descriptor | null = null
    for (const [index, command] of commands.entries()) {
      const pipe = index < commands.length - 1 ? new Pipe() : null
      const descriptors = new Map(this.process.descriptors)
      if (input !== null) descriptors.set(0, input)
      if (pipe !== null) descriptors.set(1, pipe.writing)
      children.push(this.fork([{ command, background: false }], descriptors))
      pipe?.reading.hold()
      input?.close()
      input = pipe?.reading ?? null
    }
    for (const child of children) child.start()
    let status = 0
    for (const child of children) status = yield* this.waitFor(child)
    return status
  }

  #background(command: Command): void {
    const child = this.fork([{ command, background: false }], new Map(this.process.descriptors), this.state.isInteractive)
    this.state.jobs.push(child)
    this.state.lastBackground = child.pid
    this.state.status = 0
    if (this.state.isInteractive && this.state.kind === 'bash') this.process.complain(`[${this.state.jobs.length}] ${child.pid}\n`)
    this.process.sandbox.clock.after(0, () => child.start())
  }
}
