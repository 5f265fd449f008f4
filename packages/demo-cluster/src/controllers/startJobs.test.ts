import { expect, test } from 'vitest'
import type { KubeObject } from '../objects.ts'
import { timestamp } from '../objects.ts'
import { fakeKubelet } from '../testing/fakeKubelet.ts'
import { testParts } from '../testing/testParts.ts'
import type { Job } from '../workloads.ts'
import { startJobs } from './startJobs.ts'

const options = { user: { name: 'me', groups: [] }, fieldManager: 'test' }

function cluster() {
  const parts = testParts()
  const { api, clock, store } = parts
  startJobs(parts)
  fakeKubelet(parts)
  const of = { resource: 'jobs.batch', namespace: 'default', name: 'work' }
  const seen: string[] = []
  store.subscribe(({ resource, object, type }) => {
    if (resource !== 'jobs.batch' || type !== 'MODIFIED') return
    const { conditions = [], ...status } = (object as Job).status ?? {}
    const counts = [`a${status.active ?? 0}`, `s${status.succeeded ?? 0}`, `f${status.failed ?? 0}`, `t${status.terminating ?? 0}`]
    seen.push([...counts, ...conditions.map((one) => `${one.type}=${one.status}`)].join(' '))
  })
  const job = () => store.get(of.resource, of.namespace, of.name) as Job
  const pods = () => store.list('pods', 'default')
  const end = (pod: KubeObject | undefined, exitCode: number) => {
    if (!pod) throw new Error('no such pod')
    const now = timestamp(clock.now())
    const containerStatuses = [{ name: 'c', ready: false, restartCount: 0, state: { terminated: { exitCode, startedAt: now, finishedAt: now } } }]
    const status = { phase: exitCode === 0 ? 'Succeeded' : 'Failed', containerStatuses }
    api.update({ resource: 'pods', namespace: 'default', name: pod.metadata.name, subresource: 'status' }, { ...pod, status }, options)
    clock.advance(2_000)
  }
  const live = () => pods().filter((pod) => (pod['status'] as { phase?: string })?.phase === 'Running')
  const create = (spec: object) => {
    const labels = { 'job-name': 'work' }
    const template = { metadata: { labels }, spec: { restartPolicy: 'Never', containers: [{ name: 'c', image: 'i' }] } }
    const defaults = { parallelism: 1, backoffLimit: 6, completionMode: 'NonIndexed', selector: { matchLabels: labels }, template }
    api.create('jobs.batch', { apiVersion: 'batch/v1', kind: 'Job', metadata: { namespace: 'default', name: 'work' }, spec: { ...defaults, ...spec } }, options)
    clock.advance(2_000)
  }
  const set = (spec: object) => {
    api.update(of, { ...job(), spec: { ...job().spec, ...spec } }, options)
    clock.advance(2_000)
  }
  const events = () =>
    store.list('events', 'default').map((event) => `${String(event['reason'])}: ${String(event['message']).replace(/work-(\d-)?[a-z0-9]{5}$/, 'work-*')}`)
  return { ...parts, job, pods, live, end, create, set, events, seen, of }
}

const conditions = (job: Job) => (job.status?.conditions ?? []).map(({ type, status, reason, message }) => [type, status, reason, message])

test('A Job runs its completions one after another and says when it is complete', () => {
  const { create, end, live, job, pods, events, seen } = cluster()
  create({ completions: 2 })
  expect(job().status).toEqual({ active: 1, ready: 1, terminating: 0, startTime: '2026-01-01T00:00:00Z', uncountedTerminatedPods: {} })
  expect(pods()[0]?.metadata.finalizers).toEqual(['batch.kubernetes.io/job-tracking'])
  end(live()[0], 0)
  end(live()[0], 0)
  expect(pods().map(({ metadata }) => metadata.finalizers)).toEqual([undefined, undefined])
  expect(job().status).toMatchObject({ succeeded: 2, ready: 0, terminating: 0, uncountedTerminatedPods: {} })
  expect(job().status).not.toHaveProperty('active')
  expect(job().status?.completionTime).toBeDefined()
  expect(conditions(job())).toEqual([
    ['SuccessCriteriaMet', 'True', 'CompletionsReached', 'Reached expected number of succeeded pods'],
    ['Complete', 'True', 'CompletionsReached', 'Reached expected number of succeeded pods'],
  ])
  expect(events()).toEqual(['SuccessfulCreate: Created pod: work-*', 'SuccessfulCreate: Created pod: work-*', 'Completed: Job completed'])
  expect(seen.slice(-2)).toEqual(['a0 s1 f0 t0 SuccessCriteriaMet=True', 'a0 s2 f0 t0 SuccessCriteriaMet=True Complete=True'])
})

test('After a failure the Job waits 10 s, then 20 s, and gives up above its limit', () => {
  const { create, end, live, job, clock, events, pods } = cluster()
  create({ completions: 1, backoffLimit: 2 })
  end(live()[0], 3)
  expect([live().length, job().status?.failed]).toEqual([0, 1])
  clock.advance(7_000)
  expect(pods()).toHaveLength(1)
  clock.advance(2_000)
  expect(live()).toHaveLength(1)
  end(live()[0], 3)
  clock.advance(17_000)
  expect(live()).toHaveLength(0)
  clock.advance(2_000)
  end(live()[0], 3)
  expect(conditions(job())).toEqual([
    ['FailureTarget', 'True', 'BackoffLimitExceeded', 'Job has reached the specified backoff limit'],
    ['Failed', 'True', 'BackoffLimitExceeded', 'Job has reached the specified backoff limit'],
  ])
  expect(job().status).toMatchObject({ failed: 3 })
  expect(events().at(-1)).toBe('BackoffLimitExceeded: Job has reached the specified backoff limit')
  clock.advance(600_000)
  expect(pods()).toHaveLength(3)
})

test('At its deadline a Job ends its pods, and has failed when they are gone', () => {
  const { create, job, clock, events, seen, pods } = cluster()
  create({ completions: 1, parallelism: 2, activeDeadlineSeconds: 5 })
  clock.advance(2_990)
  expect(job().status?.active).toBe(1)
  clock.advance(20)
  expect(seen.slice(-2)).toEqual(['a0 s0 f0 t1 FailureTarget=True', 'a0 s0 f1 t1 FailureTarget=True'])
  clock.advance(5_000)
  expect(conditions(job()).map(([type, , reason]) => [type, reason])).toEqual([
    ['FailureTarget', 'DeadlineExceeded'],
    ['Failed', 'DeadlineExceeded'],
  ])
  expect(pods()).toEqual([])
  expect(events().slice(-2)).toEqual(['SuccessfulDelete: Deleted pod: work-*', 'DeadlineExceeded: Job was active longer than specified deadline'])
})

test('A suspended Job has no pods; its deadline starts again when it goes on', () => {
  const { create, job, set, clock, pods, events } = cluster()
  create({ completions: 1, suspend: true })
  expect(conditions(job())).toEqual([['Suspended', 'True', 'JobSuspended', 'Job suspended']])
  expect(job().status?.startTime).toBeUndefined()
  clock.advance(60_000)
  set({ suspend: false })
  expect(conditions(job())).toEqual([['Suspended', 'False', 'JobResumed', 'Job resumed']])
  expect(job().status).toMatchObject({ active: 1, startTime: '2026-01-01T00:01:02Z' })
  set({ suspend: true })
  clock.advance(3_000)
  expect([pods().length, job().status?.failed]).toEqual([0, undefined])
  expect(events().filter((event) => /uspended|esumed/.test(event))).toEqual(['Suspended: Job suspended', 'Resumed: Job resumed'])
})

test('An Indexed Job gives each pod its index and tells which are complete', () => {
  const { create, end, live, job } = cluster()
  create({ completions: 4, parallelism: 3, completionMode: 'Indexed' })
  const first = live()[0]
  expect(live().map(({ metadata }) => metadata.name.slice(0, 7))).toEqual(['work-0-', 'work-1-', 'work-2-'])
  expect(first).toMatchObject({
    metadata: { annotations: { 'batch.kubernetes.io/job-completion-index': '0' }, labels: { 'batch.kubernetes.io/job-completion-index': '0' } },
    spec: { hostname: 'work-0', containers: [{ env: [{ name: 'JOB_COMPLETION_INDEX' }] }] },
  })
  end(live()[0], 0)
  end(live()[1], 0)
  expect(job().status).toMatchObject({ succeeded: 2, completedIndexes: '0,2' })
  end(live()[0], 0)
  end(live()[0], 0)
  expect(job().status).toMatchObject({ succeeded: 4, completedIndexes: '0-3' })
  expect(conditions(job()).at(-1)?.[0]).toBe('Complete')
})

test('The pods of a Job that is gone are nobody’s to count', () => {
  const { create, api, of, clock, pods } = cluster()
  create({ completions: 1 })
  api.delete(of, { propagationPolicy: 'Background' }, options)
  clock.advance(1_000)
  expect(pods()[0]?.metadata.finalizers).toBeUndefined()
})
