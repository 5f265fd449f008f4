import { type JobInput, jobDefaults, jobPresets, type RunRow } from '@binnacle/shared'
import { BinnacleServer } from '../bench/BinnacleServer.ts'
import { expect, test } from './fixtures.ts'
import { writeKubeconfig } from './kubeconfigs.ts'
import { LiveRows } from './LiveRows.ts'

/** A job may end this much after its time (s). */
const LATE = 5
const RUNS = 10

type Job = {
  metadata: { name: string; uid: string; annotations: Record<string, string> }
  spec: { activeDeadlineSeconds: number }
  status: { startTime: string; conditions?: { type: string; reason: string; lastTransitionTime: string }[] }
}

function preset(id: 'hello' | 'log' | 'fails' | 'completes'): Pick<JobInput, 'image' | 'command' | 'args'> {
  const found = jobPresets.find((one) => one.id === id)
  if (!found) throw new Error(`there is no preset ${id}`)
  const { image, command, args } = found
  return { image, command, args }
}

const input = (namespace: string, name: string, more: Partial<JobInput>): JobInput => ({
  ...jobDefaults,
  env: [],
  namespace,
  name,
  ...preset('hello'),
  ...more,
})

/** Jobs and pods of the namespace, as kubectl sees them. */
async function inCluster(kubectl: (...args: string[]) => Promise<string>): Promise<{ jobs: Job[]; pods: { owner: string }[] }> {
  const read = async (what: string) => JSON.parse(await kubectl('get', what, '-o', 'json')) as { items: unknown[] }
  const jobs = (await read('jobs')).items as Job[] // what an apiserver lists
  const pods = (await read('pods')).items as { metadata: { ownerReferences?: { uid: string }[] } }[]
  return { jobs, pods: pods.map(({ metadata }) => ({ owner: metadata.ownerReferences?.[0]?.uid ?? '' })) }
}

/** Seconds from the start of a job to the moment when the cluster said that its time was up; null before. */
function endedAfter({ status }: Job): number | null {
  const end = status.conditions?.find(({ type }) => type === 'FailureTarget')
  return end ? (Date.parse(end.lastTransitionTime) - Date.parse(status.startTime)) / 1000 : null
}

async function withBinnacle(kubeconfig: string, run: (live: LiveRows, server: BinnacleServer) => Promise<void>): Promise<void> {
  const { server } = await BinnacleServer.start(kubeconfig)
  const live = new LiveRows(server, 'binnacle-test')
  try {
    await run(live, server)
  } finally {
    live.close()
    await server.stop()
  }
}

async function launch(live: LiveRows, job: JobInput): Promise<string> {
  const outcome = await live.command('jobs.create', job)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.failure))
  return outcome.output.uid
}

const named = (runs: ReadonlyMap<number, RunRow>, name: string): RunRow | undefined => [...runs.values()].find((run) => run.name === name)

/** A process that is killed by force has no time for anything. */
function kill(server: BinnacleServer): void {
  process.kill(server.pid, 'SIGKILL')
}

test(`${2 * RUNS} of ${2 * RUNS} jobs end at their time, with Binnacle alive and with Binnacle killed, and leave no pod behind`, async ({
  cluster,
  namespace,
  kubectl,
}) => {
  test.setTimeout(240_000)
  await withBinnacle(cluster.kubeconfig, async (live) => {
    for (let n = 0; n < RUNS; n++) await launch(live, input(namespace, `alive-${n}`, { runTimeSeconds: 10 + n }))
    await withBinnacle(cluster.kubeconfig, async (doomed, server) => {
      for (let n = 0; n < RUNS; n++) await launch(doomed, input(namespace, `dead-${n}`, { runTimeSeconds: 10 + n, atEnd: 'keep' }))
      kill(server)
    })
  })
  await expect.poll(async () => (await inCluster(kubectl)).jobs.filter((job) => endedAfter(job) !== null).length, { timeout: 120_000 }).toBe(2 * RUNS)
  const { jobs } = await inCluster(kubectl)
  const late = jobs.map((job) => ({ name: job.metadata.name, late: (endedAfter(job) ?? Number.NaN) - job.spec.activeDeadlineSeconds }))
  test.info().annotations.push({ type: 'late by (s)', description: late.map((job) => job.late).join(' ') })
  expect(late.filter((job) => !(job.late >= 0 && job.late <= LATE))).toEqual([])
  await expect.poll(async () => (await inCluster(kubectl)).pods, { timeout: 120_000 }).toEqual([])
})

test('every way to end has its verdict, three and more at once, and no pod without an owner', async ({ cluster, namespace, kubectl }) => {
  test.setTimeout(240_000)
  await withBinnacle(cluster.kubeconfig, async (live) => {
    const runs = await live.rows('runs', { namespaces: [namespace] })
    const verdict = (name: string) => named(runs, name)?.outcome?.verdict ?? named(runs, name)?.state
    await launch(live, input(namespace, 'time', { ...preset('log'), runTimeSeconds: 15 }))
    await launch(live, input(namespace, 'fails', { ...preset('fails') }))
    await launch(live, input(namespace, 'completes', { ...preset('completes') }))
    await launch(live, input(namespace, 'no-image', { image: 'nowhere.example/none:1', runTimeSeconds: 15 }))
    const mine = await launch(live, input(namespace, 'mine', {}))
    await launch(live, input(namespace, 'taken', {}))
    await launch(live, input(namespace, 'tidy', { ...preset('completes'), atEnd: 'delete' }))
    await expect.poll(() => [verdict('mine'), verdict('taken')], { timeout: 60_000 }).toEqual(['running', 'running'])
    expect(await live.command('jobs.terminate', { namespace, name: 'mine', uid: mine })).toMatchObject({ ok: true })
    await kubectl('delete', 'job', 'taken', '--wait=false')
    const all = ['time', 'fails', 'completes', 'no-image', 'mine', 'taken', 'tidy']
    await expect
      .poll(() => all.map(verdict), { timeout: 120_000 })
      .toEqual(['terminated on time', 'failed', 'completed', 'could not start', 'terminated by you', 'deleted by someone else', 'completed'])
    expect(named(runs, 'fails')?.outcome?.exitCodes).toMatchObject([{ container: 'main', exitCode: 3 }])
    expect(named(runs, 'no-image')?.outcome?.reason).toMatch(/ErrImagePull|ImagePullBackOff/)
    await expect.poll(() => named(runs, 'tidy')?.exists).toBe(false)

    const timed = named(runs, 'time')
    const samples = [...(await live.rows('run.samples', { namespace, uid: timed?.uid ?? '' })).values()]
    expect(samples.slice(0, 2).map(({ kind, offset }) => [kind, offset])).toEqual([
      ['sample', 0],
      ['sample', 10],
    ])
    expect(samples.at(-1)).toMatchObject({ kind: 'end', pods: [] })
    const [saved] = [...(await live.rows('run.logs', { namespace, uid: timed?.uid ?? '' })).values()]
    expect([saved?.state, saved?.lines[0]?.text.slice(0, 7)]).toEqual(['saved', 'line 1,'])
    await expect
      .poll(
        async () => {
          const { jobs, pods } = await inCluster(kubectl)
          return pods.filter(({ owner }) => !jobs.some(({ metadata }) => metadata.uid === owner))
        },
        { timeout: 60_000 },
      )
      .toEqual([])
    const { jobs } = await inCluster(kubectl)
    expect(jobs.filter(({ metadata }) => !metadata.annotations['binnacle.dev/outcome']).map(({ metadata }) => metadata.name)).toEqual([])
  })
})

test('Binnacle is killed at 5 s of a job of 30 s: the job ends on time, the next Binnacle says what it missed and how it ended', async ({
  cluster,
  namespace,
  kubectl,
}) => {
  test.setTimeout(180_000)
  let uid = ''
  await withBinnacle(cluster.kubeconfig, async (live, server) => {
    uid = await launch(live, input(namespace, 'orphan', { ...preset('log'), runTimeSeconds: 30, sampleSeconds: 5 }))
    const samples = await live.rows('run.samples', { namespace, uid })
    await expect.poll(() => samples.size, { timeout: 20_000 }).toBe(2)
    kill(server)
  })
  await withBinnacle(cluster.kubeconfig, async (live) => {
    const runs = await live.rows('runs', { namespaces: [namespace] })
    await expect.poll(() => named(runs, 'orphan')?.outcome?.verdict, { timeout: 90_000 }).toBe('terminated on time')
    const samples = [...(await live.rows('run.samples', { namespace, uid })).values()]
    expect(samples[0]).toMatchObject({ kind: 'gap', offset: 0, why: 'Binnacle was not watching.' })
    expect(samples[1]).toMatchObject({ kind: 'sample', offset: samples[0]?.until })
    const [log] = [...(await live.rows('run.logs', { namespace, uid })).values()]
    expect(log?.state).toBe('saved')
    expect(log?.lines[0]?.text).toMatch(/^line 1, /)
  })
  const [job] = (await inCluster(kubectl)).jobs
  expect(job && (endedAfter(job) ?? Number.NaN) - 30).toBeLessThanOrEqual(LATE)
  expect(job?.metadata.annotations['binnacle.dev/outcome']).toContain('terminated on time')
})

test('what the cluster refuses at launch is said in its own words', async ({ cluster, namespace, kubectl, folder }) => {
  await kubectl('create', 'quota', 'none', '--hard=count/jobs.batch=0')
  await withBinnacle(cluster.kubeconfig, async (live) => {
    const refused = await live.command('jobs.create', input(namespace, 'one-too-many', {}))
    expect(refused).toMatchObject({ ok: false, failure: { reason: 'Forbidden', code: 403 } })
    expect(JSON.stringify(refused)).toContain('exceeded quota: none')
    const nowhere = await live.command('jobs.create', input('bn-no-such-namespace', 'lost', {}))
    expect(nowhere).toMatchObject({ ok: false, failure: { reason: 'NotFound', message: 'namespaces "bn-no-such-namespace" not found' } })
  })
  await kubectl('delete', 'quota', 'none')
  await kubectl('create', 'serviceaccount', 'newcomer')
  const token = await kubectl('create', 'token', 'newcomer')
  await withBinnacle(await writeKubeconfig(folder, cluster, { token }), async (live) => {
    const refused = await live.command('jobs.create', input(namespace, 'not-allowed', {}))
    expect(refused).toMatchObject({ ok: false, failure: { reason: 'Forbidden', code: 403 } })
    expect(JSON.stringify(refused)).toContain('cannot create resource \\"jobs\\" in API group \\"batch\\"')
  })
})
