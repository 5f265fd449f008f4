import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { askApiserver } from './askApiserver.ts'
import { type Binaries, buildBinaries } from './buildBinaries.ts'
import { runKubectl } from './Cluster.ts'
import { etcd, kubeApiserver, kubeControllerManager, kubeScheduler, type Place, ports } from './controlPlanePrograms.ts'
import { createPki, issueCertificate } from './createPki.ts'
import type { OwnCluster } from './OwnCluster.ts'
import { Processes, type Program } from './Processes.ts'
import type { Result } from './run.ts'
import { writeKubeconfig } from './writeKubeconfig.ts'

const READY_SECONDS = 60
const STOP_SECONDS = 2

export interface ControlPlaneOptions {
  /** A folder of its own; everything the control plane writes is in it. */
  dir: string
  /** First of eight free ports. Stay below 30000, where NodePorts begin. */
  portBase: number
  /** With controller-manager and scheduler, or etcd and apiserver alone. */
  controllers: boolean
  /** Keep running when the starting process has ended. Default: end with it. */
  outliveUs?: boolean
}

/**
 * A kube-apiserver with its etcd, and controllers if asked for, on loopback. Several may run side by side.
 * Nothing is kept in memory: a second object for the same folder and ports acts on the same processes.
 */
export class ControlPlane implements OwnCluster {
  readonly kubeconfig: string
  readonly server: string
  readonly processes: Processes
  readonly binaries: Binaries
  readonly place: Place

  constructor(options: ControlPlaneOptions, binaries: Binaries) {
    const { dir, portBase, controllers, outliveUs = false } = options
    mkdirSync(dir, { recursive: true })
    this.place = { dir, portBase, controllers, localkube: binaries.localkube }
    this.binaries = binaries
    this.processes = new Processes(dir, outliveUs)
    this.kubeconfig = join(dir, 'admin.kubeconfig')
    this.server = `https://127.0.0.1:${ports.apiserver(portBase)}`
  }

  /** Starts on what the folder holds already: data, certificates. What was left running there is stopped first. */
  async start(): Promise<void> {
    await this.#end()
    await createPki(this.place.dir, this.server)
    await this.processes.start(etcd(this.place))
    await this.processes.ready('etcd', READY_SECONDS, () => isHealthy(this.etcdEndpoint))
    await this.startApiserver()
    if (this.place.controllers) {
      for (const program of this.#controllers()) await this.processes.start(program)
      await this.#answers('kube-controller-manager', '/api/v1/namespaces/default/serviceaccounts/default')
    }
  }

  /** Starts the apiserver and waits until it is ready and has made its own namespaces. */
  async startApiserver(): Promise<void> {
    await this.processes.start(kubeApiserver(this.place))
    await this.#answers('kube-apiserver', '/readyz')
    await this.#answers('kube-apiserver', '/api/v1/namespaces/kube-system')
    await this.#answers('kube-apiserver', '/api/v1/namespaces/default')
  }

  /** SIGKILL: connections break at once. */
  async killApiserver(): Promise<void> {
    await this.processes.stop('kube-apiserver', 0)
  }

  /** SIGSTOP: connections stay open and silent. */
  freezeApiserver(): void {
    this.processes.signal('kube-apiserver', 'SIGSTOP')
  }

  thawApiserver(): void {
    this.processes.signal('kube-apiserver', 'SIGCONT')
  }

  /** Another, empty cluster behind the same address and the same certificates. */
  async wipe(): Promise<void> {
    await this.stop()
    rmSync(join(this.place.dir, 'etcd'), { recursive: true, force: true })
    await this.start()
  }

  kubectl(...args: string[]): Promise<Result> {
    return this.kubectlWithInput('', ...args)
  }

  kubectlWithInput(input: string, ...args: string[]): Promise<Result> {
    const cache = join(this.place.dir, 'kubectl-cache')
    return runKubectl({ command: this.binaries.kubectl, kubeconfig: this.kubeconfig, cache }, args, input)
  }

  /** Path of a kubeconfig for a user with a certificate: no rights but those RBAC gives to the name or a group. */
  async userKubeconfig(name: string, groups: readonly string[] = []): Promise<string> {
    const file = `user-${[name, ...groups].map(encodeURIComponent).join(',')}`
    await issueCertificate(join(this.place.dir, 'pki'), { name: file, user: name, groups })
    return writeKubeconfig(this.place.dir, file, this.server)
  }

  get kubectlCommand(): string {
    return this.binaries.kubectl
  }

  get etcdEndpoint(): string {
    return `http://127.0.0.1:${ports.etcd(this.place.portBase)}`
  }

  pids(): Record<string, number> {
    return this.processes.pids()
  }

  /** Ends all processes; the folder stays, for its logs. */
  async stop(): Promise<void> {
    await this.#end()
  }

  async #end(): Promise<void> {
    await Promise.all(this.#controllers().map(({ name }) => this.processes.stop(name, STOP_SECONDS)))
    await this.processes.stop('kube-apiserver', 0)
    await this.processes.stop('etcd', STOP_SECONDS)
  }

  #controllers(): readonly Program[] {
    return [kubeControllerManager(this.place), kubeScheduler(this.place)]
  }

  async #answers(program: string, path: string): Promise<void> {
    const { dir } = this.place
    await this.processes.ready(program, READY_SECONDS, async () => (await askApiserver(dir, this.server, path)) !== undefined)
  }
}

async function isHealthy(etcdEndpoint: string): Promise<boolean> {
  const answer = await fetch(`${etcdEndpoint}/health`).catch(() => undefined)
  return answer?.ok === true
}

export async function startControlPlane(options: ControlPlaneOptions): Promise<ControlPlane> {
  const controlPlane = new ControlPlane(options, await buildBinaries())
  try {
    await controlPlane.start()
  } catch (failure) {
    await controlPlane.stop()
    throw failure
  }
  return controlPlane
}
