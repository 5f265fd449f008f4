import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { ControlPlane } from '../clusters/ControlPlane.ts'
import { runOrThrow } from '../clusters/run.ts'
import { probedPods } from './ProbePods.ts'

/** The load generator: pods written straight into etcd, which the apiserver then tells as it tells any other change. */
export class Load {
  readonly #localkube: string
  readonly #etcd: string
  #churns = 0
  #churn: ChildProcess | undefined

  constructor({ binaries, etcdEndpoint }: ControlPlane) {
    this.#localkube = binaries.localkube
    this.#etcd = etcdEndpoint
  }

  async seed(pods: number): Promise<void> {
    await runOrThrow(this.#localkube, ['seed', `--endpoints=${this.#etcd}`, `--pods=${pods}`])
  }

  /** Changes, adds and removes pods at this rate until `stop`, at most for `seconds`. */
  async start(eventsPerSecond: number, seconds: number): Promise<void> {
    this.#churns += 1
    // Each churn adds pods of its own: with the seed of an earlier one it would write over those.
    const args = [
      'churn',
      `--endpoints=${this.#etcd}`,
      `--rate=${eventsPerSecond}`,
      `--duration=${seconds}s`,
      `--seed=${this.#churns}`,
      `--spare=${probedPods.join(',')}`,
    ]
    const churn = spawn('setpriv', ['--pdeathsig', 'KILL', this.#localkube, ...args], { stdio: ['ignore', 'ignore', 'inherit'] })
    this.#churn = churn
    await once(churn, 'spawn')
  }

  async stop(): Promise<void> {
    const churn = this.#churn
    this.#churn = undefined
    if (churn === undefined || churn.exitCode !== null || churn.signalCode !== null) return
    const gone = once(churn, 'exit')
    churn.kill('SIGKILL')
    await gone
  }
}
