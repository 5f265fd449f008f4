import { describe, expect, it } from 'vitest'
import { changeOf, consequence, refusalOf, tierOf } from './deleteWords.ts'
import { podRow } from './testing/podRow.ts'

const owned = podRow('web-1')
const bare = podRow('toolbox', { controller: null })

describe('how much is asked before a delete', () => {
  it('a popover for a pod that comes back, a dialog for one that does not, typing for many', () => {
    expect(tierOf([owned])).toBe('popover')
    expect(tierOf([bare])).toBe('dialog')
    expect(tierOf([owned, owned, owned, owned, owned])).toBe('dialog')
    expect(tierOf(Array.from({ length: 6 }, () => owned))).toBe('typed')
  })

  it('says what will happen', () => {
    expect(consequence(owned)).toBe('ReplicaSet web starts another one in its place.')
    expect(consequence(bare)).toContain('Nothing brings it back')
    expect(consequence(podRow('etcd', { controller: { kind: 'Node', name: 'node-1', uid: 'n' } }))).toContain('static pod')
  })

  it('refuses protected namespaces and a lost connection, with the reason', () => {
    const standing = { protectedNamespaces: ['kube-system'], connected: true }
    expect(refusalOf([owned], standing)).toBeNull()
    expect(refusalOf([owned, podRow('dns', { namespace: 'kube-system' })], standing)).toContain('--allow-system')
    expect(refusalOf([owned], { ...standing, connected: false })).toContain('No connection')
  })

  it('notices that the pod is another one than was asked about', () => {
    const successor = podRow('web-1', { uid: 'new' })
    expect(changeOf(owned, owned, undefined)).toBeNull()
    expect(changeOf(owned, undefined, successor)).toContain('another pod has its name')
    expect(changeOf(owned, undefined, undefined)).toContain('gone already')
    expect(changeOf(owned, { ...owned, deletedAt: 1 }, undefined)).toContain('being deleted already')
  })
})
