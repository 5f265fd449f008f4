import { SAVED_LOG_BYTES } from '@binnacle/shared'
import { expect, test } from 'vitest'
import { lines } from '../topics/testing/TestCluster.ts'
import { containers, exited, fails, is, RunsBench, START } from './testing/RunsBench.ts'

const timeUp = is('FailureTarget', 'DeadlineExceeded', START + 60)
const failed = is('Failed', 'DeadlineExceeded', START + 64)

/** To the end of a run of 60 s as the cluster does it: pods leave, then the Job is Failed. */
function toTheEnd(bench: RunsBench, plan: Parameters<RunsBench['job']>[0] = {}): void {
  bench.seconds(60)
  bench.job({ ...plan, conditions: [timeUp] })
  bench.seconds(4)
  const gone = bench.pod({ containers: containers(exited(137)) })
  bench.cluster.logs[0]?.sink.ended(null)
  bench.source('pods.detail').remove(gone)
  bench.job({ ...plan, conditions: [timeUp, failed] })
  bench.seconds(1)
}

test('samples are taken at T+0, T+10 … by the start of the Job, and at its end, whether somebody looks or not', () => {
  const bench = new RunsBench()
  bench.cluster.source('pods', { namespace: 'shop' }).set({ uid: 'other', namespace: 'shop', name: 'other', created: 1 })
  bench.job({ startedAt: null, active: 0 })
  bench.seconds(3)
  bench.job({ startedAt: START + 3 })
  bench.seconds(1)
  bench.pod()
  bench.seconds(20)
  bench.job({ startedAt: START + 3, conditions: [is('Complete', 'CompletionsReached')] })
  bench.seconds(100)
  expect(bench.samples()).toEqual([
    'sample T+0: 1 in the namespace',
    'sample T+10: 1 in the namespace, hello-pod-1 Running',
    'sample T+20: 1 in the namespace, hello-pod-1 Running',
    'end T+22: 1 in the namespace, hello-pod-1 Running',
  ])
  expect(bench.row()).toMatchObject({ samples: 4, counts: [0, 1, 1, 1] })
})

test('the apiserver is asked for pods from the first launched Job on, and not before', () => {
  const bench = new RunsBench()
  bench.seconds(10)
  expect([bench.source('jobs.launched').holders, bench.source('pods.detail').holders]).toEqual([1, 0])
  bench.job()
  bench.job({ active: 2 })
  expect([bench.source('jobs.launched').holders, bench.source('pods.detail').holders]).toEqual([1, 1])
  bench.runs.close()
  expect([bench.source('jobs.launched').holders, bench.source('pods.detail').holders]).toEqual([0, 0])
})

test('a run that had its time: ending while its pods leave, then ended, and the Job says how', async () => {
  const bench = new RunsBench()
  bench.job()
  bench.pod()
  expect(bench.row()).toMatchObject({ state: 'running', outcome: null, endedAt: null })
  bench.seconds(60)
  bench.job({ conditions: [timeUp] })
  expect(bench.row()).toMatchObject({ state: 'ending', outcome: null, endedAt: START + 60 })
  toTheEnd(bench)
  await bench.settle()
  const outcome = {
    verdict: 'terminated on time',
    reason: 'DeadlineExceeded',
    exitCodes: [{ pod: 'hello-pod-1', container: 'main', exitCode: 137, reason: 'Error' }],
  }
  expect(bench.row()).toMatchObject({ state: 'ended', exists: true, outcome, endedAt: START + 60 })
  expect(bench.asked).toEqual([
    {
      method: 'PATCH',
      path: '/apis/batch/v1/namespaces/shop/jobs/hello',
      body: { metadata: { uid: 'job-1', annotations: { 'binnacle.dev/outcome': JSON.stringify(outcome) } } },
    },
  ])
  expect(bench.audit).toMatchObject([{ actor: 'binnacle', user: 'ada', verb: 'patch', resource: 'jobs', name: 'hello', uid: 'job-1', code: 200 }])
})

test('with "delete" the Job goes once its logs are read, by its uid and with its pods; the run stays in memory', async () => {
  const bench = new RunsBench()
  const plan = { plan: { atEnd: 'delete' } } as const
  bench.job(plan)
  bench.pod()
  bench.seconds(60)
  bench.job({ ...plan, conditions: [timeUp, failed] })
  bench.seconds(1)
  await bench.settle()
  expect(bench.asked.map(({ method }) => method)).toEqual(['PATCH'])
  bench.cluster.logs[0]?.sink.ended(null)
  await bench.settle()
  expect(bench.asked[1]).toEqual({
    method: 'DELETE',
    path: '/apis/batch/v1/namespaces/shop/jobs/hello',
    body: { preconditions: { uid: 'job-1' }, propagationPolicy: 'Background' },
  })
  expect(bench.audit.map(({ actor, verb }) => [actor, verb])).toEqual([
    ['binnacle', 'patch'],
    ['binnacle', 'delete'],
  ])
  bench.source('jobs.launched').remove(bench.job({ ...plan, conditions: [timeUp, failed] }))
  expect(bench.row()).toMatchObject({ state: 'ended', exists: false, outcome: { verdict: 'terminated on time' } })
  expect(bench.logs()).toMatchObject([{ state: 'saved' }])
})

test('a log that does not end holds up the deletion for a few seconds only', async () => {
  const bench = new RunsBench()
  const plan = { plan: { atEnd: 'delete' } } as const
  bench.job(plan)
  bench.pod()
  bench.job({ ...plan, conditions: [is('Complete', 'CompletionsReached')] })
  bench.seconds(1)
  await bench.settle()
  bench.seconds(4)
  await bench.settle()
  expect(bench.asked.map(({ method }) => method)).toEqual(['PATCH', 'DELETE'])
})

test('what the cluster does not take is tried again while its answer is unknown, and given up when it refuses', async () => {
  const bench = new RunsBench()
  bench.answer = () => fails('Disconnected', 0)
  bench.job()
  toTheEnd(bench)
  await bench.settle()
  bench.answer = () => fails('Forbidden', 403)
  bench.seconds(2)
  await bench.settle()
  bench.seconds(600)
  await bench.settle()
  expect(bench.audit.map(({ code }) => code)).toEqual([0, 403])
  expect(bench.row()).toMatchObject({ outcome: { verdict: 'terminated on time' } })
})

test('guard rails hold for Binnacle itself', async () => {
  const bench = new RunsBench({ allowSystem: false, readOnly: true })
  bench.job({ plan: { atEnd: 'delete' } })
  toTheEnd(bench, { plan: { atEnd: 'delete' } })
  await bench.settle()
  expect(bench.asked).toEqual([])
  expect(bench.row()).toMatchObject({ state: 'ended', outcome: { verdict: 'terminated on time' } })
})

test('an outcome that stands there already is not written again: two Binnacles do not fight', async () => {
  const bench = new RunsBench()
  bench.job()
  const outcome = { verdict: 'terminated on time', reason: 'DeadlineExceeded', exitCodes: [] } as const
  toTheEnd(bench, { plan: { outcome: { ...outcome, exitCodes: [] } } })
  await bench.settle()
  expect(bench.asked).toEqual([])
  expect(bench.row().outcome).toEqual(outcome)
})

test('deleted by someone else says when; through Binnacle it was you', () => {
  const bench = new RunsBench()
  const job = bench.job()
  bench.pod()
  bench.seconds(23)
  bench.source('jobs.launched').remove(job)
  expect(bench.row()).toMatchObject({ state: 'ending', exists: false })
  bench.seconds(1)
  expect(bench.row()).toMatchObject({ state: 'ended', exists: false, endedAt: START + 23, outcome: { verdict: 'deleted by someone else' } })

  const yours = new RunsBench()
  const mine = yours.job()
  yours.pod()
  yours.runs.deletion('job-1')
  yours.source('jobs.launched').remove(mine)
  yours.seconds(1)
  expect(yours.row()).toMatchObject({ outcome: { verdict: 'terminated by you' } })

  const refused = new RunsBench()
  const kept = refused.job()
  refused.pod()
  refused.runs.deletion('job-1').refused()
  refused.source('jobs.launched').remove(kept)
  refused.seconds(1)
  expect(refused.row()).toMatchObject({ outcome: { verdict: 'deleted by someone else' } })
})

test('an image that never comes: the reason is there while it waits, and is the verdict', async () => {
  const bench = new RunsBench()
  bench.job()
  const waits = (reason: string) => containers({ state: 'waiting', reason, message: `${reason}: no such image` })
  bench.pod({ containers: waits('ContainerCreating') })
  expect(bench.row()).toMatchObject({ state: 'starting', waiting: null })
  bench.pod({ containers: waits('ErrImagePull') })
  expect(bench.row()).toMatchObject({ state: 'starting', waiting: { reason: 'ErrImagePull', message: 'ErrImagePull: no such image' } })
  bench.seconds(60)
  bench.job({ conditions: [timeUp] })
  const gone = bench.pod({ containers: containers(exited(137, 'ContainerStatusUnknown')) })
  bench.source('pods.detail').remove(gone)
  bench.job({ conditions: [timeUp, failed] })
  bench.seconds(1)
  expect(bench.row()).toMatchObject({ outcome: { verdict: 'could not start', reason: 'ErrImagePull', exitCodes: [] }, message: 'ErrImagePull: no such image' })
  expect(bench.logs()).toMatchObject([{ state: 'lost', why: 'The container never ran, so it wrote nothing.' }])
})

test('a failing exit code is the verdict’s', () => {
  const bench = new RunsBench()
  bench.job()
  bench.pod()
  bench.pod({ containers: containers(exited(3)) })
  bench.job({ conditions: [is('Failed', 'BackoffLimitExceeded')] })
  bench.seconds(1)
  expect(bench.row().outcome).toMatchObject({ verdict: 'failed', reason: 'BackoffLimitExceeded', exitCodes: [{ exitCode: 3, reason: 'Error' }] })
})

test('a Binnacle that was not there says so: a gap, then samples on the same seconds; what is gone is lost', async () => {
  const bench = new RunsBench(undefined, ({ clock }) => clock.advance(23_000))
  bench.job()
  bench.pod()
  bench.seconds(10)
  expect(bench.samples()).toEqual(['gap T+0…30: Binnacle was not watching.', 'sample T+30: 0 in the namespace, hello-pod-1 Running'])
  expect(bench.row()).toMatchObject({ state: 'running', watchedSince: START + 23 })
  expect(bench.cluster.logs.map(({ params }) => [params.container, params.tail])).toEqual([['main', 200]])

  const late = new RunsBench(undefined, ({ clock }) => clock.advance(100_000))
  late.job({ conditions: [timeUp, failed] })
  late.seconds(1)
  await late.settle()
  expect(late.row()).toMatchObject({ state: 'ended', outcome: { verdict: 'terminated on time' }, samples: 0 })
  expect(late.logs()).toMatchObject([{ state: 'lost', why: 'Binnacle was not running when the pods were removed, so their last lines are lost.' }])
  expect(late.asked).toHaveLength(1)
})

test('logs of pods that are still there are read again after a restart, for an ended run when somebody asks', () => {
  const bench = new RunsBench(undefined, ({ clock }) => clock.advance(100_000))
  bench.pod({ containers: containers(exited(0)) })
  bench.job({ conditions: [is('Complete', 'CompletionsReached')] })
  bench.seconds(1)
  bench.logs()
  bench.cluster.logs[0]?.sink.lines(lines('one', 'two'))
  bench.cluster.logs[0]?.sink.ended(null)
  expect(bench.cluster.logs).toHaveLength(1)
  expect(bench.logs()).toMatchObject([{ state: 'saved', lines: [{ text: 'one' }, { text: 'two' }] }])
})

test('a log is followed once its container runs; its last 200 lines, at most 64 KiB, are kept and the rest counted', () => {
  const bench = new RunsBench()
  bench.job()
  bench.pod({ containers: containers({ state: 'waiting', reason: 'ContainerCreating', message: '' }) })
  expect([bench.cluster.logs.length, bench.logs()[0]?.state]).toEqual([0, 'waiting'])
  bench.pod()
  bench.pod()
  const [log] = bench.cluster.logs
  expect([bench.cluster.logs.length, bench.logs()[0]?.state]).toEqual([1, 'following'])
  log?.sink.lines(lines(...Array.from({ length: 250 }, (_, n) => `line ${n}`)))
  expect(bench.logs()[0]).toMatchObject({ lines: [], dropped: 0 })
  log?.sink.ended(null)
  const [saved] = bench.logs()
  expect([saved?.state, saved?.lines.length, saved?.lines[0]?.text, saved?.dropped]).toEqual(['saved', 200, 'line 50', 50])

  bench.pod({ uid: 'pod-2' })
  bench.cluster.logs[1]?.sink.lines(lines(...Array.from({ length: 100 }, () => 'ä'.repeat(1024))))
  bench.cluster.logs[1]?.sink.ended({ reason: 'Disconnected', code: 0, message: 'cut' })
  const cut = bench.logs().find(({ pod }) => pod === 'hello-pod-2')
  expect([cut?.state, cut?.why, cut?.lines.length, cut?.dropped]).toEqual(['incomplete', 'cut', SAVED_LOG_BYTES / 2048, 100 - SAVED_LOG_BYTES / 2048])
})

test('a log whose connection breaks before its first line is asked for again', () => {
  const bench = new RunsBench()
  bench.job()
  bench.pod()
  bench.cluster.logs[0]?.sink.ended({ reason: 'Disconnected', code: 0, message: 'cut' })
  bench.seconds(2)
  bench.cluster.logs[1]?.sink.ended({ reason: 'NotFound', code: 404, message: 'pods "hello-pod-1" not found' })
  bench.seconds(60)
  expect(bench.cluster.logs).toHaveLength(2)
  expect(bench.logs()).toMatchObject([{ state: 'lost', why: 'pods "hello-pod-1" not found' }])
})

test('while the cluster does not answer there is one gap, not samples that nobody saw', () => {
  const bench = new RunsBench()
  bench.job()
  bench.pod()
  bench.seconds(5)
  bench.source('pods.detail').become({ state: 'stale', since: 1, failure: null })
  bench.seconds(30)
  bench.source('pods.detail').become({ state: 'live' })
  bench.seconds(10)
  expect(bench.samples().map((text) => text.split(' in ')[0])).toEqual(['sample T+0: 0', 'gap T+10…40: The cluster did not answer.', 'sample T+40: 0'])
  expect(bench.row().counts).toEqual([1, null, 1])
})

test('a list made anew tells what left meanwhile; rows that may no longer be seen did not leave', () => {
  const bench = new RunsBench()
  bench.job()
  bench.pod()
  bench.source('jobs.launched').state = { state: 'forbidden', failure: { reason: 'Forbidden', code: 403, message: 'no' } }
  bench.source('jobs.launched').replace([])
  expect(bench.row()).toMatchObject({ state: 'running', exists: true })

  const other = new RunsBench()
  other.job()
  other.source('jobs.launched').replace([])
  other.seconds(1)
  expect(other.row()).toMatchObject({ exists: false, outcome: { verdict: 'deleted by someone else' } })
})

test('where Jobs may not be watched everywhere, those of a namespace are watched while somebody looks', () => {
  const bench = new RunsBench()
  const forbidden = { state: 'forbidden', failure: { reason: 'Forbidden', code: 403, message: 'no' } } as const
  bench.source('jobs.launched').become(forbidden)
  const everywhere = bench.runs.list({ namespace: null })
  const shop = bench.runs.list({ namespace: 'shop' })
  expect([everywhere.source.state.state, shop.source.state.state]).toEqual(['forbidden', 'live'])
  const job = { ...new RunsBench().job() }
  bench.source('jobs.launched', 'shop').set(job)
  expect(shop.source.rows.get('job-1')).toMatchObject({ name: 'hello', state: 'starting' })
  shop.release()
  expect(bench.source('jobs.launched', 'shop').holders).toBe(0)
})

test('what left while nobody might look is told when somebody may again', () => {
  const bench = new RunsBench()
  const forbidden = { state: 'forbidden', failure: { reason: 'Forbidden', code: 403, message: 'no' } } as const
  bench.job()
  const jobs = bench.source('jobs.launched')
  jobs.state = forbidden
  jobs.replace([])
  jobs.state = { state: 'live' }
  jobs.replace([])
  bench.seconds(1)
  expect(bench.row()).toMatchObject({ state: 'ended', exists: false })

  const narrow = new RunsBench()
  narrow.source('jobs.launched').become(forbidden)
  const first = narrow.runs.list({ namespace: 'shop' })
  narrow.source('jobs.launched', 'shop').set(new RunsBench().job())
  narrow.source('pods.detail', 'shop').set(new RunsBench().pod())
  first.release()
  const source = narrow.source('jobs.launched', 'shop')
  source.rows.clear()
  source.state = { state: 'catching up' }
  const again = narrow.runs.list({ namespace: 'shop' })
  expect(again.source.rows.get('job-1')).toMatchObject({ exists: true })
  source.become({ state: 'live' })
  narrow.seconds(1)
  expect(again.source.rows.get('job-1')).toMatchObject({ state: 'ended', exists: false })
})

test('another cluster at the same address has none of these runs', () => {
  const bench = new RunsBench()
  bench.job()
  const seen = bench.runs.list({ namespace: null }).source
  const jobs = bench.source('jobs.launched')
  jobs.epoch = 2
  jobs.replace([])
  expect([seen.rows.size, seen.epoch]).toEqual([0, 2])
  bench.seconds(600)
  expect(seen.rows.size).toBe(0)
})

test('at the end nothing is left running', () => {
  const bench = new RunsBench()
  bench.job()
  bench.pod()
  bench.runs.close()
  expect([bench.clock.pending, bench.cluster.logs.every(({ stopped }) => stopped), bench.source('jobs.launched').holders]).toEqual([0, true, 0])
  expect(bench.cluster.source('pods', { namespace: 'shop' }).holders).toBe(0)
})
