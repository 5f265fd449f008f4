import type { Why } from '@binnacle/shared'
import { describe, expect, it } from 'vitest'
import { podRow } from './podRow.ts'

const at = (text: string): number => Date.parse(text) / 1000
const T1 = '2026-11-21T07:00:00Z'
const T2 = '2026-11-21T07:05:00Z'

const unready = { type: 'Ready', status: 'False', reason: 'ContainersNotReady', message: 'containers with unready status: [web]', lastTransitionTime: T2 }
const initialized = { type: 'Initialized', status: 'True', lastTransitionTime: T1 }

function why(status: object, spec: object = { containers: [{ name: 'web' }] }): Why | null {
  return podRow({ metadata: { uid: 'u', name: 'web-1', namespace: 'shop', creationTimestamp: T1 }, spec, status }).why
}

describe('why a pod is not simply running', () => {
  it('says nothing about a healthy pod', () => {
    const web = { name: 'web', ready: true, restartCount: 0, state: { running: { startedAt: T1 } } }
    expect(why({ phase: 'Running', conditions: [initialized, { type: 'Ready', status: 'True' }], containerStatuses: [web] })).toBeNull()
    const done = { name: 'web', state: { terminated: { exitCode: 0, reason: 'Completed' } } }
    expect(why({ phase: 'Succeeded', conditions: [{ ...unready, reason: 'PodCompleted' }], containerStatuses: [done] })).toBeNull()
    expect(
      why({ phase: 'Pending', conditions: [unready], containerStatuses: [{ name: 'web', state: { waiting: { reason: 'ContainerCreating' } } }] }),
    ).toBeNull()
  })

  it('quotes the image that cannot be pulled, also behind a container that runs', () => {
    const runs = { name: 'log', ready: true, state: { running: {} } }
    const web = { name: 'web', state: { waiting: { reason: 'ImagePullBackOff', message: 'Back-off pulling image "nginx:nope"' } } }
    expect(why({ phase: 'Pending', conditions: [unready], containerStatuses: [runs, web] })).toEqual({
      container: 'web',
      reason: 'ImagePullBackOff',
      message: 'Back-off pulling image "nginx:nope"',
      at: at(T2),
    })
  })

  it('tells a crash loop by the end of its last run', () => {
    const lastState = { terminated: { exitCode: 137, reason: 'OOMKilled', finishedAt: T2 } }
    const web = { name: 'web', restartCount: 4, lastState, state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 40s restarting' } } }
    expect(why({ phase: 'Running', conditions: [unready], containerStatuses: [web] })).toEqual({
      container: 'web',
      reason: 'CrashLoopBackOff',
      message: 'last run: exit code 137, OOMKilled; back-off 40s restarting',
      at: at(T2),
    })
  })

  it('tells exit codes, signals and the message that the container left', () => {
    const ended = (terminated: object): string | undefined => why({ phase: 'Failed', containerStatuses: [{ name: 'web', state: { terminated } }] })?.message
    expect(ended({ exitCode: 2, reason: 'Error', message: 'no such table\n' })).toBe('exit code 2, Error: no such table')
    expect(ended({ exitCode: 137, signal: 9 })).toBe('signal 9')
    expect(ended({ exitCode: 3 })).toBe('exit code 3')
  })

  it('names the init container that blocks, not the ones behind it', () => {
    const spec = { initContainers: [{ name: 'mesh', restartPolicy: 'Always' }, { name: 'migrate' }], containers: [{ name: 'web' }] }
    const status = {
      phase: 'Pending',
      conditions: [unready],
      initContainerStatuses: [
        { name: 'mesh', started: true, state: { running: {} } },
        { name: 'migrate', state: { terminated: { exitCode: 1, reason: 'Error', finishedAt: T2 } } },
      ],
      containerStatuses: [{ name: 'web', state: { waiting: { reason: 'PodInitializing' } } }],
    }
    expect(why(status, spec)).toEqual({ container: 'migrate', reason: 'Error', message: 'exit code 1, Error', at: at(T2) })
  })

  it('quotes the scheduler', () => {
    const message = '0/3 nodes are available: 3 Insufficient cpu.'
    const scheduled = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message, lastTransitionTime: T2 }
    expect(why({ phase: 'Pending', conditions: [scheduled] })).toEqual({ container: '', reason: 'Unschedulable', message, at: at(T2) })
  })

  it('quotes the eviction', () => {
    const message = 'The node was low on resource: memory.'
    expect(why({ phase: 'Failed', reason: 'Evicted', message })).toMatchObject({ container: '', reason: 'Evicted', message })
  })

  it('names the container that is not ready, if it is one', () => {
    const web = { name: 'web', ready: false, state: { running: {} } }
    const log = { name: 'log', ready: true, state: { running: {} } }
    const status = { phase: 'Running', conditions: [unready], containerStatuses: [log, web] }
    expect(why(status)).toEqual({ container: 'web', reason: 'ContainersNotReady', message: unready.message, at: at(T2) })
    expect(why({ ...status, containerStatuses: [web, { ...log, ready: false }] })?.container).toBe('')
  })

  it('says which readiness gate is closed when every container is ready', () => {
    const gate = { ...unready, reason: 'ReadinessGatesNotReady', message: 'corresponding condition of pod readiness gate "x" does not exist.' }
    const web = { name: 'web', ready: true, state: { running: {} } }
    const status = { phase: 'Running', conditions: [gate, { type: 'ContainersReady', status: 'True' }], containerStatuses: [web] }
    expect(why(status)).toMatchObject({ container: '', reason: 'ReadinessGatesNotReady', message: gate.message })
  })

  it('remembers the last restart of a pod that runs again', () => {
    const last = (finishedAt: string, exitCode: number) => ({ terminated: { exitCode, reason: 'Error', finishedAt } })
    const one = { name: 'web', ready: true, restartCount: 1, state: { running: {} }, lastState: last(T1, 1) }
    const two = { name: 'log', ready: true, restartCount: 1, state: { running: {} }, lastState: last(T2, 2) }
    const status = { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }], containerStatuses: [one, two] }
    expect(why(status)).toEqual({ container: 'log', reason: 'Error', message: 'exit code 2, Error', at: at(T2) })
  })

  it('is at most 300 characters long and never ends within a character', () => {
    const waiting = { reason: 'ErrImagePull', message: `${'x'.repeat(299)}🚢🚢` }
    const message = why({ phase: 'Pending', containerStatuses: [{ name: 'web', state: { waiting } }] })?.message
    expect(message).toBe('x'.repeat(299))
  })
})

describe('the rest of a row', () => {
  const pod = (metadata: object, status: object = {}) => podRow({ metadata: { uid: 'u', name: 'web-1', creationTimestamp: T1, ...metadata }, status })

  it('knows its controller among its owners', () => {
    const ownerReferences = [
      { kind: 'Job', name: 'x', uid: '1' },
      { kind: 'ReplicaSet', name: 'web', uid: '2', controller: true },
    ]
    expect(pod({ ownerReferences }).controller).toEqual({ kind: 'ReplicaSet', name: 'web', uid: '2' })
    expect(pod({ ownerReferences: ownerReferences.slice(0, 1) }).controller).toBeNull()
  })

  it('knows since when it is not ready', () => {
    expect(pod({}, { phase: 'Running', conditions: [unready] }).notReadySince).toBe(at(T2))
    expect(pod({}, { phase: 'Pending' }).notReadySince).toBe(at(T1))
    expect(pod({}, { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] }).notReadySince).toBeNull()
  })

  it('knows when it was asked to go', () => {
    expect(pod({ deletionTimestamp: T2 }, { phase: 'Running' })).toMatchObject({ status: 'Terminating', deletedAt: at(T2) })
  })

  it('reads times with and without a fraction', () => {
    expect(podRow({ metadata: { uid: 'u', creationTimestamp: '2026-11-21T07:00:00.250000Z' } }).created).toBe(at(T1) + 0.25)
  })
})
