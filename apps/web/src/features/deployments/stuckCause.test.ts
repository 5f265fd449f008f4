import { describe, expect, it } from 'vitest'
import { newestSet } from './newestSet.ts'
import { servingWords } from './servingWords.ts'
import { stuckCause } from './stuckCause.ts'
import { badImage, condition, deployment, failing, NOW, pod, replicaSet, running } from './testing/rows.ts'

/** Revision 3 with these pods, beside four pods of revision 2. */
const rolling = (...pods: ReturnType<typeof pod>[]) => {
  const base = badImage()
  return stuckCause(base.deployment, { replicaSets: base.replicaSets, pods: [...base.pods.slice(0, 4), ...pods] }, NOW)
}

describe('what stands in the way of a rollout', () => {
  it('is nothing while new pods are being made, or all is well', () => {
    expect(rolling(pod(3, 'nnnnn', { ready: 0, status: 'ContainerCreating', created: NOW - 2 }))).toBeNull()
    expect(stuckCause(deployment(), { replicaSets: [replicaSet(2, running(4))], pods: [pod(2, 'aaaaa')] }, NOW)).toBeNull()
  })

  it('names the image from the first ErrImagePull on, and what serves meanwhile', () => {
    const { deployment: row, replicaSets, pods } = badImage()
    const cause = stuckCause(row, { replicaSets, pods }, NOW)
    expect(cause?.kind).toBe('image')
    expect(cause?.meaning).toBe('The new pod cannot get the image registry.k8s.io/e2e-test-images/agnhost:2.63.0-nope.')
    expect(cause?.reason).toBe('ErrImagePull')
    expect(cause?.message).toContain('not found')
    expect(servingWords(row, newestSet(replicaSets))).toBe('Old pods still serve 4 of 4.')
  })

  it('knows the image of an init container from what the cluster says', () => {
    const why = { container: 'setup', reason: 'ImagePullBackOff', message: 'Back-off pulling image "tools:nope"', at: null }
    expect(rolling(pod(3, 'nnnnn', { ready: 0, status: 'Init:ImagePullBackOff', created: NOW - 4, why }))?.meaning).toBe(
      'The new pod cannot get the image tools:nope.',
    )
  })

  it('gives the exit code of a container that keeps ending', () => {
    const message = 'last run: exit code 1, Error; back-off 20s restarting failed container'
    expect(rolling(failing(3, 'nnnnn', ['CrashLoopBackOff', message]))?.meaning).toBe(
      'Container web of the new pod keeps ending with exit code 1: ended with an error.',
    )
  })

  it('quotes the scheduler', () => {
    const message = '0/1 nodes are available: 1 Insufficient cpu.'
    const cause = rolling(
      failing(3, 'nnnnn', ['Unschedulable', message], { status: 'Pending', why: { container: '', reason: 'Unschedulable', message, at: NOW } }),
    )
    expect(cause?.kind).toBe('unschedulable')
    expect(cause?.meaning).toBe('No node can take the new pod yet.')
    expect(cause?.message).toBe(message)
  })

  it('says that a probe does not pass when a running pod is not ready for too long, and not before', () => {
    const why = { container: 'web', reason: 'ContainersNotReady', message: 'containers with unready status: [web]', at: null }
    const at = (seconds: number) => rolling(pod(3, 'nnnnn', { ready: 0, created: NOW - seconds, notReadySince: NOW - seconds, why }))
    expect(at(10)).toBeNull()
    expect(at(31)?.kind).toBe('probe')
    expect(at(31)?.meaning).toContain('not ready: the readiness or startup probe has not passed')
  })

  it('counts the pods that say the same, and takes what blocks for good first', () => {
    const crash = failing(3, 'ccccc', ['CrashLoopBackOff', 'last run: exit code 137, OOMKilled'])
    const cause = rolling(crash, failing(3, 'mmmmm', ['ErrImagePull', 'x']), failing(3, 'nnnnn', ['ImagePullBackOff', 'x']))
    expect(cause?.kind).toBe('image')
    expect(cause?.pods).toBe(2)
    expect(cause?.meaning).toContain('2 new pods cannot get the image')
  })

  it('leaves out pods that are going and pods of older revisions', () => {
    expect(rolling(failing(3, 'nnnnn', ['ErrImagePull', 'x'], { deletedAt: NOW + 30 }))).toBeNull()
    expect(rolling(failing(2, 'nnnnn', ['CrashLoopBackOff', 'x']))).toBeNull()
  })

  it('tells a quota in the words of the apiserver', () => {
    const message = 'pods "lbapp-x" is forbidden: exceeded quota: small, requested: pods=1, used: pods=4, limited: pods=4'
    const cause = stuckCause(
      deployment({ updated: 0 }),
      { replicaSets: [replicaSet(2, running(4)), replicaSet(3, { desired: 1, failure: condition('FailedCreate', { message }) })], pods: [] },
      NOW,
    )
    expect(cause?.kind).toBe('quota')
    expect(cause?.meaning).toContain('a quota of the namespace is used up')
    expect(cause?.message).toBe(message)
  })

  it('falls back to the progress deadline, and a pause goes before everything', () => {
    const late = deployment({ progressing: condition('ProgressDeadlineExceeded', { status: 'False', message: 'ReplicaSet "x" has timed out progressing.' }) })
    expect(stuckCause(late, { replicaSets: [], pods: [] }, NOW)?.meaning).toContain('within the progress deadline of 600 s')
    const { replicaSets, pods } = badImage()
    expect(stuckCause(deployment({ paused: true }), { replicaSets, pods }, NOW)?.kind).toBe('paused')
  })
})

describe('what serves meanwhile', () => {
  const words = (row: Parameters<typeof deployment>[0], ...sets: ReturnType<typeof replicaSet>[]) => servingWords(deployment(row), newestSet(sets))
  it('tells old and new apart, and says when nothing does', () => {
    expect(words({}, replicaSet(3, running(2, 1)), replicaSet(2, running(3)))).toBe('3 old and 1 new pods serve, 4 of 4.')
    expect(words({}, replicaSet(3, running(4, 3)))).toBe('Meanwhile 3 of 4 serve.')
    expect(words({}, replicaSet(3, running(4, 0)))).toBe('Nothing serves: 0 of 4 available.')
    expect(words({ desired: 0 })).toBe('Nothing serves: it is scaled to 0.')
  })
})
