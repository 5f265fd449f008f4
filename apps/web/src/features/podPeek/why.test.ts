import { describe, expect, it } from 'vitest'
import { backOffSeconds } from './backOff.ts'
import { container, crashing, ended, NOW, podDetail, unscheduled } from './testing/pods.ts'
import { explain } from './why.ts'

describe('why a pod is not well', () => {
  it('quotes the scheduler for a pod without a node', () => {
    expect(explain(unscheduled(), 'attention')).toMatchObject({
      meaning: expect.stringContaining('No node can take this pod'),
      reason: 'Unschedulable',
      message: '0/1 nodes are available: 1 Insufficient cpu.',
      at: NOW - 100,
      nextTry: null,
    })
  })

  it('says how the last run of a crashing container ended and when the node tries again', () => {
    expect(explain(crashing(), 'fail')).toMatchObject({
      meaning: expect.stringContaining('web keeps ending'),
      message: 'back-off 40s restarting failed container=web pod=lbapp_shop(uid-1)',
      lastRun: { exitCode: 1, message: 'panic: no database' },
      nextTry: NOW - 23 + 40,
    })
  })

  it('names the image that cannot be pulled, and quotes all of the message where the list cut it', () => {
    const message = `Back-off pulling image "nope:1": ${'x'.repeat(400)}`
    const pod = podDetail({
      row: { status: 'ImagePullBackOff', why: { container: 'web', reason: 'ImagePullBackOff', message: message.slice(0, 300), at: null } },
      containers: [container({ image: 'nope:1', ready: false, state: { state: 'waiting', reason: 'ImagePullBackOff', message } })],
    })
    expect(explain(pod, 'fail')).toMatchObject({ meaning: expect.stringContaining('nope:1'), message, nextTry: null })
  })

  it('says that a container was killed for its memory', () => {
    const pod = podDetail({
      row: { status: 'OOMKilled', why: { container: 'web', reason: 'OOMKilled', message: 'exit code 137, OOMKilled', at: NOW - 5 } },
      containers: [container({ ready: false, state: ended({ reason: 'OOMKilled', exitCode: 137 }) })],
    })
    expect(explain(pod, 'fail')).toMatchObject({ meaning: 'web was killed because it used more memory than it may.', lastRun: { exitCode: 137 } })
  })

  it('says that a container runs again after it ended', () => {
    const pod = podDetail({
      row: { restarts: 1, lastRestartAt: NOW - 31, why: { container: 'web', reason: 'Error', message: 'exit code 1, Error', at: NOW - 31 } },
      containers: [container({ restarts: 1, last: ended() })],
    })
    expect(explain(pod, 'attention')?.meaning).toBe('web runs again after it ended.')
  })

  it('quotes a reason that it does not know and adds nothing', () => {
    const pod = podDetail({ row: { status: 'Odd', why: { container: '', reason: 'OddReason', message: 'odd words', at: null } } })
    expect(explain(pod, 'fail')).toMatchObject({ meaning: '', reason: 'OddReason', message: 'odd words' })
  })

  it('is silent about a pod that is well, whatever happened to it long ago', () => {
    expect(explain(podDetail(), 'ok')).toBeNull()
    expect(explain(crashing(), 'ok')).toBeNull()
    expect(explain(podDetail({ row: { why: { container: 'web', reason: 'ContainerCreating', message: '', at: null } } }), 'progress')).toBeNull()
  })
})

describe('the pause before the next try', () => {
  it.each([
    ['back-off 10s restarting failed container=web', 10],
    ['back-off 2m40s restarting failed container=web', 160],
    ['back-off 5m0s restarting failed container=web', 300],
    ['back-off 1h1m1s restarting failed container=web', 3661],
    ['Back-off pulling image "x"', null],
    ['', null],
  ])('%j', (message, seconds) => {
    expect(backOffSeconds(message)).toBe(seconds)
  })
})
