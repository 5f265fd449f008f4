import { historyText, type KubectlView, type Revision, rolloutStatus } from '@binnacle/shared'
import type { Json } from '../golden/statuses.ts'
import type { Bench } from './Bench.ts'
import { makeRevision, makeWorkload, NAMESPACE, workloadPath } from './workloads.ts'

const of = (name: string) => ({ namespace: NAMESPACE, name })
type Counts = { readonly replicas: number; readonly updated: number; readonly available: number }

/** A rollout at each of its steps, and one that is stuck: kubectl prints what Binnacle says of the same numbers. */
const steps: readonly { title: string; observed: boolean; counts: Counts; stuck?: true }[] = [
  { title: 'unobserved', observed: false, counts: { replicas: 3, updated: 3, available: 3 } },
  { title: 'updating', observed: true, counts: { replicas: 4, updated: 2, available: 3 } },
  { title: 'ending', observed: true, counts: { replicas: 4, updated: 3, available: 3 } },
  { title: 'becoming', observed: true, counts: { replicas: 3, updated: 3, available: 1 } },
  { title: 'done', observed: true, counts: { replicas: 3, updated: 3, available: 3 } },
  { title: 'stuck', observed: true, counts: { replicas: 4, updated: 1, available: 3 }, stuck: true },
]

export async function proveRolloutStatus(bench: Bench): Promise<void> {
  for (const { title, observed, counts, stuck = false } of steps) {
    const name = `rollout-${title}`
    await makeWorkload(bench.api, 'deployments', { name })
    await setStatus(bench, name, { observedGeneration: observed ? 1 : 0, counts, stuck })
    const expected = said(name, { observedGeneration: observed ? 1 : 0, counts, stuck })
    for (const line of bench.lines({ view: 'rollout status', ...of(name) })) {
      const { code, stdout, stderr } = await bench.run(line)
      const right = `${stdout}${stderr}` === `${expected}\n` && code === (stuck ? 1 : 0)
      bench.judge(`${line.text}   (${title})`, right ? null : `should print ${expected}\n  printed ${stdout}${stderr} and ended with ${code}`)
    }
  }
  for (const context of [0, 1]) await proveWatched(bench, context)
}

/** Tells each step as it comes and ends with the rollout. */
async function proveWatched(bench: Bench, context: number): Promise<void> {
  const name = `rollout-watched-${context}`
  await makeWorkload(bench.api, 'deployments', { name })
  const [moving, done] = [
    { observedGeneration: 1, counts: { replicas: 3, updated: 3, available: 1 } },
    { observedGeneration: 1, counts: { replicas: 3, updated: 3, available: 3 } },
  ]
  await setStatus(bench, name, moving)
  const line = bench.lines({ view: 'rollout status', ...of(name), watch: true } satisfies KubectlView)[context]
  if (!line) throw new Error('a view has two lines')
  let ended: Promise<unknown> | undefined
  const { code, stdout, stderr } = await bench.run(line, () => {
    ended ??= setStatus(bench, name, done)
    return false
  })
  await ended
  const expected = `${said(name, moving)}\n${said(name, done)}\n`
  bench.judge(line.text, code === 0 && stdout === expected ? null : `should print ${expected}  printed ${stdout}${stderr} and ended with ${code}`)
}

type Status = { readonly observedGeneration: number; readonly counts: Counts; readonly stuck?: boolean }

function setStatus(bench: Bench, name: string, { observedGeneration, counts: { replicas, updated, available }, stuck }: Status): Promise<Json> {
  const condition = { type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded', message: 'nothing moved' }
  const numbers = { replicas, updatedReplicas: updated, readyReplicas: available, availableReplicas: available }
  return bench.api.patch(`${workloadPath('deployments', name)}/status`, {
    status: { observedGeneration, ...numbers, ...(stuck && { conditions: [condition] }) },
  })
}

function said(name: string, { observedGeneration, counts, stuck }: Status): string {
  const progressing = stuck ? { status: 'False', reason: 'ProgressDeadlineExceeded', message: '', since: null, updated: null } : null
  return rolloutStatus({ name, generation: 1, observedGeneration, desired: 3, ...counts, progressing }).text
}

/** Prints what Binnacle's history says of the same revisions, and of one revision its template. */
export async function proveRolloutHistory(bench: Bench): Promise<void> {
  const owner = await makeWorkload(bench.api, 'deployments', { name: 'history' })
  const causes = ['first', null, 'kubectl set image a=b'] as const
  for (const [index, cause] of causes.entries()) {
    await makeRevision(bench.api, owner, { revision: index + 1, ...(cause !== null && { annotations: { 'kubernetes.io/change-cause': cause } }) })
  }
  const expected = historyText(
    'history',
    causes.map((cause, index) => revision(index + 1, cause)),
  )
  for (const line of bench.lines({ view: 'rollout history', ...of('history') })) {
    const { stdout, stderr } = await bench.run(line)
    bench.judge(line.text, stdout.trimEnd() === expected.trimEnd() ? null : `should print ${expected}  printed ${stdout}${stderr}`)
  }
  for (const line of bench.lines({ view: 'rollout history', ...of('history'), revision: 2 })) {
    const { stdout, stderr } = await bench.run(line)
    const right = stdout.includes('with revision #2') && stdout.includes('registry.example/web:2') && !stdout.includes('web:3')
    bench.judge(line.text, right ? null : `${stdout}${stderr}`)
  }
}

function revision(number: number, cause: string | null): Revision {
  return { revision: number, cause, images: [], created: 0, desired: 0, replicas: 0, ready: 0, uid: '', name: '', current: false }
}
