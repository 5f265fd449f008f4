import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runKubectl } from '../../clusters/Cluster.ts'
import type { Result } from '../../clusters/run.ts'
import type { Json } from '../statuses.ts'
import { FrozenApiserver } from './FrozenApiserver.ts'
import type { Printed, RolloutSample } from './RolloutSample.ts'

/** As many samples as one kubectl is asked about. */
const BATCH = 64

type Place = { readonly command: string; readonly dir: string }
type Ask = (input: string, ...words: string[]) => Promise<Result>

/** What the real kubectl prints of every sample, each for itself. */
export async function printRollouts(samples: readonly RolloutSample[], { command, dir }: Place): Promise<Printed[]> {
  const server = await FrozenApiserver.start(samples)
  try {
    const kubeconfig = join(dir, 'frozen.kubeconfig')
    writeFileSync(kubeconfig, kubeconfigOf(server.url))
    const ask: Ask = (input, ...words) => runKubectl({ command, kubeconfig, cache: join(dir, 'frozen-cache') }, words, input)
    const all = samples.map((sample, number) => documentOf(sample, number))
    const statuses = await printed(all, (input) => ask(input, 'rollout', 'status', '--watch=false', '-f', '-'), /(?<=\n)/)
    const histories = await printed(all, (input) => ask(input, 'rollout', 'history', '-f', '-'), /(?=^deployment\.apps\/\S+ $)/m)
    return samples.map((_, number) => ({ status: statuses[number]?.trimEnd() ?? '', history: histories[number] ?? '' }))
  } finally {
    server.stop()
  }
}

async function printed(documents: readonly string[], ask: (input: string) => Promise<Result>, between: RegExp): Promise<string[]> {
  const all: string[] = []
  for (let from = 0; from < documents.length; from += BATCH) all.push(...(await oneByOne(documents.slice(from, from + BATCH), ask, between)))
  return all
}

/** One text for each document. Where kubectl refuses one of them, or the texts cannot be told apart, it is asked about fewer at a time. */
async function oneByOne(documents: readonly string[], ask: (input: string) => Promise<Result>, between: RegExp): Promise<string[]> {
  const { code, stdout, stderr } = await ask(documents.join('---\n'))
  if (documents.length === 1) return [code === 0 ? stdout : stdout + stderr]
  const texts = stdout.split(between)
  if (code === 0 && texts.length === documents.length) return texts
  const half = documents.length >> 1
  return [...(await oneByOne(documents.slice(0, half), ask, between)), ...(await oneByOne(documents.slice(half), ask, between))]
}

/** The Deployment as a file would name it; kubectl takes its state from the server. */
function documentOf({ deployment }: RolloutSample, number: number): string {
  const { name } = deployment['metadata'] as Json // the border: what an apiserver sent
  return `${JSON.stringify({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace: `s${number}` } })}\n`
}

function kubeconfigOf(server: string): string {
  const cluster = { name: 'frozen', cluster: { server } }
  const context = { name: 'frozen', context: { cluster: 'frozen', user: 'nobody' } }
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'frozen',
    clusters: [cluster],
    contexts: [context],
    users: [{ name: 'nobody', user: {} }],
  })
}
