import { rolloutHistory } from '@binnacle/shared'
import { describe, expect, it } from 'vitest'
import { changedPart } from './changedPart.ts'
import { comparedRevisions } from './comparedRevisions.ts'
import { templateChanges } from './templateChanges.ts'
import { deployment, replicaSet } from './testing/rows.ts'

const template = (container: Record<string, unknown>, metadata: Record<string, unknown> = {}) => ({
  metadata: { labels: { app: 'lbapp' }, ...metadata },
  spec: { containers: [{ name: 'web', image: 'web:1', ...container }] },
})

describe('what differs between two templates', () => {
  it('puts what a release usually changes first, each by its container', () => {
    const before = template({ env: [{ name: 'VERSION', value: '1' }], args: ['a'] }, { annotations: { note: 'x' } })
    const after = template(
      {
        image: 'web:2',
        env: [{ name: 'VERSION', value: '2' }],
        args: ['b'],
        readinessProbe: { periodSeconds: 1 },
        resources: { limits: { memory: '64Mi' } },
        volumeMounts: [{ name: 'data', mountPath: '/data' }],
      },
      { annotations: { note: 'y' } },
    )
    const groups = templateChanges(before, after)
    expect(groups.map(({ title }) => title)).toEqual([
      'Images',
      'Environment',
      'Command and arguments',
      'Probes',
      'Resources',
      'Labels and annotations',
      'Everything else',
    ])
    expect(groups[0]?.changes).toEqual([{ path: 'spec.containers[web].image', container: 'web', field: 'image', before: 'web:1', after: 'web:2' }])
    expect(groups[1]?.changes[0]).toMatchObject({ field: 'env[VERSION].value', before: '1', after: '2' })
  })

  it('leaves out the hash that the controller writes, and nothing else', () => {
    const hashed = (hash: string, extra = {}) => template({}, { labels: { app: 'lbapp', 'pod-template-hash': hash, ...extra }, creationTimestamp: null })
    expect(templateChanges(hashed('a'), template({}))).toEqual([])
    expect(templateChanges(hashed('a'), hashed('b', { tier: 'web' })).flatMap(({ changes }) => changes.map(({ path }) => path))).toEqual([
      'metadata.labels.tier',
    ])
  })

  it('shows a reference to a Secret, which is all that a template has', () => {
    const from = (name: string) => template({ env: [{ name: 'PASSWORD', valueFrom: { secretKeyRef: { name, key: 'pwd' } } }] })
    expect(templateChanges(from('one'), from('two'))[0]?.changes[0]).toMatchObject({ field: 'env[PASSWORD].valueFrom.secretKeyRef.name', after: 'two' })
  })

  it('sets the changed part of a value apart', () => {
    expect(changedPart('agnhost:2.63.0', 'agnhost:2.55.0')).toEqual(['agnhost:2.', '63', '.0'])
    expect(changedPart('aa', 'aaa')).toEqual(['aa', '', ''])
    expect(changedPart('x', 'y')).toEqual(['x', '', ''])
    expect(changedPart('x', null)).toEqual(['x', '', ''])
  })
})

describe('the revisions that are compared', () => {
  const revisions = rolloutHistory(
    [1, 3, 4].map((revision) => replicaSet(revision)),
    deployment({ revision: 4 }),
  )
  const numbers = (from?: string, to?: string) => {
    const compared = comparedRevisions(revisions, from, to)
    return [compared.from?.revision ?? null, compared.to?.revision ?? null, compared.missing]
  }
  it('are those of the address, else the current one and the one before', () => {
    expect(numbers()).toEqual([3, 4, null])
    expect(numbers('1', '3')).toEqual([1, 3, null])
    expect(numbers('1')).toEqual([1, 4, null])
    expect(numbers(undefined, '3')).toEqual([1, 3, null])
    expect(numbers(undefined, '1')).toEqual([3, 1, null])
  })
  it('say which one is not kept', () => {
    expect(numbers('2', '4')[2]).toBe('2')
    expect(numbers('1', 'x')[2]).toBe('x')
  })
})
