import { afterEach, describe, expect, test, vi } from 'vitest'
import { endpointPath } from './kubePath.ts'
import { errorEvent, json, text } from './testing/answers.ts'
import { TestCluster } from './testing/TestCluster.ts'
import { tick, until } from './testing/until.ts'
import { passUntil, testPods, type Watching, type WatchOptions, watchLivePods, watchPods } from './testing/watchPods.ts'

// Real sockets and whole clusters, on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000 })

const ALWAYS = Number.POSITIVE_INFINITY
const READYZ = { path: '/readyz' }
const WATCHES = { path: /\/pods$/, watch: true }

const open: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
})

/** A cluster with these pods, which does not listen yet. Those of one seed are one cluster, at different times of its life. */
const clusterOf = (pods: string[], seed = 1) => {
  const demo = new TestCluster({ seed })
  open.push(demo)
  for (const pod of pods) demo.createPod(pod)
  return demo
}
/** A live table of a cluster that has the pod `a`. */
const live = async ({ demo = clusterOf(['a']), ...options }: WatchOptions & { demo?: TestCluster } = {}) => {
  await demo.listen()
  const watching = await watchLivePods(demo, options)
  open.push(watching)
  return { ...watching, faults: demo.faults }
}
const stateOf = ({ source }: Watching) => source.state.state
/** Writes to the cluster that the table does not see, so that its version rises. */
const age = (demo: TestCluster, writes = 5) => {
  for (let write = 0; write < writes; write++) demo.create('namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: `later-${write}` } })
}

describe('an apiserver that dies', () => {
  test('is unreachable at once, the rows stay, and the table goes on from its version when it is back', async () => {
    const watching = await live()
    const version = watching.demo.version
    await watching.faults.kill()
    const noticed = await passUntil(watching, () => stateOf(watching) === 'stale')
    expect(noticed).toBeLessThan(1_000)
    expect(watching.names()).toBe('a')
    expect(watching.cluster.health).toMatchObject({
      state: 'unreachable',
      failure: { reason: 'Disconnected', message: expect.stringContaining('nothing listens') },
    })
    watching.demo.createPod('b')
    await watching.faults.restart()
    const back = await passUntil(watching, () => stateOf(watching) === 'live')
    expect(back).toBeLessThan(5_000)
    expect(watching.asked().get('resourceVersion')).toBe(version)
    await until(() => watching.names() === 'a,b')
    expect([watching.count('lists'), watching.source.epoch]).toEqual([1, 1])
  })

  test('an outage costs at most one request a second, all of them probes', async () => {
    const watching = await live()
    watching.faults.fail({ code: 500, reason: 'InternalError', times: ALWAYS }, READYZ)
    const before = watching.faults.requests.length
    watching.faults.dropWatches()
    await passUntil(watching, () => stateOf(watching) === 'stale')
    const start = watching.clock.now()
    while (watching.clock.now() - start < 120_000) {
      watching.clock.advance(500)
      await tick(6)
    }
    const asked = watching.faults.requests.slice(before)
    expect(asked.length).toBeLessThanOrEqual(125)
    expect(asked.length).toBeGreaterThan(40)
    expect(new Set(asked.map((request) => request.path))).toEqual(new Set(['/readyz']))
    expect(watching.cluster.health).toMatchObject({ state: 'unreachable', since: expect.any(Number) })
  })

  test('an outage in which the version grew too old: never called live before the new list', async () => {
    const watching = await live()
    watching.faults.freeze()
    await passUntil(watching, () => stateOf(watching) === 'stale')
    watching.demo.deletePod('a')
    watching.demo.createPod('b')
    watching.faults.compact()
    const before = watching.told.length
    watching.faults.thaw()
    await passUntil(watching, () => watching.names() === 'b')
    expect(watching.told.slice(before)).toEqual(['state catching up', 'replaced b'])
  })

  test('an outage ends the pause that failures before it had begun', async () => {
    const watching = await live({ random: () => 0.999 })
    for (let failures = 1; failures <= 6; failures++) {
      watching.faults.writeToWatches(errorEvent(500, 'InternalError'))
      if (failures < 6) await passUntil(watching, () => watching.count('watches') === failures + 1)
    }
    await tick()
    await watching.faults.kill()
    await passUntil(watching, () => watching.cluster.health.state === 'unreachable')
    await watching.faults.restart()
    expect(await passUntil(watching, () => stateOf(watching) === 'live')).toBeLessThanOrEqual(5_000)
  })

  test('is starting again: what is not ready is said in words', async () => {
    const watching = await live()
    const checks = '[+]ping ok\n[-]etcd failed: reason withheld\n[-]informer-sync failed: reason withheld\nreadyz check failed\n'
    watching.faults.next(text(500, checks), { times: ALWAYS, matching: READYZ })
    await passUntil(watching, () => stateOf(watching) === 'stale')
    expect(watching.source.state).toMatchObject({ failure: { message: 'the cluster answers but is not ready: etcd, informer-sync' } })
  })

  test('was never there: the table is stale with the reason, and comes by itself', async () => {
    const demo = clusterOf(['a'])
    await demo.listen()
    await demo.faults.kill()
    const watching = watchPods(demo)
    open.push(watching)
    await passUntil(watching, () => stateOf(watching) === 'stale')
    await demo.faults.restart()
    await passUntil(watching, () => watching.names() === 'a')
    expect(stateOf(watching)).toBe('live')
  })
})

describe('an apiserver that is stopped but keeps its connections', () => {
  test('is noticed within 12 s; after it goes on, the old watches are not trusted', async () => {
    const watching = await live()
    const { requests } = watching.faults
    // Leaves connections behind that nobody uses just now.
    await Promise.all([1, 2, 3].map(() => watching.cluster.client.text({ path: endpointPath('version') })))
    const last = watching.clock.now()
    watching.faults.freeze()
    watching.faults.writeToWatches(`${JSON.stringify({ type: 'ADDED', object: { metadata: { name: 'ghost', uid: 'g', resourceVersion: '6' } } })}\n`)
    expect(await passUntil(watching, () => stateOf(watching) === 'stale')).toBeLessThanOrEqual(12_000)
    expect(watching.source.state).toMatchObject({ since: last, failure: { reason: 'Disconnected' } })
    watching.demo.createPod('b')
    expect(watching.names()).toBe('a')
    const ports = new Set(requests.map(({ port }) => port))
    const asked = requests.length
    watching.faults.thaw()
    await passUntil(watching, () => stateOf(watching) === 'live')
    // What was frozen is answered late on the old connections; everything new comes on others.
    expect(requests.slice(asked).filter(({ path, port }) => path !== '/readyz' && ports.has(port))).toEqual([])
    await until(() => watching.names().includes('b'))
    expect(watching.names()).toBe('a,b')
    expect([watching.count('lists'), watching.count('watches')]).toEqual([1, 2])
  })

  test('thirty tables come back spread over a second', async () => {
    let next = 0
    const watching = await live({ random: () => (next = (next + 0.37) % 1) })
    for (let table = 0; table < 30; table++) watching.cluster.informers.acquire(testPods, { namespace: `ns-${table}` })
    await passUntil(watching, () => watching.faults.count(WATCHES) === 31)
    watching.faults.freeze()
    await passUntil(watching, () => watching.cluster.health.state === 'unreachable')
    watching.faults.thaw()
    const opened = () => watching.faults.count(WATCHES) - 31
    await passUntil(watching, () => watching.cluster.health.state === 'reachable')
    watching.clock.advance(1)
    await tick(200)
    expect(opened()).toBeLessThan(10)
    expect(await passUntil(watching, () => opened() === 31)).toBeLessThanOrEqual(1_500)
  })
})

describe('another cluster behind the same address', () => {
  test('told by kube-system’s uid: the old rows go at once and the epoch rises', async () => {
    const watching = await live()
    await watching.faults.kill()
    await passUntil(watching, () => stateOf(watching) === 'stale')
    const second = clusterOf(['new'], 2)
    age(second)
    await second.listen(watching.demo.port)
    expect(await passUntil(watching, () => watching.names() === 'new')).toBeLessThanOrEqual(5_000)
    expect(watching.source.epoch).toBe(2)
    expect(watching.told.slice(-4)).toEqual(['state stale', 'replaced ', 'set new', 'state live'])
  })

  test('swapped so fast that no probe missed it', async () => {
    const watching = await live()
    const second = clusterOf(['new'], 2)
    age(second)
    await second.takeOver(watching.demo)
    await passUntil(watching, () => watching.names() === 'new')
    expect([watching.source.epoch, watching.cluster.epoch]).toEqual([2, 2])
    expect(watching.told).not.toContain('state stale')
  })

  test('the same cluster put back to an older state: versions go backwards, so everything is listed anew', async () => {
    const first = clusterOf(['a'])
    age(first)
    const watching = await live({ demo: first })
    const { uid } = watching.cluster
    const older = clusterOf(['b'])
    await older.takeOver(first)
    await passUntil(watching, () => watching.names() === 'b')
    expect([watching.source.epoch, watching.cluster.uid]).toEqual([2, uid])
  })

  test('an answer about the identity that is overtaken by newer events proves nothing', async () => {
    const watching = await live()
    const other = watching.cluster.informers.acquire(testPods, { namespace: 'default' })
    await passUntil(watching, () => watching.faults.open(WATCHES) === 2)
    let asked = false
    let late = () => {}
    watching.faults.next(
      (response, request) => {
        asked = true
        const { uid } = watching.cluster
        const answer = json(200, { kind: 'NamespaceList', metadata: { resourceVersion: watching.demo.version }, items: [{ metadata: { uid } }] })
        late = () => answer(response, request)
      },
      { matching: { path: '/api/v1/namespaces', watch: false } },
    )
    watching.faults.dropWatches({ path: '/api/v1/pods' })
    await until(() => asked)
    watching.demo.createPod('b')
    await until(() => other.source.rows.size === 2)
    late()
    await passUntil(watching, () => watching.names() === 'a,b')
    expect([watching.source.epoch, watching.count('lists')]).toEqual([1, 1])
  })

  /** Of a user who may read the pods and no namespace. */
  const blind = async (...writes: ((demo: TestCluster) => void)[]) => {
    const demo = seenByAnn(clusterOf([]))
    for (const write of writes) write(demo)
    const watching = await live({ demo, namespace: 'default', user: { as: 'ann' } })
    expect(watching.cluster.uid).toBeNull()
    return watching
  }
  const seenByAnn = (demo: TestCluster) => {
    demo.letView('ann', 'default')
    return demo
  }
  const withA = (demo: TestCluster) => void demo.createPod('a')

  test('where the uid may not be read: a list after the gap, and its version is lower', async () => {
    const watching = await blind(withA, age)
    await seenByAnn(clusterOf(['new'], 2)).takeOver(watching.demo)
    await passUntil(watching, () => watching.names() === 'new')
    expect(watching.source.epoch).toBe(2)
  })

  test('where the uid may not be read: put back to an older state, so that much is still known', async () => {
    const watching = await blind(withA, age)
    const older = seenByAnn(clusterOf([]))
    withA(older)
    const held = [...watching.source.rows.keys()]
    await older.takeOver(watching.demo)
    await passUntil(watching, () => watching.source.epoch === 2 && stateOf(watching) === 'live')
    expect([...watching.source.rows.keys()]).toEqual(held)
  })

  test('where the uid may not be read: nothing in the list is known', async () => {
    const watching = await blind(withA)
    const second = seenByAnn(clusterOf(['new'], 2))
    age(second)
    await second.takeOver(watching.demo)
    await passUntil(watching, () => watching.names() === 'new' && stateOf(watching) === 'live')
    expect(watching.source.epoch).toBe(2)
  })

  test('where the uid may not be read and the cluster is the same: no new epoch', async () => {
    const watching = await blind(withA)
    watching.faults.dropWatches()
    watching.demo.createPod('b')
    await passUntil(watching, () => watching.names() === 'a,b')
    expect([watching.source.epoch, watching.count('lists')]).toEqual([1, 2])
  })
})

describe('credentials', () => {
  test('a refused credential is said within 5 s and not tried again and again', async () => {
    const watching = await live()
    const accept = watching.faults.fail({ code: 401, reason: 'Unauthorized', times: ALWAYS })
    expect(await passUntil(watching, () => stateOf(watching) === 'stale')).toBeLessThanOrEqual(5_100)
    expect(watching.source.state).toMatchObject({ failure: { reason: 'Unauthorized', code: 401 } })
    const before = watching.faults.requests.length
    watching.clock.advance(10_000)
    await tick()
    watching.clock.advance(10_000)
    await tick()
    expect(watching.faults.requests.length).toBe(before)
    accept()
    watching.cluster.retry()
    await passUntil(watching, () => stateOf(watching) === 'live')
  })
})

describe('shared watches', () => {
  test('fifty tables of the same kind and scope cost one list and one watch; another scope costs its own', async () => {
    const watching = await live()
    const all = Array.from({ length: 50 }, () => watching.cluster.informers.acquire(testPods, { namespace: null }))
    watching.cluster.informers.acquire(testPods, { namespace: 'other' })
    await passUntil(watching, () => watching.faults.open(WATCHES) === 2)
    expect(new Set(all.map(({ source }) => source)).size).toBe(1)
    expect([watching.count('lists'), watching.count('watches')]).toEqual([1, 1])
  })

  test('a table that is left stays warm for 30 s and then costs nothing', async () => {
    const watching = await live()
    const other = watching.cluster.informers.acquire(testPods, { namespace: 'other' })
    await passUntil(watching, () => watching.faults.open(WATCHES) === 2)
    other.release()
    other.release()
    watching.clock.advance(29_000)
    watching.cluster.informers.acquire(testPods, { namespace: 'other' }).release()
    watching.clock.advance(29_000)
    expect(watching.cluster.watches).toBe(2)
    watching.clock.advance(1_000)
    expect(watching.cluster.watches).toBe(1)
    await until(() => watching.faults.open(WATCHES) === 1)
    watching.cluster.informers.acquire(testPods, { namespace: 'other' })
    await passUntil(watching, () => watching.faults.open(WATCHES) === 2)
  })

  test('at most four lists are under way at once', async () => {
    const watching = await live()
    const lists = { path: /\/ns-\d\/pods$/, watch: false }
    watching.faults.latency(1_000, lists)
    for (let table = 0; table < 10; table++) watching.cluster.informers.acquire(testPods, { namespace: `ns-${table}` })
    for (const begun of [4, 8, 10]) {
      await until(() => watching.faults.count(lists) === begun)
      await tick()
      expect([watching.faults.count(lists), watching.faults.open(lists)]).toEqual([begun, begun === 10 ? 2 : 4])
      watching.demo.demo.clock.advance(1_000)
    }
    await until(() => watching.faults.open(WATCHES) === 11)
  })
})
