import { describe, expect, it } from 'vitest'
import { eventFamily } from './eventFamily.ts'
import type { Family } from './family.ts'
import { namespaceFamily } from './namespaceFamily.ts'
import { nodeFamily } from './nodeFamily.ts'
import { podFamily } from './podFamily.ts'

const NOW = 100_000
const because = (reason: string) => ({ container: 'web', reason, message: '', at: null })
const base = { created: NOW - 5000, ready: 0, containers: 1, notReadySince: NOW - 5000, lastRestartAt: null, why: null }
const healthy = { ...base, status: 'Running', ready: 1, notReadySince: null }

const family = (status: string): Family => podFamily({ ...base, status }, NOW)

describe('the family of a status word', () => {
  it.each([
    ['progress', ['ContainerCreating', 'PodInitializing', 'Init:0/2', 'Init:12/14', 'Init:ContainerCreating']],
    ['attention', ['SchedulingGated', 'NotReady']],
    ['leaving', ['Terminating']],
    ['done', ['Completed', 'Succeeded']],
    ['unknown', ['Unknown', 'NodeLost', '<unknown>', 'Hibernating', 'constructor', '']],
    [
      'fail',
      [
        'CrashLoopBackOff',
        'ErrImagePull',
        'ImagePullBackOff',
        'ErrImageNeverPull',
        'InvalidImageName',
        'CreateContainerConfigError',
        'CreateContainerError',
        'RunContainerError',
        'StartError',
        'OOMKilled',
        'Error',
        'ExitCode:3',
        'Signal:9',
        'Evicted',
        'ContainerStatusUnknown',
        'Failed',
        'DeadlineExceeded',
        'ContainerCannotRun',
        'RegistryUnavailable',
        'ImageInspectError',
        'OutOfcpu',
        'UnexpectedAdmissionError',
        'Init:Error',
        'Init:CrashLoopBackOff',
        'Init:ExitCode:4',
        'Init:Signal:11',
        'Init:ImagePullBackOff',
        'Init:OOMKilled',
      ],
    ],
  ] as const)('%s: %o', (expected, words) => {
    expect(words.filter((word) => family(word) !== expected)).toEqual([])
  })

  it('stays the same while two words of one fault alternate', () => {
    expect(family('ErrImagePull')).toBe(family('ImagePullBackOff'))
    expect(family('Error')).toBe(family('CrashLoopBackOff'))
  })

  it('is fail for a word that nobody knows when the cluster gives it as the reason', () => {
    expect(podFamily({ ...base, status: 'NodeShutdown', why: because('NodeShutdown') }, NOW)).toBe('fail')
    expect(podFamily({ ...base, status: 'Init:Odd', why: because('Odd') }, NOW)).toBe('fail')
  })
})

describe('the family changes with time, and only then', () => {
  it('Pending is progress for 10 seconds, attention at once when the scheduler has said no', () => {
    const pending = { ...base, status: 'Pending', created: NOW }
    expect([0, 9.9, 10, 3600].map((passed) => podFamily(pending, NOW + passed))).toEqual(['progress', 'progress', 'attention', 'attention'])
    expect(podFamily({ ...pending, why: because('Unschedulable') }, NOW)).toBe('attention')
  })

  it('Running but not ready is progress for 30 seconds', () => {
    const starting = { ...healthy, ready: 0, notReadySince: NOW }
    expect([0, 29.9, 30].map((passed) => podFamily(starting, NOW + passed))).toEqual(['progress', 'progress', 'attention'])
  })

  it('a closed readiness gate counts as not ready', () => {
    expect(podFamily({ ...healthy, notReadySince: NOW - 60 }, NOW)).toBe('attention')
  })

  it('a restart asks for attention for 10 minutes', () => {
    const restarted = { ...healthy, lastRestartAt: NOW }
    expect([0, 599, 600].map((passed) => podFamily(restarted, NOW + passed))).toEqual(['attention', 'attention', 'ok'])
  })

  it('Running and ready is ok', () => {
    expect(podFamily(healthy, NOW)).toBe('ok')
  })
})

describe('families of the other kinds', () => {
  it.each([
    ['Ready', 'ok'],
    ['NotReady', 'attention'],
    ['Unknown', 'unknown'],
    ['Ready,SchedulingDisabled', 'off'],
    ['NotReady,SchedulingDisabled', 'attention'],
    ['Unknown,SchedulingDisabled', 'off'],
  ] as const)('node %s: %s', (status, expected) => {
    expect(nodeFamily({ status })).toBe(expected)
  })

  it.each([
    ['Active', 'ok'],
    ['Terminating', 'leaving'],
    ['<unknown>', 'unknown'],
  ] as const)('namespace %s: %s', (status, expected) => {
    expect(namespaceFamily({ status })).toBe(expected)
  })

  it.each([
    ['Normal', 'ok'],
    ['Warning', 'attention'],
    ['Odd', 'unknown'],
  ] as const)('event %s: %s', (type, expected) => {
    expect(eventFamily({ type })).toBe(expected)
  })
})
