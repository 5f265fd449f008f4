import { describe, expect, it } from 'vitest'
import { formatNamespaces, formatSort, parseNamespaces, parsePeek, parsePlace, parseSort, paths } from './paths.ts'

const byName = { column: 'name', descending: false }

describe('addresses', () => {
  it.each(['minikube', 'arn:aws:eks:eu-west-1:1:cluster/prod', 'kubernetes-admin@kind', 'a b', 'x%2Fy', '100%', 'ü/ö?#&='])(
    'context %s comes back as it was',
    (context) => {
      const href = paths.page(context, 'pods', { ns: 'a,b', q: 'status:failing x&y', peek: 'pods/a/web-1' })
      expect(parsePlace(href)).toEqual({ context, page: 'pods', shown: { view: 'list' }, search: { ns: 'a,b', q: 'status:failing x&y', peek: 'pods/a/web-1' } })
    },
  )

  it('is readable where it can be', () => {
    expect(paths.page('minikube', 'pods', { ns: 'a,b', sort: '-age', peek: 'pods/a/web-1', q: '' })).toBe('/c/minikube/pods?ns=a,b&sort=-age&peek=pods/a/web-1')
    expect(paths.page('m', 'pods', { ns: '*' })).toBe('/c/m/pods?ns=*')
  })

  it('an object has an address of its own, whatever its name', () => {
    const href = paths.object({ context: 'a/b', page: 'deployments', namespace: 'shop', name: 'web%2f', tab: 'history' }, { ns: '*' })
    expect(href).toBe('/c/a%2Fb/deployments/shop/web%252f/history?ns=*')
    expect(parsePlace(href)).toMatchObject({
      context: 'a/b',
      page: 'deployments',
      shown: { view: 'object', namespace: 'shop', name: 'web%2f', tab: 'history' },
    })
    expect(paths.create('m', 'deployments')).toBe('/c/m/deployments/new')
  })

  it.each([
    ['/', { context: null, page: null }],
    ['/c/m', { context: 'm', page: null }],
    ['/c/m/nowhere', { context: 'm', page: null }],
    ['/c/m/pods/', { context: 'm', page: 'pods', shown: { view: 'list' } }],
    ['/c/m/pods/new', { context: 'm', page: 'pods', shown: { view: 'new' } }],
    ['/c/m/pods/a', { context: 'm', page: null }],
    ['/c/m/pods/a/b', { context: 'm', page: 'pods', shown: { view: 'object', namespace: 'a', name: 'b', tab: null } }],
    ['/c/m/nodes/_/b/events', { context: 'm', page: 'nodes', shown: { view: 'object', namespace: '', name: 'b', tab: 'events' } }],
    ['/c/m/pods/a/b/c/d', { context: 'm', page: null }],
    ['/c/m/pods/a//c', { context: 'm', page: null }],
    ['/c/%E0%A4%A/pods', { context: '%E0%A4%A', page: 'pods' }],
  ])('%s', (href, place) => {
    expect(parsePlace(href)).toMatchObject(place)
  })

  it('reads namespaces: several once each, all, and nothing as all', () => {
    expect(parseNamespaces('b,a,b,')).toEqual(['b', 'a'])
    expect([parseNamespaces('*'), parseNamespaces('a,*'), parseNamespaces(undefined), parseNamespaces(',')]).toEqual(['*', '*', '*', '*'])
    expect([formatNamespaces(['a', 'b']), formatNamespaces('*')]).toEqual(['a,b', '*'])
  })

  it('reads a sorting, and falls back where it is none', () => {
    expect(parseSort('-age', byName)).toEqual({ column: 'age', descending: true })
    expect(parseSort('<script>', byName)).toEqual(byName)
    expect(formatSort({ column: 'age', descending: true })).toBe('-age')
  })

  it('reads a peek; half of one is none', () => {
    expect(parsePeek('pods/shop/web-1')).toEqual({ page: 'pods', namespace: 'shop', name: 'web-1' })
    expect(parsePeek('nodes/_/node-1')).toEqual({ page: 'nodes', namespace: '', name: 'node-1' })
    expect([parsePeek('pods/shop'), parsePeek('pods//x'), parsePeek('a/b/c/d'), parsePeek(undefined)]).toEqual([null, null, null, null])
  })
})
