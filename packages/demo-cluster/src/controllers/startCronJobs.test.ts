import { expect, test } from 'vitest'
import type { KubeObject } from '../objects.ts'
import { timestamp } from '../objects.ts'
import { testParts } from '../testing/testParts.ts'
import type { CronJob } from '../workloads.ts'
import { cronSchedule } from './cronjob/cronSchedule.ts'
import { startCronJobs } from './startCronJobs.ts'
import { startGarbageCollector } from './startGarbageCollector.ts'

const options = { user: { name: 'me', groups: [] }, fieldManager: 'test' }
const MINUTE = 60_000

function cluster(spec: object) {
  const parts = testParts()
  const { api, clock, store } = parts
  startCronJobs(parts)
  startGarbageCollector(parts)
  const of = { resource: 'cronjobs.batch', namespace: 'default', name: 'tick' }
  const jobTemplate = { metadata: { labels: { a: 'b' } }, spec: { template: { spec: { containers: [] } } } }
  clock.advance(5_000)
  api.create(
    of.resource,
    { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { namespace: 'default', name: 'tick' }, spec: { schedule: '* * * * *', jobTemplate, ...spec } },
    options,
  )
  const cronJob = () => store.get(of.resource, of.namespace, of.name) as CronJob
  const jobs = () => store.list('jobs.batch', 'default')
  const finish = (job: KubeObject | undefined, type = 'Complete') => {
    if (!job) throw new Error('no such job')
    const now = timestamp(clock.now())
    const status = { conditions: [{ type, status: 'True', lastTransitionTime: now }], startTime: now, ...(type === 'Complete' ? { completionTime: now } : {}) }
    api.update({ resource: 'jobs.batch', namespace: 'default', name: job.metadata.name, subresource: 'status' }, { ...job, status }, options)
    clock.advance(1)
  }
  const events = () => store.list('events', 'default').map((event) => `${String(event['reason'])}: ${String(event['message'])}`)
  return { ...parts, of, cronJob, jobs, finish, events }
}

const names = (objects: readonly KubeObject[]) => objects.map(({ metadata }) => metadata.name)

test('A Job starts at each scheduled time, named by its minute', () => {
  const { clock, jobs, cronJob, finish, events } = cluster({})
  clock.advance(54_000)
  expect(jobs()).toEqual([])
  clock.advance(2_000)
  const [first] = jobs()
  expect(first).toMatchObject({
    metadata: {
      name: `tick-${Date.UTC(2026, 0, 1, 0, 1) / MINUTE}`,
      labels: { a: 'b' },
      annotations: { 'batch.kubernetes.io/cronjob-scheduled-timestamp': '2026-01-01T00:01:00Z' },
      ownerReferences: [{ kind: 'CronJob', name: 'tick', controller: true }],
    },
  })
  expect(cronJob().status).toMatchObject({ active: [{ kind: 'Job', name: first?.metadata.name }], lastScheduleTime: '2026-01-01T00:01:00Z' })
  finish(first)
  expect(cronJob().status).toEqual({ lastScheduleTime: '2026-01-01T00:01:00Z', lastSuccessfulTime: '2026-01-01T00:01:01Z' })
  clock.advance(MINUTE)
  expect(jobs().length).toBe(2)
  expect(events()).toEqual(
    expect.arrayContaining(
      [`Created job ${first?.metadata.name}`, `Saw completed job: ${first?.metadata.name}, condition: Complete`].map((message) =>
        expect.stringContaining(message),
      ),
    ),
  )
})

test('Forbid waits for the one that runs, Replace ends it, Allow lets both run', () => {
  const count = (policy: string) => {
    const { clock, jobs, events } = cluster({ concurrencyPolicy: policy })
    clock.advance(2 * MINUTE)
    return [
      names(jobs()).map((name) => Number(name.split('-')[1]) - Date.UTC(2026, 0, 1) / MINUTE),
      events().filter((event) => /Deleted|Not starting/.test(event)).length,
    ]
  }
  expect([count('Allow'), count('Forbid'), count('Replace')]).toEqual([
    [[1, 2], 0],
    [[1], 1],
    [[2], 1],
  ])
})

test('A suspended CronJob starts nothing, and only the last missed time when it goes on', () => {
  const { clock, jobs, api, of, cronJob } = cluster({ suspend: true })
  clock.advance(10 * MINUTE)
  expect(jobs()).toEqual([])
  api.update(of, { ...cronJob(), spec: { ...cronJob().spec, suspend: false } }, options)
  clock.advance(1)
  expect(names(jobs())).toEqual([`tick-${Date.UTC(2026, 0, 1, 0, 10) / MINUTE}`])
})

test('Finished Jobs are kept up to the limits', () => {
  const { clock, jobs, finish } = cluster({ successfulJobsHistoryLimit: 2, failedJobsHistoryLimit: 1 })
  for (const type of ['Complete', 'Failed', 'Complete', 'Failed', 'Complete']) {
    clock.advance(MINUTE)
    finish(jobs().at(-1), type)
  }
  const minutes = names(jobs()).map((name) => Number(name.split('-')[1]) - Date.UTC(2026, 0, 1) / MINUTE)
  expect(minutes).toEqual([3, 4, 5])
})

test('Schedules are due as cron says', () => {
  const next = (text: string, count = 2) => {
    const schedule = cronSchedule(text)
    if (typeof schedule === 'string') return schedule
    let at = Date.UTC(2026, 0, 1, 10, 30)
    return Array.from({ length: count }, () => {
      at = schedule.next(at) ?? 0
      return new Date(at).toISOString().slice(5, 16)
    })
  }
  expect(next('*/20 9-17 * * mon-fri')).toEqual(['01-01T10:40', '01-01T11:00'])
  expect(next('0 0 13 * 5', 3)).toEqual(['01-02T00:00', '01-09T00:00', '01-13T00:00'])
  expect(next('@weekly')).toEqual(['01-04T00:00', '01-11T00:00'])
  expect(next('5,10 0 29 feb *', 1)).toEqual(['02-29T00:05'])
  expect(next('59 23 31 2 *', 1)).toEqual(['01-01T00:00'])
  expect(next('1 2 3')).toMatch(/expected exactly 5 fields, found 3/)
  expect(next('61 * * * *')).toBe('end of range (61) above maximum (59): 61')
})
