import { describe, expect, test } from 'vitest'
import { endpointPath, kubePath, type PathParts, versionPath } from './kubePath.ts'
import { hostileNames } from './testing/hostileNames.ts'

const pods = { group: '', version: 'v1', resource: 'pods' }
const textOf = (parts: PathParts) => {
  const path = kubePath(parts)
  return path.ok ? path.output.text : path.failure.reason
}

describe('kubePath', () => {
  test('builds what an apiserver expects', () => {
    expect(textOf(pods)).toBe('/api/v1/pods')
    expect(textOf({ ...pods, namespace: null })).toBe('/api/v1/pods')
    expect(textOf({ ...pods, namespace: 'default', name: 'web-1.x', subresource: 'log' })).toBe('/api/v1/namespaces/default/pods/web-1.x/log')
    expect(textOf({ group: 'apps', version: 'v1', resource: 'deployments', namespace: 'default' })).toBe('/apis/apps/v1/namespaces/default/deployments')
    expect(textOf({ group: '', version: 'v1', resource: 'namespaces', name: 'kube-system' })).toBe('/api/v1/namespaces/kube-system')
    expect(endpointPath('readyz')).toMatchObject({ ok: true, output: { text: '/readyz' } })
  })

  test.each(hostileNames.map((name) => [JSON.stringify(name), name]))('refuses %s wherever a name can stand', (_, name) => {
    const tries: PathParts[] = [
      { ...pods, namespace: 'default', name },
      { ...pods, namespace: name },
      { ...pods, namespace: name, name: 'web' },
      { ...pods, namespace: 'default', name, subresource: 'log' },
      { ...pods, resource: name },
      { ...pods, version: name },
      // @ts-expect-error the compiler already refuses it
      { ...pods, namespace: 'default', name: 'web', subresource: name },
      { ...pods, group: name === '' ? '.' : name },
    ]
    // A long name or one with capitals may be fine as something else; these are fine nowhere.
    for (const parts of tries) expect(kubePath(parts)).toMatchObject({ ok: false, failure: { reason: 'Invalid', code: 400 } })
  })

  test.each(['watch', 'proxy', 'status', 'log', 'scale', 'redirect', 'exec'])(
    '%s is no resource: an apiserver would read the path as another one',
    (resource) => {
      expect(textOf({ ...pods, resource, namespace: 'default' })).toBe('Invalid')
    },
  )

  test('lists what an API version serves, and describes it', () => {
    expect(versionPath({ group: '', version: 'v1' }, 'resources')).toMatchObject({ ok: true, output: { text: '/api/v1' } })
    expect(versionPath({ group: 'apps', version: 'v1' }, 'resources')).toMatchObject({ ok: true, output: { text: '/apis/apps/v1' } })
    expect(versionPath({ group: 'apps', version: 'v1' }, 'fields')).toMatchObject({ ok: true, output: { text: '/openapi/v3/apis/apps/v1' } })
    for (const name of hostileNames) {
      expect(versionPath({ group: name === '' ? '.' : name, version: 'v1' }, 'resources')).toMatchObject({ ok: false })
      expect(versionPath({ group: 'apps', version: name }, 'fields')).toMatchObject({ ok: false })
    }
  })

  test('roles may be named as Kubernetes names its own, and nothing else may', () => {
    const role = { group: 'rbac.authorization.k8s.io', version: 'v1', resource: 'clusterroles' }
    expect(textOf({ ...role, name: 'system:node' })).toBe('/apis/rbac.authorization.k8s.io/v1/clusterroles/system:node')
    for (const name of ['.', '..', '', 'a/b', 'a%2fb', 'a?b', 'a b', 'a\\b', 'ö', 'a\u2028']) expect(textOf({ ...role, name })).toBe('Invalid')
    expect(textOf({ ...pods, namespace: 'default', name: 'system:node' })).toBe('Invalid')
  })

  test('values that are no text are refused, not thrown at', () => {
    for (const name of [null, 1, {}, [], ['a'], true, Symbol.iterator]) {
      // @ts-expect-error input that was never checked
      expect(kubePath({ ...pods, namespace: 'default', name }).ok).toBe(false)
    }
  })

  test('10,000 random unicode strings: whatever gets through is byte for byte what was asked for', () => {
    let seed = 20_260_101
    const random = () => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
      return seed / 2 ** 32
    }
    const alphabets = ['abc019-.', 'ab./\\%2e2f?#', undefined]
    let passed = 0
    for (let run = 0; run < 10_000; run++) {
      const alphabet = alphabets[run % alphabets.length]
      const character = () => (alphabet ? (alphabet[Math.floor(random() * alphabet.length)] ?? '') : String.fromCodePoint(Math.floor(random() * 0x110000)))
      const name = Array.from({ length: Math.floor(random() * 12) }, character).join('')
      const path = kubePath({ ...pods, namespace: 'default', name })
      if (!path.ok) continue
      passed++
      expect(path.output.text).toBe(`/api/v1/namespaces/default/pods/${name}`)
      expect(new URL(path.output.text, 'http://x').pathname.split('/')).toEqual(['', 'api', 'v1', 'namespaces', 'default', 'pods', name])
      expect(name).toMatch(/^[a-z0-9.-]+$/)
    }
    expect(passed).toBeGreaterThan(500)
  })
})
