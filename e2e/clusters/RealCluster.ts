import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Binaries, buildBinaries } from './buildBinaries.ts'
import { ControlPlane, type ControlPlaneOptions } from './ControlPlane.ts'
import { nodeObstacles } from './nodeObstacles.ts'
import { hasPacketRules } from './removePacketRules.ts'
import { startNode } from './startNode.ts'
import { stopNode } from './stopNode.ts'
import { withLock } from './withLock.ts'

/** The node's device, addresses and packet rules exist once per machine; this file says whose they are. */
const NODE_OWNER = '/run/binnacle-node.owner'
const CLAIM_SECONDS = 120
const DEFAULT_PORT_BASE = 21000

export interface RealClusterOptions {
  /** A folder of its own, with a short path: it holds Unix sockets. */
  dir: string
  portBase?: number
  /** Keep running when the starting process has ended. Default: end with it. */
  outliveUs?: boolean
}

/** What a later process needs to act on a cluster: the binaries it runs, not those that the sources would give now. */
interface Started {
  options: ControlPlaneOptions
  binaries: Binaries
}

/** A control plane with one real node: pods run, log, fail and are restarted. One per machine. */
export class RealCluster extends ControlPlane {
  override async start(): Promise<void> {
    await this.stop()
    await withLock(`${NODE_OWNER}.lock`, { what: 'another start of a real cluster', seconds: CLAIM_SECONDS }, () => claimNode(this.place.dir))
    await super.start()
    await startNode(this)
  }

  override async stop(): Promise<void> {
    const nodeOwner = owner()
    if (nodeOwner === undefined || nodeOwner === this.place.dir) {
      await stopNode(this)
      rmSync(NODE_OWNER, { force: true })
    }
    await super.stop()
  }
}

/** Starts the machine's one real cluster; throws, with its folder, when another one has the node already. */
export async function startRealCluster({ dir, portBase = DEFAULT_PORT_BASE, outliveUs = false }: RealClusterOptions): Promise<RealCluster> {
  const obstacles = await nodeObstacles()
  if (obstacles.length > 0) throw new Error(`no real cluster can start here:\n${obstacles.join('\n')}`)
  const options = { dir, portBase, controllers: true, outliveUs }
  const cluster = new RealCluster(options, await buildBinaries())
  const started: Started = { options, binaries: cluster.binaries }
  writeFileSync(startedFile(dir), JSON.stringify(started))
  try {
    await cluster.start()
  } catch (failure) {
    await cluster.stop()
    throw failure
  }
  return cluster
}

/** The real cluster of this folder, started by whomever; undefined when none is running there. */
export function runningRealCluster(dir: string): RealCluster | undefined {
  const cluster = realClusterLeftIn(dir)
  return cluster?.processes.isRunning('kubelet') && cluster.processes.isRunning('kube-apiserver') ? cluster : undefined
}

/** The real cluster of this folder in whatever state it was left, so that it can be stopped. */
export function realClusterLeftIn(dir: string): RealCluster | undefined {
  if (!existsSync(startedFile(dir))) return undefined
  const { options, binaries }: Started = JSON.parse(readFileSync(startedFile(dir), 'utf8'))
  return new RealCluster(options, binaries)
}

async function claimNode(dir: string): Promise<void> {
  const other = owner()
  if (other === undefined && (await hasPacketRules('KUBE'))) {
    throw new Error('this machine has packet rules of another Kubernetes node (chains KUBE-*); a second node would disturb it')
  }
  if (other !== undefined && other !== dir) {
    const left = realClusterLeftIn(other)
    if (left !== undefined && Object.keys(left.pids()).length > 0) {
      throw new Error(`this machine's one real node belongs to the cluster in ${other}; use that one, or end it first (pnpm cluster:down)`)
    }
    await left?.stop()
  }
  writeFileSync(NODE_OWNER, dir)
}

function owner(): string | undefined {
  return existsSync(NODE_OWNER) ? readFileSync(NODE_OWNER, 'utf8') : undefined
}

function startedFile(dir: string): string {
  return join(dir, 'started.json')
}
