import { describe, expect, it } from 'vitest'
import { replacementOf } from './replacement.ts'
import { NOW, podDetail, podRow } from './testing/pods.ts'

const deleted = podDetail({ row: { deletedAt: NOW, status: 'Terminating' }, gracePeriodSeconds: 30 })
const goneAt = NOW * 1000
const made = (name: string, created: number, parts = {}) => podRow({ uid: name, name, created, ...parts })

describe('the pod that took a place', () => {
  it('is the first that the same controller made after the end began', () => {
    const pods = [
      made('late', NOW - 2),
      made('first', NOW - 29),
      made('older', NOW - 100),
      made('stranger', NOW - 30, { controller: { kind: 'Job', name: 'j', uid: 'job' } }),
    ]
    expect(replacementOf(deleted, goneAt, pods)?.name).toBe('first')
  })
  it('is none while there is none', () => {
    expect(replacementOf(deleted, goneAt, [deleted.row, made('leaving', NOW, { deletedAt: NOW + 30 }), made('older', NOW - 100)])).toBeNull()
    expect(replacementOf(podDetail({ row: { controller: null } }), goneAt, [made('x', NOW, { controller: null })])).toBeNull()
  })
})
