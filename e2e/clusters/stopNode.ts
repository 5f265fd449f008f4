import { existsSync, readdirSync, readFileSync, readlinkSync, rmdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { ControlPlane } from './ControlPlane.ts'
import { restoreHostSettings } from './hostSettings.ts'
import { containerdSocket, POD_BRIDGE, POD_NETWORK_NAME } from './nodeFiles.ts'
import { report } from './report.ts'
import { run } from './run.ts'
import { containerd, NODE_DEVICE } from './startNode.ts'

const STOP_SECONDS = 5
const READY_SECONDS = 30
const CGROUPS = '/sys/fs/cgroup'
const CONTAINER_LOGS = '/var/log/containers'
const CNI_RESULTS = '/var/lib/cni/results'

/** Takes the node away from the machine, however it was left: pods, processes, mounts, devices, packet rules, cgroups, settings. */
export async function stopNode({ place, processes }: ControlPlane): Promise<void> {
  const { dir } = place
  if (!existsSync(join(dir, 'node'))) return
  await Promise.all(['kubelet', 'kube-proxy'].map((name) => processes.stop(name, STOP_SECONDS)))
  await removePods({ place, processes })
  await processes.stop('containerd', STOP_SECONDS)
  await unmountBelow(dir)
  for (const device of [POD_BRIDGE, NODE_DEVICE]) await run('ip', ['link', 'delete', device])
  removeCgroups()
  removeFilesElsewhere(dir)
  await restoreHostSettings(dir)
  for (const name of ['containerd', 'kubelet', 'pod-logs', 'node']) rmSync(join(dir, name), { recursive: true, force: true })
}

/** Through containerd, which also takes down their networks; started again where it has died before its pods. */
async function removePods({ place, processes }: Pick<ControlPlane, 'place' | 'processes'>): Promise<void> {
  const socket = containerdSocket(place.dir)
  if (!existsSync(join(place.dir, 'containerd', 'root'))) return
  if (!processes.isRunning('containerd')) {
    await processes.start(containerd(place))
    await processes.ready('containerd', READY_SECONDS, async () => (await run('ctr', ['--address', socket, 'version'])).code === 0)
  }
  const removed = await run(place.localkube, ['remove-pods', `--runtime-endpoint=unix://${socket}`])
  if (removed.code !== 0) report(`some pods could not be removed: ${removed.stderr}`)
}

async function unmountBelow(dir: string): Promise<void> {
  const points = readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[4] ?? '')
    .filter((point) => point.startsWith(`${dir}/`))
  for (const point of points.reverse()) await run('umount', ['--lazy', point])
}

/** The kubelet's own cgroups: /kubepods of each hierarchy, the deepest first. They are empty by now. */
function removeCgroups(): void {
  const hierarchies = existsSync(join(CGROUPS, 'cgroup.controllers')) ? ['.'] : readdirSync(CGROUPS)
  for (const hierarchy of hierarchies) removeCgroup(join(CGROUPS, hierarchy, 'kubepods'))
}

function removeCgroup(path: string): void {
  if (!existsSync(path)) return
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.isDirectory()) removeCgroup(join(path, entry.name))
  }
  try {
    rmdirSync(path)
  } catch (failure) {
    report(`the cgroup ${path} could not be removed: ${String(failure)}`)
  }
}

/** Two folders that kubelet and CNI do not let one choose: only what points to this cluster is removed. */
function removeFilesElsewhere(dir: string): void {
  for (const name of list(CONTAINER_LOGS)) {
    const link = join(CONTAINER_LOGS, name)
    if (readlinkSync(link).startsWith(dir)) rmSync(link)
  }
  for (const name of list(CNI_RESULTS)) {
    if (name.startsWith(`${POD_NETWORK_NAME}-`)) rmSync(join(CNI_RESULTS, name))
  }
}

function list(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : []
}
