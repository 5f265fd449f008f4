import { afterEach, describe, expect, test, vi } from 'vitest'
import { endpointPath } from './kubePath.ts'
import { bookmark, errorEvent, event, json, list, pod, refusal, type ScriptedApiserver, text, tick, until } from './testing/scriptedApiserver.ts'
import { passUntil, testPods, type Watching, watchLivePods, watchPods } from './testing/scriptedPods.ts'

// Real sockets on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000 })

let open: Watching | null = null
afterEach(async () => {
  await open?.close()
  open = null
})

const live = async (script?: (server: ScriptedApiserver) => void, random?: () => number) => {
  open = await watchLivePods(script, random)
  return open
}
const starting = async (script?: (server: ScriptedApiserver) => void) => {
  open = await watchPods(script)
  return open
}
const onePod = (server: ScriptedApiserver) => server.lists.push(list(5, pod('a', 3)))
const stateOf = ({ source }: Watching) => source.state.state

describe('an apiserver that dies', () => {
  test('is unreachable at once, the rows stay, and the table goes on from its version when it is back', async () => {
    const watching = await live(onePod)
    await watching.server.kill()
    const noticed = await passUntil(watching, () => stateOf(watching) === 'stale')
    expect(noticed).toBeLessThan(1_000)
    expect(watching.names()).toBe('a')
    expect(watching.cluster.health).toMatchObject({
      state: 'unreachable',
      failure: { reason: 'Disconnected', message: expect.stringContaining('nothing listens') },
    })
    await watching.server.listen()
    const back = await passUntil(watching, () => stateOf(watching) === 'live')
    expect(back).toBeLessThan(5_000)
    expect(watching.server.opened[0]?.query.get('resourceVersion')).toBe('5')
    expect([watching.server.count('list'), watching.source.epoch]).toEqual([1, 1])
  })

  test('an outage costs at most one request a second, all of them probes', async () => {
    const watching = await live(onePod)
    watching.server.ready = refusal(500, 'InternalError')
    const before = watching.server.requests.length
    watching.server.opened[0]?.cut()
    await passUntil(watching, () => stateOf(watching) === 'stale')
    const start = watching.clock.now()
    while (watching.clock.now() - start < 120_000) {
      watching.clock.advance(500)
      await tick(6)
    }
    const asked = watching.server.requests.slice(before)
    expect(asked.length).toBeLessThanOrEqual(125)
    expect(asked.length).toBeGreaterThan(40)
    expect(new Set(asked.map((request) => request.path))).toEqual(new Set(['/readyz']))
    expect(watching.cluster.health).toMatchObject({ state: 'unreachable', since: expect.any(Number) })
  })

  test('an outage in which the version grew too old: never called live before the new list', async () => {
    const watching = await live(onePod)
    watching.server.freeze()
    await passUntil(watching, () => stateOf(watching) === 'stale')
    watching.server.lists.push(list(90, pod('b', 80)))
    // As a real apiserver: 200 first, and in the stream that the version is too old.
    watching.server.watches.push((response) => response.writeHead(200).write(`${errorEvent(410, 'Expired')}\n`))
    const before = watching.told.length
    watching.server.thaw()
    await passUntil(watching, () => watching.names() === 'b')
    expect(watching.told.slice(before)).toEqual(['state catching up', 'replaced b'])
  })

  test('an outage ends the pause that failures before it had begun', async () => {
    const watching = await live(onePod, () => 0.999)
    for (let failures = 0; failures < 6; failures++) {
      const opened = watching.server.opened.length
      watching.server.opened.at(-1)?.send(errorEvent(500, 'InternalError'))
      if (failures < 5) await passUntil(watching, () => watching.server.opened.length > opened)
    }
    await tick()
    await watching.server.kill()
    await passUntil(watching, () => watching.cluster.health.state === 'unreachable')
    await watching.server.listen()
    expect(await passUntil(watching, () => stateOf(watching) === 'live')).toBeLessThanOrEqual(5_000)
  })

  test('is starting again: what is not ready is said in words', async () => {
    const watching = await live(onePod)
    watching.server.ready = text(500, '[+]ping ok\n[-]etcd failed: reason withheld\n[-]informer-sync failed: reason withheld\nreadyz check failed\n')
    await passUntil(watching, () => stateOf(watching) === 'stale')
    expect(watching.source.state).toMatchObject({ failure: { message: 'the cluster answers but is not ready: etcd, informer-sync' } })
  })

  test('was never there: the table is stale with the reason, and comes by itself', async () => {
    const watching = await starting()
    await watching.server.kill()
    await passUntil(watching, () => stateOf(watching) === 'stale')
    await watching.server.listen()
    watching.server.lists.push(list(5, pod('a', 3)))
    await passUntil(watching, () => watching.names() === 'a')
    expect(stateOf(watching)).toBe('live')
  })
})

describe('an apiserver that is stopped but keeps its connections', () => {
  test('is noticed within 12 s; after it goes on, the old watches are not trusted', async () => {
    const watching = await live(onePod)
    const old = watching.server.opened[0]
    // Leaves connections behind that nobody uses just now.
    await Promise.all([1, 2, 3].map(() => watching.cluster.client.text({ path: endpointPath('version') })))
    const last = watching.clock.now()
    watching.server.freeze()
    expect(await passUntil(watching, () => stateOf(watching) === 'stale')).toBeLessThanOrEqual(12_000)
    expect(watching.source.state).toMatchObject({ since: last, failure: { reason: 'Disconnected' } })
    expect(watching.names()).toBe('a')
    const ports = new Set(watching.server.requests.map(({ port }) => port))
    const asked = watching.server.requests.length
    watching.server.thaw()
    await passUntil(watching, () => stateOf(watching) === 'live')
    // What was frozen is answered late on the old connections; everything new comes on others.
    expect(watching.server.requests.slice(asked).filter(({ path, port }) => path !== '/readyz' && ports.has(port))).toEqual([])
    old?.send(event('ADDED', pod('ghost', 6)))
    watching.server.opened.at(-1)?.send(event('ADDED', pod('b', 7)))
    await until(() => watching.names().includes('b'))
    expect(watching.names()).toBe('a,b')
    expect(watching.server.opened).toHaveLength(2)
  })

  test('thirty tables come back spread over a second', async () => {
    let next = 0
    const watching = await live(onePod, () => (next = (next + 0.37) % 1))
    for (let table = 0; table < 30; table++) watching.cluster.informers.acquire(testPods, { namespace: `ns-${table}` })
    await passUntil(watching, () => watching.server.opened.length === 31)
    watching.server.freeze()
    await passUntil(watching, () => watching.cluster.health.state === 'unreachable')
    watching.server.thaw()
    const opened = () => watching.server.opened.length - 31
    await passUntil(watching, () => watching.cluster.health.state === 'reachable')
    watching.clock.advance(1)
    await tick(200)
    expect(opened()).toBeLessThan(10)
    expect(await passUntil(watching, () => opened() === 31)).toBeLessThanOrEqual(1_500)
  })
})

describe('another cluster behind the same address', () => {
  test('told by kube-system’s uid: the old rows go at once and the epoch rises', async () => {
    const watching = await live(onePod)
    await watching.server.kill()
    await passUntil(watching, () => stateOf(watching) === 'stale')
    watching.server.identity = { uid: 'cluster-2', version: '90' }
    watching.server.lists.push(list(7, pod('new', 6)))
    await watching.server.listen()
    expect(await passUntil(watching, () => watching.names() === 'new')).toBeLessThanOrEqual(5_000)
    expect(watching.source.epoch).toBe(2)
    expect(watching.told.slice(-4)).toEqual(['state stale', 'replaced ', 'set new', 'state live'])
  })

  test('swapped so fast that no probe missed it', async () => {
    const watching = await live(onePod)
    watching.server.identity = { uid: 'cluster-2', version: '90' }
    watching.server.lists.push(list(7, pod('new', 6)))
    watching.server.opened[0]?.cut()
    await passUntil(watching, () => watching.names() === 'new')
    expect([watching.source.epoch, watching.cluster.epoch]).toEqual([2, 2])
  })

  test('the same cluster put back to an older state: versions go backwards, so everything is listed anew', async () => {
    const watching = await live(onePod)
    watching.server.opened[0]?.send(bookmark(1_000_500))
    await tick()
    watching.server.lists.push(list(999, pod('b', 900)))
    watching.server.opened[0]?.cut()
    await passUntil(watching, () => watching.names() === 'b')
    expect(watching.source.epoch).toBe(2)
  })

  test('an answer about the identity that is overtaken by newer events proves nothing', async () => {
    const watching = await live(onePod)
    const other = watching.cluster.informers.acquire(testPods, { namespace: 'other' })
    await passUntil(watching, () => watching.server.opened.length === 2)
    const answer = json(200, { kind: 'NamespaceList', metadata: { resourceVersion: '1000001' }, items: [{ metadata: { uid: 'cluster-1' } }] })
    let late = () => {}
    let asked = false
    watching.server.identity = (response, request) => {
      asked = true
      late = () => answer(response, request)
    }
    watching.server.opened[0]?.cut()
    await until(() => asked)
    watching.server.opened[1]?.send(event('ADDED', pod('b', 1_000_500, { namespace: 'other' })))
    await until(() => other.source.rows.size === 2)
    late()
    await passUntil(watching, () => watching.server.opened.length === 3)
    expect([watching.source.epoch, watching.server.count('list')]).toEqual([1, 1])
  })

  const blind = (server: ScriptedApiserver) => {
    server.identity = 'forbidden'
    server.lists.push(list(50, pod('a', 30)))
  }

  test('where the uid may not be read: a list after the gap, and its version is lower', async () => {
    const watching = await live(blind)
    expect(watching.cluster.uid).toBeNull()
    watching.server.lists.push(list(7, pod('new', 6)))
    watching.server.opened[0]?.cut()
    await passUntil(watching, () => watching.names() === 'new')
    expect(watching.source.epoch).toBe(2)
  })

  test('where the uid may not be read: put back to an older state, so that much is still known', async () => {
    const watching = await live(blind)
    watching.server.lists.push(list(40, pod('a', 30)))
    watching.server.opened[0]?.cut()
    await passUntil(watching, () => watching.source.epoch === 2 && stateOf(watching) === 'live')
  })

  test('where the uid may not be read: nothing in the list is known', async () => {
    const watching = await live(blind)
    watching.server.lists.push(list(700, pod('new', 600)))
    watching.server.opened[0]?.cut()
    await passUntil(watching, () => watching.names() === 'new' && stateOf(watching) === 'live')
    expect(watching.source.epoch).toBe(2)
  })

  test('where the uid may not be read and the cluster is the same: no new epoch', async () => {
    const watching = await live(blind)
    watching.server.lists.push(list(700, pod('a', 30), pod('b', 600)))
    watching.server.opened[0]?.cut()
    await passUntil(watching, () => watching.names() === 'a,b')
    expect(watching.source.epoch).toBe(1)
  })
})

describe('credentials', () => {
  test('a refused credential is said within 5 s and not tried again and again', async () => {
    const watching = await live(onePod)
    watching.server.ready = refusal(401, 'Unauthorized')
    expect(await passUntil(watching, () => stateOf(watching) === 'stale')).toBeLessThanOrEqual(5_100)
    expect(watching.source.state).toMatchObject({ failure: { reason: 'Unauthorized', code: 401 } })
    const before = watching.server.requests.length
    watching.clock.advance(10_000)
    await tick()
    watching.clock.advance(10_000)
    await tick()
    expect(watching.server.requests.length).toBe(before)
    watching.server.ready = text(200, 'ok')
    watching.cluster.retry()
    await passUntil(watching, () => stateOf(watching) === 'live')
  })
})

describe('shared watches', () => {
  test('fifty tables of the same kind and scope cost one list and one watch; another scope costs its own', async () => {
    const watching = await live(onePod)
    const all = Array.from({ length: 50 }, () => watching.cluster.informers.acquire(testPods, { namespace: null }))
    watching.cluster.informers.acquire(testPods, { namespace: 'other' })
    await passUntil(watching, () => watching.server.opened.length === 2)
    expect(new Set(all.map(({ source }) => source)).size).toBe(1)
    expect([watching.server.count('list'), watching.server.count('watch')]).toEqual([1, 1])
  })

  test('a table that is left stays warm for 30 s and then costs nothing', async () => {
    const watching = await live(onePod)
    const other = watching.cluster.informers.acquire(testPods, { namespace: 'other' })
    await passUntil(watching, () => watching.server.opened.length === 2)
    other.release()
    other.release()
    watching.clock.advance(29_000)
    watching.cluster.informers.acquire(testPods, { namespace: 'other' }).release()
    watching.clock.advance(29_000)
    expect(watching.cluster.watches).toBe(2)
    watching.clock.advance(1_000)
    expect(watching.cluster.watches).toBe(1)
    watching.cluster.informers.acquire(testPods, { namespace: 'other' })
    await passUntil(watching, () => watching.server.opened.length === 3)
  })

  test('at most four lists are under way at once', async () => {
    const watching = await live(onePod)
    const held: (() => void)[] = []
    for (let table = 0; table < 10; table++) {
      watching.server.lists.push((response, request) =>
        held.push(() => json(200, { kind: 'PodList', metadata: { resourceVersion: '5' }, items: [] })(response, request)),
      )
      watching.cluster.informers.acquire(testPods, { namespace: `ns-${table}` })
    }
    await until(() => held.length === 4)
    await tick()
    expect(held.length).toBe(4)
    for (let answered = 0; answered < 10; answered++) {
      await until(() => held.length > answered)
      expect(held.length - answered).toBeLessThanOrEqual(4)
      held[answered]?.()
    }
    await until(() => watching.server.opened.length === 11)
  })
})
