import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from './freePorts.ts'
import { temporaryFolder } from './temporaryFolder.ts'

const program = resolve(import.meta.dirname, '../../apps/bff/dist/main.mjs')
const LISTEN_SECONDS = 60

/** The built BFF as a process of its own, with a bearer that the driver knows. */
export class BinnacleServer {
  readonly bearer = randomBytes(32).toString('base64url')
  readonly origin: string
  readonly #process: ChildProcess
  readonly #port: number
  readonly #state = temporaryFolder()
  #said = ''

  private constructor(kubeconfig: string, port: number) {
    this.#port = port
    this.origin = `http://127.0.0.1:${port}`
    const profile = process.env['BENCH_BFF_NODE_ARGS']?.split(' ') ?? []
    // It ends with the driver, however that ends.
    this.#process = spawn('setpriv', ['--pdeathsig', 'KILL', process.execPath, ...profile, program], {
      env: {
        PATH: process.env['PATH'],
        HOME: this.#state.path,
        KUBECONFIG: kubeconfig,
        BINNACLE_STATE_DIR: this.#state.path,
        BINNACLE_PORT: String(port),
        BINNACLE_TOKEN: this.bearer,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const output of [this.#process.stdout, this.#process.stderr]) output?.on('data', (part: Buffer) => this.#hear(String(part)))
  }

  /** Returns as soon as the port accepts a connection; `bornAt` is when the process was asked for (ms since 1970). */
  static async start(kubeconfig: string): Promise<{ server: BinnacleServer; bornAt: number }> {
    const port = await freePort()
    const bornAt = performance.timeOrigin + performance.now()
    const server = new BinnacleServer(kubeconfig, port)
    const end = performance.now() + LISTEN_SECONDS * 1000
    while (!(await server.#accepts())) {
      if (!server.#isRunning() || performance.now() > end) {
        await server.stop()
        throw new Error(`Binnacle does not listen\n${server.#said}`)
      }
      await pause(2)
    }
    return { server, bornAt }
  }

  get pid(): number {
    const { pid } = this.#process
    if (pid === undefined || !this.#isRunning()) throw new Error(`Binnacle has ended\n${this.#said}`)
    return pid
  }

  async stop(): Promise<void> {
    if (this.#isRunning()) {
      const gone = once(this.#process, 'exit')
      this.#process.kill('SIGTERM')
      const killing = setTimeout(() => this.#process.kill('SIGKILL'), 3000)
      await gone
      clearTimeout(killing)
    }
    this.#state.remove()
  }

  #isRunning(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null
  }

  #hear(text: string): void {
    this.#said = (this.#said + text).slice(-4000)
  }

  #accepts(): Promise<boolean> {
    return new Promise((answer) => {
      const socket = connect(this.#port, '127.0.0.1')
      const done = (accepted: boolean) => () => {
        socket.destroy()
        answer(accepted)
      }
      socket.on('connect', done(true)).on('error', done(false))
    })
  }
}
