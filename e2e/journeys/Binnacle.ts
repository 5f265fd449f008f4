import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { freePort } from '../bench/freePorts.ts'

const server = resolve(import.meta.dirname, '../../apps/bff/dist/main.mjs')

/** A Binnacle that runs as a user's does: the built server, an own state directory, reached through the link that it prints. */
export class Binnacle {
  readonly #kubeconfig: string | null
  readonly #args: readonly string[]
  readonly #state = mkdtempSync(join(tmpdir(), 'binnacle-journey-'))
  #process: ChildProcess | undefined
  #port: string | undefined
  /** Lines of the JSON log (stdout), oldest first. */
  readonly log: string[] = []
  /** What the terminal showed (stderr), oldest first. */
  readonly terminal: string[] = []

  /** With null, as on a machine where nobody has configured a cluster. */
  constructor(kubeconfig: string | null, args: readonly string[] = []) {
    this.#kubeconfig = kubeconfig
    this.#args = args
  }

  get origin(): string {
    if (this.#port === undefined) throw new Error('Binnacle was not started')
    return `http://127.0.0.1:${this.#port}`
  }

  /** Its home directory: what it finds there is all that its user has. */
  get home(): string {
    return this.#state
  }

  get pid(): number {
    const pid = this.#process?.pid
    if (pid === undefined) throw new Error('Binnacle is not running')
    return pid
  }

  /** Starts, and answers with the one-time link. Started again after a kill, it keeps its port. */
  async start(): Promise<string> {
    this.#port ??= String(await ownPort())
    const child = spawn(process.execPath, [server, ...this.#args], {
      env: {
        PATH: process.env['PATH'],
        HOME: this.#state,
        ...(this.#kubeconfig === null ? {} : { KUBECONFIG: this.#kubeconfig }),
        BINNACLE_STATE_DIR: this.#state,
        BINNACLE_PORT: this.#port,
      },
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    this.#process = child
    createInterface({ input: child.stdout }).on('line', (line) => this.log.push(line))
    const link = await new Promise<string>((found, failed) => {
      createInterface({ input: child.stderr }).on('line', (line) => {
        this.terminal.push(line)
        const [link] = /http:\/\/\S+#k=\S+/.exec(line) ?? []
        if (link !== undefined) found(link)
      })
      child.once('exit', (code) => failed(new Error(`Binnacle ended with code ${code}: ${this.terminal.slice(-5).join('\n')}`)))
    })
    return link
  }

  /** Another link, as after pressing Enter in the terminal. */
  async newLink(): Promise<string> {
    const before = this.terminal.length
    this.#process?.stdin?.write('\n')
    for (;;) {
      const link = this.terminal.slice(before).flatMap((line) => /http:\/\/\S+#k=\S+/.exec(line) ?? [])[0]
      if (link !== undefined) return link
      await new Promise((next) => this.#process?.stderr?.once('data', next))
    }
  }

  /** Ends the process with a signal and waits until it is gone; `SIGKILL` is the power cut. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#process
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise((done) => child.once('exit', done))
    child.kill(signal)
    await gone
  }

  /** Audit lines so far. */
  audit(): Record<string, unknown>[] {
    return this.log
      .filter((line) => line.startsWith('{'))
      .map((line): Record<string, unknown> => JSON.parse(line))
      .filter((entry) => entry['audit'] === true)
  }

  async stop(): Promise<void> {
    await this.end('SIGTERM')
    rmSync(this.#state, { recursive: true, force: true })
  }
}

/** A free port that nobody takes while ours is dead: other Binnacles look for one from 7770 on, control planes above 21000, outgoing connections above 32767. */
async function ownPort(): Promise<number> {
  for (;;) {
    const port = await freePort(10_000 + Math.floor(Math.random() * 10_000)).catch(() => undefined)
    if (port !== undefined) return port
  }
}
