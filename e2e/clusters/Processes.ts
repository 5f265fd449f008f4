import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { isRunning, type ProcessIdentity, processIdentity } from './processIdentity.ts'
import { waitUntil } from './waitUntil.ts'

const LAST_LINES = 25
const KILL_SECONDS = 10

export interface Program {
  name: string
  command: string
  args: readonly string[]
}

/**
 * The programs of one cluster, remembered in its folder: pids/<name>.json and logs/<name>.log.
 * Whoever opens the folder, in this process or a later one, can signal and stop them; a process that
 * merely got a remembered id later is never touched. With `outliveUs` false the kernel ends them
 * when the thread that started them ends, however it ends.
 */
export class Processes {
  readonly #folder: string
  readonly #outliveUs: boolean

  constructor(folder: string, outliveUs: boolean) {
    this.#folder = folder
    this.#outliveUs = outliveUs
    for (const name of ['pids', 'logs']) mkdirSync(join(folder, name), { recursive: true })
  }

  async start({ name, command, args }: Program): Promise<void> {
    if (this.isRunning(name)) throw new Error(`${name} of ${this.#folder} is already running`)
    const log = openSync(this.#log(name), 'a')
    const argv = this.#outliveUs ? [command, ...args] : ['setpriv', '--pdeathsig', 'KILL', command, ...args]
    const child = spawn(argv[0] ?? command, argv.slice(1), {
      cwd: this.#folder,
      detached: true,
      stdio: ['ignore', log, log],
    })
    closeSync(log)
    await once(child, 'spawn')
    child.unref()
    const identity = processIdentity(child.pid ?? -1)
    if (identity === undefined) throw new Error(`${name} ended at once\n${this.lastLines(name)}`)
    writeFileSync(this.#record(name), JSON.stringify(identity))
  }

  isRunning(name: string): boolean {
    return this.#running(name) !== undefined
  }

  pids(): Record<string, number> {
    const found: Record<string, number> = {}
    for (const file of readdirSync(join(this.#folder, 'pids'))) {
      const name = basename(file, '.json')
      const identity = this.#running(name)
      if (identity !== undefined) found[name] = identity.pid
    }
    return found
  }

  signal(name: string, signal: NodeJS.Signals): void {
    const identity = this.#running(name)
    if (identity === undefined) throw new Error(`${name} of ${this.#folder} is not running`)
    process.kill(identity.pid, signal)
  }

  /** Asks to end, insists after `patience` seconds (0: at once), returns when it has ended. */
  async stop(name: string, patience: number): Promise<void> {
    const identity = this.#running(name)
    if (identity !== undefined) {
      const hasEnded = (): boolean => !isRunning(identity)
      if (patience > 0) {
        process.kill(identity.pid, 'SIGTERM')
        await waitUntil(hasEnded, { what: '', seconds: patience }).catch(() => undefined)
      }
      if (!hasEnded()) process.kill(identity.pid, 'SIGKILL')
      await waitUntil(hasEnded, { what: `${name} to end`, seconds: KILL_SECONDS })
    }
    rmSync(this.#record(name), { force: true })
  }

  /** Waits for a program to be of use; throws with its last lines as soon as it has ended instead. */
  async ready(name: string, seconds: number, probe: () => Promise<boolean>): Promise<void> {
    const details = (): string => this.lastLines(name)
    const isUp = async (): Promise<boolean> => {
      if (!this.isRunning(name)) throw new Error(`${name} ended before it was ready\n${details()}`)
      return probe()
    }
    await waitUntil(isUp, { what: `${name} to be ready`, seconds, details })
  }

  lastLines(name: string): string {
    const lines = readFileSync(this.#log(name), 'utf8').trimEnd().split('\n')
    return [`last lines of ${this.#log(name)}:`, ...lines.slice(-LAST_LINES)].join('\n')
  }

  #running(name: string): ProcessIdentity | undefined {
    try {
      const identity: ProcessIdentity = JSON.parse(readFileSync(this.#record(name), 'utf8'))
      return isRunning(identity) ? identity : undefined
    } catch {
      return undefined
    }
  }

  #record(name: string): string {
    return join(this.#folder, 'pids', `${name}.json`)
  }

  #log(name: string): string {
    return join(this.#folder, 'logs', `${name}.log`)
  }
}
