import { describe, expect, it } from 'vitest'
import { podPhase, podSentence, suffixOf } from './podWords.ts'
import { shortImage } from './shortImage.ts'
import { failing, NOW, pod } from './testing/rows.ts'

describe('a pod in a few words', () => {
  it('is its age while all is well, else what it is doing', () => {
    expect(podPhase(pod(2, 'a'), NOW)).toBe('5m')
    expect(podPhase(pod(2, 'a', { ready: 0, notReadySince: NOW - 7 }), NOW)).toBe('not ready 7s')
    expect(podPhase(pod(2, 'a', { ready: 0, status: 'ContainerCreating', created: NOW - 3 }), NOW)).toBe('starting 3s')
    expect(podPhase(failing(2, 'a', ['ImagePullBackOff', 'x']), NOW)).toBe('ImagePullBackOff')
  })
  it('counts down while it is leaving, and says when it is late', () => {
    const leaving = pod(2, 'a', { deletedAt: NOW + 20 })
    expect([0, 19.5, 22, 31].map((later) => podPhase(leaving, NOW + later))).toEqual(['20s left', '1s left', 'ending', 'late by 11s'])
  })
  it('is told whole in one sentence', () => {
    expect(podSentence(failing(2, 'a', ['CrashLoopBackOff', 'back-off 40s'], { restarts: 1 }), NOW)).toBe(
      'lbapp-hash2-a: CrashLoopBackOff, 0/1 ready, 1 restart, CrashLoopBackOff: back-off 40s',
    )
  })
  it('has a short name and a short image', () => {
    expect(suffixOf('lbapp-hash2-a', 'lbapp-hash2')).toBe('a')
    expect(suffixOf('other', 'lbapp')).toBe('other')
    expect(shortImage('registry.k8s.io/e2e/agnhost:2.63.0')).toBe('agnhost:2.63.0')
    expect(shortImage(`a/b@sha256:${'0'.repeat(64)}`)).toBe('b@0000000…')
  })
})
