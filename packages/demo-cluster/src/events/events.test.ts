import { expect, test } from 'vitest'
import { testParts } from '../testing/testParts.ts'
import { startEventTtl } from './startEventTtl.ts'

const MINUTE = 60_000
const options = { user: { name: 'admin', groups: [] }, fieldManager: 'test' }

function cluster() {
  const parts = testParts()
  const { api, recorder, store } = parts
  const made = api.create('pods', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'default' }, spec: {} }, options)
  if (!made.ok) throw new Error('no pod')
  const tell = (message: string, reason = 'Pulling') =>
    recorder({ component: 'kubelet', host: 'node-1' }).record(made.value, { type: 'Normal', reason, message })
  const events = () => store.list('events', 'default').map((event) => [event['count'], event['message']])
  return { ...parts, pod: made.value, tell, events }
}

test('an Event has the shape that the kubelet of a real cluster gives it', () => {
  const { store, recorder, pod } = cluster()
  recorder({ component: 'kubelet', host: 'node-1' }).record(pod, {
    type: 'Normal',
    reason: 'Started',
    message: 'Container started',
    fieldPath: 'spec.containers{web}',
  })
  const [event] = store.list('events', 'default')
  const { uid, resourceVersion } = pod.metadata
  expect(event?.metadata.name).toMatch(/^web\.[0-9a-f]{16}$/)
  expect({ ...event, metadata: null }).toEqual({
    apiVersion: 'v1',
    kind: 'Event',
    metadata: null,
    involvedObject: { kind: 'Pod', namespace: 'default', name: 'web', uid, apiVersion: 'v1', resourceVersion, fieldPath: 'spec.containers{web}' },
    reason: 'Started',
    message: 'Container started',
    type: 'Normal',
    count: 1,
    firstTimestamp: '2026-01-01T00:00:00Z',
    lastTimestamp: '2026-01-01T00:00:00Z',
    eventTime: null,
    source: { component: 'kubelet', host: 'node-1' },
    reportingComponent: 'kubelet',
    reportingInstance: 'node-1',
  })
})

test('the same again counts up and moves the time', () => {
  const { tell, events, clock, store } = cluster()
  tell('pulls')
  clock.advance(MINUTE)
  tell('pulls')
  tell('something else')
  expect(events()).toEqual([
    [2, 'pulls'],
    [1, 'something else'],
  ])
  expect(store.list('events')[0]).toMatchObject({ firstTimestamp: '2026-01-01T00:00:00Z', lastTimestamp: '2026-01-01T00:01:00Z' })
})

test('ten similar ones within ten minutes become one, which names no reporter', () => {
  const { tell, events, clock, store } = cluster()
  for (let index = 1; index <= 12; index++) {
    clock.advance(1_000)
    tell(`pulls ${index}`)
  }
  expect(events()).toHaveLength(10)
  expect(events().at(-1)).toEqual([3, '(combined from similar events): pulls 12'])
  expect(store.list('events').at(-1)).toMatchObject({ reportingComponent: '', reportingInstance: '' })
  clock.advance(11 * MINUTE)
  tell('pulls 13')
  expect(events().at(-1)).toEqual([1, 'pulls 13'])
})

test('of one source and object only 25 pass at once, then one each five minutes', () => {
  const { tell, store, clock } = cluster()
  for (let index = 0; index < 40; index++) tell('again', `Reason${index}`)
  expect(store.list('events')).toHaveLength(25)
  clock.advance(5 * MINUTE)
  for (let index = 40; index < 50; index++) tell('again', `Reason${index}`)
  expect(store.list('events')).toHaveLength(26)
})

test('the scheduler writes the newer form, and repetitions as a series', () => {
  const { recorder, pod, store, clock } = cluster()
  const tell = () =>
    recorder({ component: 'default-scheduler', action: 'Scheduling' }).record(pod, { type: 'Warning', reason: 'FailedScheduling', message: 'no node' })
  tell()
  const [event] = store.list('events')
  expect(event).toMatchObject({ action: 'Scheduling', eventTime: '2026-01-01T00:00:00.000000Z', firstTimestamp: null, lastTimestamp: null, source: {} })
  expect(event).toMatchObject({ reportingComponent: 'default-scheduler', reportingInstance: 'default-scheduler-control-plane' })
  expect(event).not.toHaveProperty('count')
  clock.advance(5 * MINUTE)
  tell()
  clock.advance(5 * MINUTE)
  tell()
  expect(store.list('events').map(({ series }) => series)).toEqual([{ count: 2, lastObservedTime: '2026-01-01T00:05:00.000000Z' }])
})

test('Events are gone an hour after they were last written', () => {
  const { tell, events, clock, ...parts } = cluster()
  const { stop } = startEventTtl({ ...parts, clock })
  tell('first')
  tell('second', 'Other')
  clock.advance(30 * MINUTE)
  tell('first')
  clock.advance(31 * MINUTE)
  expect(events()).toEqual([[2, 'first']])
  clock.advance(30 * MINUTE)
  expect(events()).toEqual([])
  tell('first')
  expect(events()).toEqual([[3, 'first']])
  stop()
  expect(clock.next).toBeNull()
})
