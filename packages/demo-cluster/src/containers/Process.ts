import type { Exit, Serve } from './Container.ts'
import type { Descriptor } from './Descriptor.ts'
import { nullDevice } from './Descriptor.ts'
import type { Sandbox } from './Sandbox.ts'
import { HARMLESS, type Signal, signalNumber } from './Signal.ts'
import { Changes, type Wait, type Waiting } from './Wait.ts'

/** What runs as a process; its value is the exit code. It reaches the world through its process alone, and waits by yielding. */
export type Program = (process: Process) => Waiting<number>

export type Spawn = {
  readonly program: Program
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
  /** By number; the process holds each of them until it ends. */
  readonly descriptors: ReadonlyMap<number, Descriptor>
  readonly parent: Process | null
  /** A new process group, as shells make for jobs; otherwise the parent's. */
  readonly ownGroup?: boolean
}

/** Thrown by a program to end its process from anywhere within. */
export class Ends extends Error {
  readonly exit: Exit

  constructor(exit: Exit) {
    super('the process ends')
    this.exit = exit
  }
}

/**
 * A process on the cluster's clock: it runs until it waits, and goes on in a step of its own. A signal does what Linux does: ends it, nothing (also to process 1, unless
 * caught), or waits in `pending` where the program catches it; then it wakes whatever the program waits for.
 */
export class Process {
  readonly pid: number
  readonly group: number
  readonly sandbox: Sandbox
  /** Changes with exec. */
  argv: readonly string[]
  env: Record<string, string>
  cwd: string
  parent: Process | null
  readonly descriptors: Map<number, Descriptor>
  exit: Exit | null = null
  readonly pending: Signal[] = []

  readonly #run: Waiting<number>
  readonly #ended = new Changes()
  readonly #signals = new Changes()
  readonly #caught = new Map<Signal, 'catch' | 'ignore'>()
  #forget: (() => void) | null = null
  #isRunning = false

  constructor(sandbox: Sandbox, pid: number, spawn: Spawn) {
    this.sandbox = sandbox
    this.pid = pid
    this.parent = spawn.parent
    this.group = spawn.parent === null || spawn.ownGroup === true ? pid : spawn.parent.group
    this.argv = spawn.argv
    this.env = { ...spawn.env }
    this.cwd = spawn.cwd
    this.descriptors = new Map(spawn.descriptors)
    for (const descriptor of this.descriptors.values()) descriptor.hold()
    this.#run = spawn.program(this)
  }

  /** Ends with the process. */
  get ended(): Wait {
    return this.#ended.wait
  }

  /** Ends with the next caught signal. */
  get signalled(): Wait {
    return this.#signals.wait
  }

  descriptor(number: number): Descriptor {
    return this.descriptors.get(number) ?? nullDevice
  }

  /** Writes at once, without waiting for a reader: what servers log. */
  print(text: string): void {
    if (this.exit === null) this.descriptor(1).write(text)
  }

  complain(text: string): void {
    if (this.exit === null) this.descriptor(2).write(text)
  }

  listen(port: number, serve: Serve): boolean {
    return this.sandbox.listen(this, port, serve)
  }

  onSignal(signal: Signal, what: 'catch' | 'ignore' | 'default'): void {
    if (what === 'default') this.#caught.delete(signal)
    else this.#caught.set(signal, what)
  }

  signal(signal: Signal): void {
    if (this.exit !== null) return
    const caught = signal === 'KILL' ? undefined : this.#caught.get(signal)
    if (caught === 'ignore') return
    if (caught === 'catch') {
      this.pending.push(signal)
      this.#signals.tell()
      return
    }
    if (HARMLESS.has(signal) || (this.pid === 1 && signal !== 'KILL')) return
    this.end({ exitCode: 128 + signalNumber(signal), signal: signalNumber(signal) })
  }

  /** Another program takes the process over: what was caught is not any more, what was ignored still is. */
  replace(argv: readonly string[], env: Readonly<Record<string, string>>): void {
    this.argv = argv
    this.env = { ...env }
    for (const [signal, what] of this.#caught) if (what === 'catch') this.#caught.delete(signal)
  }

  /** Runs until the first wait. */
  start(): void {
    this.#step()
  }

  end(exit: Exit): void {
    if (this.exit !== null) return
    this.exit = exit
    this.#forget?.()
    this.#forget = null
    if (!this.#isRunning) this.#run.return(0)
    for (const descriptor of this.descriptors.values()) descriptor.close()
    this.sandbox.ended(this)
    this.#ended.tell()
  }

  #step(): void {
    if (this.exit !== null) return
    this.#isRunning = true
    const next = this.#next()
    this.#isRunning = false
    if (this.exit !== null) {
      this.#run.return(0)
      return
    }
    if (typeof next === 'function') this.#wait(next)
    else this.end(next)
  }

  #next(): Wait | Exit {
    try {
      const next = this.#run.next()
      return next.done === true ? { exitCode: next.value & 255 } : next.value
    } catch (error) {
      if (error instanceof Ends) return error.exit
      this.complain(`Segmentation fault (${String(error)})\n`)
      return { exitCode: 139, signal: 11 }
    }
  }

  #wait(wait: Wait): void {
    let isWoken = false
    const forget = wait(() => {
      if (isWoken) return
      isWoken = true
      this.#forget?.()
      this.#forget = this.sandbox.clock.after(0, () => {
        this.#forget = null
        this.#step()
      })
    })
    if (isWoken) forget()
    else this.#forget = forget
  }
}
