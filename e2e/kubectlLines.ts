import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { CommandName, KubectlView } from '@binnacle/shared'
import { BinnacleServer } from './bench/BinnacleServer.ts'
import { startControlPlane } from './clusters/ControlPlane.ts'
import { runOrThrow } from './clusters/run.ts'
import { ApiProxy } from './golden/ApiProxy.ts'
import { proveApply } from './kubectlLines/applyProofs.ts'
import { Bench } from './kubectlLines/Bench.ts'
import { dataProofs } from './kubectlLines/dataProofs.ts'
import { proveDelete } from './kubectlLines/deleteProofs.ts'
import { deploymentProofs } from './kubectlLines/deploymentProofs.ts'
import { FakeKubelet } from './kubectlLines/FakeKubelet.ts'
import { jobProofs } from './kubectlLines/jobProofs.ts'
import { proveLists } from './kubectlLines/listProofs.ts'
import { proveLogs } from './kubectlLines/logsProofs.ts'
import { makeObjects, proveContexts, proveDescribe, proveEvents, proveYaml } from './kubectlLines/objectProofs.ts'
import { proveRolloutHistory, proveRolloutStatus } from './kubectlLines/rolloutProofs.ts'
import { makeScene } from './kubectlLines/scene.ts'

/**
 * Runs the kubectl line of everything that Binnacle shows and does, with the real kubectl against a real apiserver of its own, and asks whether it showed
 * and did the same as a Binnacle that runs beside it. A view or a command without a proof does not compile.
 */
const viewProofs: { readonly [V in KubectlView['view']]: (bench: Bench) => Promise<void> } = {
  list: proveLists,
  yaml: proveYaml,
  describe: proveDescribe,
  events: proveEvents,
  logs: proveLogs,
  'rollout status': proveRolloutStatus,
  'rollout history': proveRolloutHistory,
}
const commandProofs: { readonly [N in CommandName]: (bench: Bench) => Promise<void> } = {
  'pods.delete': proveDelete,
  ...deploymentProofs,
  'objects.apply': proveApply,
  ...jobProofs,
  ...dataProofs,
}

const PORT_BASE = 22420

/** The POSIX shells of this machine. zsh is asked as it is at a keyboard, where it takes no comments. */
const shells = ['sh', 'bash', 'dash', 'zsh'].filter((shell) => spawnSync(shell, ['-c', 'true']).status === 0)

async function prove(bench: Bench): Promise<void> {
  for (const [name, proof] of Object.entries({ ...viewProofs, ...commandProofs })) {
    if (only.length > 0 && !only.includes(name)) continue
    const before = bench.proven
    await proof(bench)
    process.stdout.write(`${name}: ${bench.proven - before} proven\n`)
  }
  if (only.length === 0) await proveContexts(bench, shells)
  const caught = bench.caught()
  bench.judge('no line did anything else', caught.length === 0 ? null : `left behind: ${caught.join(' ')}`)
}

/** Words of the arguments leave all other proofs out. */
const only = process.argv.slice(2)

await runOrThrow(process.execPath, [resolve(import.meta.dirname, '../scripts/build.mjs')])
const dir = mkdtempSync(join(tmpdir(), 'binnacle-lines-'))
try {
  const cluster = await startControlPlane({ dir: join(dir, 'cluster'), portBase: PORT_BASE, controllers: false })
  const kubelet = await FakeKubelet.start(join(dir, 'cluster', 'pki'))
  const api = await ApiProxy.start(cluster.binaries.kubectl, cluster.kubeconfig)
  const { server: binnacle } = await BinnacleServer.start(cluster.kubeconfig)
  try {
    await makeScene(api, kubelet.port)
    const bench = new Bench(api, { dir, kubectl: cluster.binaries.kubectl, kubeconfig: readFileSync(cluster.kubeconfig, 'utf8'), binnacle })
    await makeObjects(bench)
    await prove(bench)
    process.stdout.write(`${bench.proven} lines proven, ${bench.differences.length} differences\n`)
    if (bench.differences.length > 0 || bench.proven === 0) process.exitCode = 1
  } finally {
    await binnacle.stop()
    api.stop()
    kubelet.stop()
    await cluster.stop()
  }
} finally {
  rmSync(dir, { recursive: true, force: true })
}
