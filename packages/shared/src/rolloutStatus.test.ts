import { describe, expect, it } from 'vitest'
import { deploymentFamily } from './deploymentFamily.ts'
import { replicaSetFamily } from './replicaSetFamily.ts'
import { rolloutStatus, rolloutWords } from './rolloutStatus.ts'
import type { WorkloadCondition } from './workloadRows.ts'

const NOW = 1_000_000
const condition = (status: string, reason: string, since = 0): WorkloadCondition => ({ status, reason, message: '', since, updated: since })
const rolledOut = condition('True', 'NewReplicaSetAvailable')
const rolling = condition('True', 'ReplicaSetUpdated')
const atRest = {
  name: 'web',
  generation: 3,
  observedGeneration: 3,
  desired: 4,
  replicas: 4,
  updated: 4,
  available: 4,
  paused: false,
  progressing: rolledOut,
  availability: condition('True', 'MinimumReplicasAvailable'),
  replicaFailure: null,
  deletedAt: null,
}
const stuck = { ...atRest, replicas: 5, updated: 1, available: 4, progressing: condition('False', 'ProgressDeadlineExceeded') }
const unavailable = (since: number) => condition('False', 'MinimumReplicasUnavailable', since)

describe('a rollout in words', () => {
  it.each([
    [atRest, 'deployment "web" successfully rolled out', null],
    [{ ...atRest, generation: 4 }, 'Waiting for deployment spec update to be observed...', 'not observed yet'],
    [
      { ...atRest, updated: 1, replicas: 5, progressing: rolling },
      'Waiting for deployment "web" rollout to finish: 1 out of 4 new replicas have been updated...',
      '1 of 4 updated',
    ],
    [{ ...atRest, replicas: 5 }, 'Waiting for deployment "web" rollout to finish: 1 old replicas are pending termination...', '1 old pending termination'],
    [{ ...atRest, available: 3 }, 'Waiting for deployment "web" rollout to finish: 3 of 4 updated replicas are available...', '3 of 4 available'],
    [stuck, 'error: deployment "web" exceeded its progress deadline', 'progress deadline exceeded'],
    // A new spec is looked at before the old one's deadline counts.
    [{ ...stuck, generation: 4 }, 'Waiting for deployment spec update to be observed...', 'not observed yet'],
    [{ ...atRest, desired: 0, replicas: 0, updated: 0, available: 0 }, 'deployment "web" successfully rolled out', null],
    [
      { ...atRest, updated: 0, paused: true },
      'Waiting for deployment "web" rollout to finish: 0 out of 4 new replicas have been updated...',
      'paused, 0 of 4 updated',
    ],
    [{ ...atRest, updated: 0, deletedAt: 7 }, 'Waiting for deployment "web" rollout to finish: 0 out of 4 new replicas have been updated...', null],
  ])('%o: %s', (row, text, words) => {
    expect([rolloutStatus(row).text, rolloutWords(row)]).toEqual([text, words])
  })

  it('is done only when it is, and failed only past the deadline', () => {
    expect(rolloutStatus(atRest)).toMatchObject({ done: true, failed: false })
    expect(rolloutStatus({ ...atRest, available: 0 })).toMatchObject({ done: false, failed: false })
    expect(rolloutStatus(stuck)).toMatchObject({ done: false, failed: true })
  })
})

describe('the family of a Deployment', () => {
  it.each([
    ['ok', atRest],
    ['progress', { ...atRest, generation: 4 }],
    ['progress', { ...atRest, updated: 1, replicas: 5, progressing: rolling }],
    ['progress', { ...atRest, available: 3, progressing: rolling }],
    ['progress', { ...atRest, desired: 0, replicas: 2 }],
    ['fail', stuck],
    ['progress', { ...stuck, generation: 4 }],
    ['fail', { ...atRest, replicaFailure: condition('True', 'FailedCreate') }],
    ['off', { ...atRest, desired: 0, replicas: 0, updated: 0, available: 0 }],
    ['off', { ...atRest, paused: true, progressing: condition('Unknown', 'DeploymentPaused') }],
    ['attention', { ...atRest, paused: true, available: 0, availability: unavailable(NOW - 60) }],
    ['leaving', { ...atRest, deletedAt: NOW }],
    ['leaving', { ...stuck, deletedAt: NOW }],
    ['attention', { ...atRest, available: 3 }],
    // Never a Progressing condition where there is no progress deadline.
    ['attention', { ...atRest, available: 3, progressing: null }],
  ] as const)('%s', (family, row) => {
    expect(deploymentFamily(row, NOW)).toBe(family)
  })

  it('that has lost its pods is progress for 30 seconds', () => {
    const lost = { ...atRest, available: 0, availability: unavailable(NOW) }
    expect([0, 29.9, 30].map((passed) => deploymentFamily(lost, NOW + passed))).toEqual(['progress', 'progress', 'attention'])
  })
})

describe('the family of a ReplicaSet', () => {
  const full = { created: 0, desired: 3, replicas: 3, available: 3, failure: null, deletedAt: null }
  it.each([
    ['ok', full],
    ['off', { ...full, desired: 0, replicas: 0, available: 0 }],
    ['progress', { ...full, desired: 0 }],
    ['progress', { ...full, replicas: 2, available: 2 }],
    ['fail', { ...full, replicas: 2, failure: condition('True', 'FailedCreate') }],
    ['leaving', { ...full, deletedAt: NOW }],
    ['attention', { ...full, available: 2 }],
    ['progress', { ...full, available: 2, created: NOW - 29 }],
  ] as const)('%s', (family, row) => {
    expect(replicaSetFamily(row, NOW)).toBe(family)
  })
})
