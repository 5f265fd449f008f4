import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { RealCluster } from '../clusters/RealCluster.ts'
import { useRealCluster } from '../clusters/useRealCluster.ts'
import { ApiProxy } from './ApiProxy.ts'
import { madeRollouts } from './rollouts/madeRollouts.ts'
import { playPods } from './rollouts/playPods.ts'
import { printRollouts } from './rollouts/printRollouts.ts'
import { type Printed, type RolloutSample, rolloutsText } from './rollouts/RolloutSample.ts'
import { RolloutWatch } from './rollouts/RolloutWatch.ts'
import { type Stage, tellRollouts } from './rollouts/rolloutStories.ts'
import type { Json } from './statuses.ts'

/**
 * Rolls Deployments out on a real cluster with its controllers, in every way that ends well or badly, and takes a sample at each change. Of every sample, and of
 * some that no controller makes, the real kubectl is asked for `rollout status` and `rollout history`, and Binnacle's rows for the same text, byte for byte.
 * `--write` keeps one sample of each sentence, and those made by hand, as the recording of the unit test.
 */
const { values } = parseArgs({ options: { verify: { type: 'boolean' }, write: { type: 'boolean', default: false } } })

/** Fewer states than this, and the rollouts were not looked at closely. */
const MIN_VERSIONS = 200
const COMPARE = fileURLToPath(new URL('../../apps/bff/src/projections/testing/compareRolloutsFile.ts', import.meta.url))
const TSX = fileURLToPath(new URL('../../node_modules/.bin/tsx', import.meta.url))
const KEPT = fileURLToPath(new URL('recordings/rollouts-1.36.json', import.meta.url))

async function sampleRollouts(cluster: RealCluster): Promise<RolloutSample[]> {
  const namespace = `rollouts-${process.pid}`
  const kubectl = async (...words: string[]): Promise<void> => {
    const { code, stderr } = await cluster.kubectl(...words, '-n', namespace)
    if (code !== 0) throw new Error(`kubectl ${words.join(' ')}: ${stderr}`)
  }
  const api = await ApiProxy.start(cluster.binaries.kubectl, cluster.kubeconfig)
  try {
    await api.post('/api/v1/namespaces', { metadata: { name: namespace } })
    return await watchStories({ api, namespace, kubectl })
  } finally {
    await api.delete(`/api/v1/namespaces/${namespace}`)
    api.stop()
  }
}

async function watchStories(stage: Omit<Stage, 'watch'>): Promise<RolloutSample[]> {
  const end = new AbortController()
  const watch = await RolloutWatch.start(stage.api, stage.namespace, end.signal)
  try {
    await playPods(stage.api, stage.namespace, end.signal)
    await tellRollouts({ ...stage, watch })
    process.stdout.write(`${watch.versions.size} states of Deployments and ReplicaSets\n`)
    if (watch.versions.size < MIN_VERSIONS) throw new Error(`only ${watch.versions.size} states were seen`)
    return watch.samples
  } finally {
    end.abort()
  }
}

/** The last sample of each sentence, without the ReplicaSets of other Deployments, and what was made by hand. */
function kept(samples: readonly (RolloutSample & Printed)[], made: number): (RolloutSample & Printed)[] {
  const told = new Map(samples.slice(0, -made).map((sample) => [sample.status, sample]))
  const owned = [...told.values()].map((sample) => ({ ...sample, replicaSets: sample.replicaSets.filter((one) => isOwned(one, sample.deployment)) }))
  return [...owned, ...samples.slice(-made)]
}

function isOwned(replicaSet: Json, deployment: Json): boolean {
  return JSON.stringify(replicaSet['metadata']).includes((deployment['metadata'] as { uid: string }).uid) // the border: what an apiserver sent
}

const dir = mkdtempSync(join(tmpdir(), 'binnacle-rollouts-'))
try {
  const { cluster, release } = await useRealCluster(join(dir, 'cluster'))
  try {
    const made = madeRollouts()
    const all = [...(await sampleRollouts(cluster)), ...made]
    const printed = await printRollouts(all, { command: cluster.binaries.kubectl, dir })
    const samples = all.map((sample, at) => ({ ...sample, ...(printed[at] ?? { status: '', history: '' }) }))
    const { stdout } = await cluster.kubectl('version', '-o', 'json')
    const version = JSON.parse(stdout) as { clientVersion: { gitVersion: string } } // the border: kubectl wrote it
    const file = join(dir, 'rollouts.json')
    writeFileSync(file, rolloutsText(version.clientVersion.gitVersion, samples))
    if (values.write) writeFileSync(KEPT, rolloutsText(version.clientVersion.gitVersion, kept(samples, made.length)))
    process.exitCode = spawnSync(TSX, ['--conditions=@binnacle/source', COMPARE, file], { stdio: 'inherit' }).status ?? 1
  } finally {
    await release()
  }
} finally {
  rmSync(dir, { recursive: true, force: true })
}
