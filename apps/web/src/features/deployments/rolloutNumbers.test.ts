import { describe, expect, it } from 'vitest'
import { newestSet } from './newestSet.ts'
import { clockWords, rolloutClock } from './rolloutClock.ts'
import { limitWords, rolloutLimits } from './rolloutLimits.ts'
import { rolloutSegments } from './rolloutSegments.ts'
import { badImage, condition, deployment, NOW, pod, replicaSet, running } from './testing/rows.ts'

describe('the room that a strategy leaves', () => {
  it.each([
    [4, '25%', '25%', { surge: 1, unavailable: 1 }],
    [10, '25%', '25%', { surge: 3, unavailable: 2 }],
    [1, '25%', '25%', { surge: 1, unavailable: 0 }],
    [3, '0', '10%', { surge: 0, unavailable: 1 }],
    [3, '2', '5', { surge: 2, unavailable: 3 }],
    [0, '25%', '25%', { surge: 0, unavailable: 0 }],
  ])('of %i replicas with %s and %s is as the controller resolves it', (desired, maxSurge, maxUnavailable, limits) => {
    expect(rolloutLimits(deployment({ desired, maxSurge, maxUnavailable }))).toEqual(limits)
  })

  it('is none for Recreate', () => {
    expect(rolloutLimits(deployment({ strategy: 'Recreate', maxSurge: null, maxUnavailable: null }))).toBeNull()
    expect(limitWords(deployment({ strategy: 'Recreate' }), 4)).toContain('the old pods end before new ones start')
  })

  it('is said with what is used of it, and what goes beyond it is said apart', () => {
    expect(limitWords(deployment(), 5)).toBe('surge 1 of 1, unavailable 0 of 1')
    expect(limitWords(deployment({ available: 1 }), 4)).toBe('surge 0 of 1, 3 unavailable where a rollout takes 1')
    expect(limitWords(deployment({ desired: 2, available: 2 }), 6)).toBe('surge 1 of 1 and 3 more to go, unavailable 0 of 0')
  })
})

describe('how the pods divide', () => {
  const counts = ({ segments }: ReturnType<typeof rolloutSegments>) =>
    Object.fromEntries(segments.filter(({ count }) => count > 0).map(({ words, count }) => [words, count]))

  it('counts new and old by their ReplicaSets, the failing by their pods, the leaving by their deletion', () => {
    const { deployment: row, replicaSets, pods } = badImage()
    const seen = { deployment: row, sets: newestSet(replicaSets), pods: [...pods, pod(2, 'zzzzz', { deletedAt: NOW + 20 })] }
    const shape = rolloutSegments(seen, NOW)
    expect(counts(shape)).toEqual({ 'new failing': 1, 'old ready': 4, leaving: 1 })
    expect(shape.total).toBe(5)
    expect(shape.replicas).toBe(5)
  })

  it('takes the count of leaving pods from the cluster where it gives one', () => {
    const seen = { deployment: deployment({ terminating: 3 }), sets: newestSet([replicaSet(2, running(4))]), pods: [] }
    expect(counts(rolloutSegments(seen, NOW))).toEqual({ 'new ready': 4, leaving: 3 })
  })

  it('calls nothing new where nothing is old, and leaves no room at rest', () => {
    const shape = rolloutSegments({ deployment: deployment(), sets: newestSet([replicaSet(1), replicaSet(2, running(4, 3))]), pods: [] }, NOW)
    expect(counts(shape)).toEqual({ ready: 3, starting: 1 })
    expect(shape.total).toBe(4)
  })
})

describe('the time of a rollout', () => {
  it('runs from the first new pod, and to the deadline from the last progress', () => {
    const { deployment: row, replicaSets, pods } = badImage()
    const clock = rolloutClock(row, newestSet(replicaSets), pods)
    expect(clockWords(clock, NOW)).toBe('4s elapsed · deadline in 9m55s')
    expect(clockWords(clock, NOW + 700)).toBe('11m elapsed · deadline reached')
  })

  it('does not count pods that an undo found still running', () => {
    const { deployment: row } = badImage()
    const sets = newestSet([replicaSet(4, { ...running(3, 2), created: NOW - 900 }), replicaSet(3, { ...running(2), created: NOW - 60 })])
    const ofFour = (suffix: string, created: number) => pod(4, suffix, { created })
    expect(rolloutClock(row, sets, [ofFour('old', NOW - 900), ofFour('new', NOW - 7)]).began).toBe(NOW - 7)
  })

  it('stands still while paused and has no words at rest', () => {
    const { replicaSets, pods } = badImage()
    const paused = deployment({ paused: true, updated: 1, progressing: condition('DeploymentPaused', { status: 'Unknown' }) })
    expect(rolloutClock(paused, newestSet(replicaSets), pods).deadline).toBeNull()
    expect(clockWords(rolloutClock(deployment(), newestSet([replicaSet(2, running(4))]), []), NOW)).toBe('')
  })
})
