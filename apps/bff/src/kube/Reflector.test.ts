import { cutAfter, reset, type Step } from '@binnacle/demo-cluster'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { errorEvent, json, text } from './testing/answers.ts'
import { TestCluster } from './testing/TestCluster.ts'
import { tick, until } from './testing/until.ts'
import { passUntil, type Watching, type WatchOptions, watchPods } from './testing/watchPods.ts'

// Real sockets and a whole cluster, on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

// One cluster for all tests, each in a namespace of its own.
let demo: TestCluster
let namespace: string
let namespaces = 0
beforeAll(async () => {
  demo = await TestCluster.start()
})
afterAll(() => demo.close())
beforeEach(() => {
  namespace = `space-${++namespaces}`
  demo.createNamespace(namespace)
})

const open: Watching[] = []
afterEach(() => {
  for (const watching of open.splice(0)) watching.close()
})

const add = (...names: string[]) => names.map((name) => demo.createPod(name, namespace))
const remove = (name: string) => demo.deletePod(name, namespace)
/** A table whose first requests are answered as planned. */
const starting = ({ lists = [], ...options }: WatchOptions & { lists?: Step[] } = {}) => {
  const watching = watchPods(demo, { namespace, ...options })
  open.push(watching)
  for (const step of lists) demo.faults.next(step, { matching: watching.lists })
  return watching
}
/** A table of these pods, with its watch open. */
const live = async (pods: string[] = [], options?: WatchOptions) => {
  add(...pods)
  const watching = starting(options)
  await isOpen(watching, 1)
  return watching
}
/** Whether the table's watch is the one that was opened so many times, and is open. */
const hasOpened = ({ count, watches }: Watching, times: number) => count('watches') === times && demo.faults.open(watches) === 1
const isOpen = (watching: Watching, times: number) => until(() => hasOpened(watching, times))
const from = (watching: Watching) => watching.asked().get('resourceVersion')
/** What the table cannot hear of: its watch breaks, and what happened until it is back is forgotten. */
const miss = (what: () => void) => {
  demo.faults.dropWatches()
  what()
  demo.faults.compact()
}
/** Ends what is going on in the reflector's pause and its minimum between two lists. */
const pass = ({ clock }: Watching, ms = 1_000) => clock.advance(ms)

describe('the first list', () => {
  test('rows appear one by one while it streams, and live is said after the last', async () => {
    const { told, lists } = await live(['a', 'b'])
    expect(told).toEqual(['set a', 'set b', 'state live'])
    expect(demo.faults.requests.find(({ path }) => path === lists.path)?.query.has('resourceVersion')).toBe(false)
  })

  test('the watch goes on from the list’s version, asks for bookmarks and ends at a time of its own', async () => {
    const watching = await live(['a'], { random: () => 0.5 })
    expect(Object.fromEntries(watching.asked())).toEqual({
      watch: 'true',
      allowWatchBookmarks: 'true',
      resourceVersion: demo.version,
      timeoutSeconds: '450',
    })
  })

  test('a namespace without objects, or that does not exist, is an empty live table', async () => {
    for (const other of [namespace, 'nowhere']) {
      const { source } = await live([], { namespace: other })
      expect([source.rows.size, source.state]).toEqual([0, { state: 'live' }])
    }
  })

  test('a list that breaks off is never called live, and the next one replaces it in one step', async () => {
    add('whole')
    const watching = starting({ lists: [cutAfter('{"kind":"PodList","items":[{"metadata":{"uid":"u","name":"half"}},')] })
    await until(() => watching.source.state.state === 'stale')
    expect(watching.names()).toBe('half')
    await passUntil(watching, () => hasOpened(watching, 1))
    expect(watching.told).toEqual(['set half', 'state stale', 'state catching up', 'replaced whole'])
  })

  test('a list with an object that cannot be read is no list: nothing is left out in silence', async () => {
    add('a', 'b')
    const spoiled = '{"kind":"PodList","metadata":{"resourceVersion":"9"},"items":[{"metadata":{"uid":"u","name":"a"}},{"metadata":{"uid":"v",oops}}]}'
    const watching = starting({ lists: [text(200, spoiled, { 'content-type': 'application/json' })] })
    await until(() => watching.source.state.state === 'stale')
    expect(watching.told).not.toContain('state live')
    await passUntil(watching, () => watching.names() === 'a,b')
  })

  test('200 with an HTML page, an empty body or something else than a list is not Kubernetes', async () => {
    for (const step of [text(200, '<html>log in</html>', { 'content-type': 'text/html' }), text(200, ''), text(200, '{"kind":"Status"}'), text(200, '[1]')]) {
      const watching = starting({ lists: [step] })
      await until(() => watching.source.state.state === 'stale')
      expect(watching.source.state).toMatchObject({ failure: { reason: 'NotKubernetes' } })
      watching.close()
    }
  })
})

describe('events', () => {
  test('a bookmark moves the version that the next watch begins with', async () => {
    const watching = await live()
    add('a')
    const added = Number(demo.version)
    demo.demo.clock.advance(60_000)
    await until(() => watching.names() === 'a')
    demo.faults.endWatches()
    await isOpen(watching, 2)
    expect(Number(from(watching))).toBeGreaterThan(added)
    expect(watching.count('lists')).toBe(1)
  })

  test('a deleted object leaves, and one recreated under its name is another row', async () => {
    const watching = await live(['a'])
    remove('a')
    const [second] = add('a')
    await until(() => watching.told.length === 4)
    expect(watching.told.slice(-2)).toEqual(['removed a', 'set a'])
    expect([...watching.source.rows.keys()]).toEqual([second?.metadata.uid])
  })

  test('recreated in a gap: after the new list only the new one is there', async () => {
    const watching = await live(['a'])
    const made: string[] = []
    miss(() => {
      remove('a')
      made.push(...add('a').map(({ metadata }) => metadata.uid))
    })
    await passUntil(watching, () => watching.count('lists') === 2 && hasOpened(watching, 3))
    expect([...watching.source.rows.keys()]).toEqual(made)
  })

  test('an event that changes nothing in the row is told to nobody', async () => {
    const watching = await live(['a'])
    demo.labelPod('a', { tier: 'none' }, namespace)
    add('b')
    await until(() => watching.names() === 'a,b')
    expect(watching.told).toEqual(['set a', 'state live', 'set b'])
  })

  test('versions of thirty digits are never numbers', async () => {
    const huge = '123456789012345678901234567890'
    const watching = starting({ lists: [json(200, { kind: 'PodList', metadata: { resourceVersion: huge }, items: [] })] })
    await until(() => watching.count('watches') === 1)
    expect(from(watching)).toBe(huge)
  })

  test('one byte per chunk, CRLF, U+2028 and an object of 1.5 MiB arrive whole', async () => {
    const watching = await live()
    const line = (name: string, more: object) =>
      `${JSON.stringify({ type: 'ADDED', object: { kind: 'Pod', metadata: { name, namespace, uid: name, resourceVersion: demo.version }, ...more } })}\r\n`
    for (const byte of Buffer.from(line('a', { status: { phase: 'x\u2028y' } }))) demo.faults.writeToWatches(Uint8Array.of(byte))
    demo.faults.writeToWatches(line('big', { annotation: 'x'.repeat(1_500_000) }))
    await until(() => watching.names() === 'a,big')
    expect(watching.source.rows.get('a')?.phase).toBe('x\u2028y')
  })
})

describe('a version that is too old', () => {
  test('as an ERROR in the stream: the table is listed anew and deletes take effect', async () => {
    const watching = await live(['a', 'b'])
    miss(() => {
      remove('a')
      add('c')
    })
    await passUntil(watching, () => watching.count('lists') === 2 && hasOpened(watching, 3))
    expect(watching.told.slice(-2)).toEqual(['state catching up', 'replaced b,c'])
    expect(from(watching)).toBe(demo.version)
  })

  test('as HTTP 410: the same', async () => {
    add('a')
    const watching = starting()
    demo.faults.fail({ code: 410, reason: 'Gone', times: 1 }, watching.watches)
    await until(() => watching.count('watches') === 1)
    remove('a')
    add('c')
    await passUntil(watching, () => watching.names() === 'c')
    expect(watching.count('lists')).toBe(2)
  })

  test('three times right after the list: never more than one list a second', async () => {
    const watching = starting()
    demo.faults.fail({ code: 410, reason: 'Gone', times: 3 }, watching.watches)
    for (let lists = 1; lists <= 3; lists++) {
      await until(() => watching.count('watches') === lists)
      await tick()
      pass(watching, 999)
      await tick()
      expect(watching.count('lists')).toBe(lists)
      pass(watching, 1)
    }
    await isOpen(watching, 4)
  })
})

describe('streams that cannot be trusted', () => {
  const broken: [string, () => void][] = [
    ['a line that is no JSON', () => demo.faults.writeToWatches('{"type":"ADDED","object":{"metadata":{"uid"\n')],
    ['a line that is JSON but no event', () => demo.faults.writeToWatches('{"kind":"Pod"}\n')],
    ['an event of an unknown type', () => demo.faults.writeToWatches('{"type":"MOVED","object":{"metadata":{"resourceVersion":"6"}}}\n')],
    [
      'a line that the stream ends within',
      () => {
        demo.faults.writeToWatches('{"type":"ADDED","obj')
        demo.faults.endWatches()
      },
    ],
  ]
  test.each(broken)('%s: a new list within 2 s', async (_, spoil) => {
    const watching = await live(['a'], { random: () => 0.99 })
    spoil()
    add('lost')
    expect(await passUntil(watching, () => watching.names() === 'a,lost')).toBeLessThanOrEqual(2_000)
    expect(watching.count('lists')).toBe(2)
  })

  test('two watches that end at once without a word: a new list', async () => {
    const watching = await live(['a'])
    demo.faults.endWatches()
    await passUntil(watching, () => hasOpened(watching, 2))
    demo.faults.endWatches()
    await passUntil(watching, () => hasOpened(watching, 3))
    expect(watching.count('lists')).toBe(2)
  })

  test('another ERROR than 410 goes on from the same version, after a pause', async () => {
    const watching = await live(['a'], { random: () => 0.999 })
    add('b')
    demo.faults.writeToWatches(errorEvent(500, 'InternalError'))
    await until(() => watching.names() === 'a,b')
    await tick()
    expect(watching.count('watches')).toBe(1)
    pass(watching, 500)
    await isOpen(watching, 2)
    expect(from(watching)).toBe(demo.version)
    expect(watching.count('lists')).toBe(1)
  })

  test('a watch that is silent for 130 s is opened again from the last version', async () => {
    const watching = await live()
    add('a')
    await until(() => watching.names() === 'a')
    const silence = await passUntil(watching, () => hasOpened(watching, 2), 135_000)
    expect(silence).toBeGreaterThanOrEqual(130_000)
    expect(from(watching)).toBe(demo.version)
    expect(watching.count('lists')).toBe(1)
  })

  test('a cut connection goes on from the last version, and the table stays live', async () => {
    const watching = await live()
    add('a')
    await until(() => watching.names() === 'a')
    demo.faults.dropWatches()
    await passUntil(watching, () => hasOpened(watching, 2))
    expect(from(watching)).toBe(demo.version)
    expect(watching.told.filter((line) => line.startsWith('state'))).toEqual(['state live'])
  })
})

describe('answers that are failures', () => {
  test('429 with Retry-After 7: no request before 7 s', async () => {
    add('a')
    const watching = starting()
    demo.faults.fail({ code: 429, reason: 'TooManyRequests', retryAfter: 7, times: 1 }, watching.lists)
    await until(() => watching.source.state.state === 'stale')
    expect(watching.source.state).toMatchObject({ failure: { reason: 'TooManyRequests', code: 429 } })
    pass(watching, 6_999)
    await tick()
    expect(watching.count('lists')).toBe(1)
    pass(watching, 1)
    await until(() => watching.names() === 'a')
  })

  test('a list that keeps failing is read in pages', async () => {
    const [first, second] = add('a', 'b')
    const page = (more: string, item: unknown) => json(200, { kind: 'PodList', metadata: { resourceVersion: demo.version, continue: more }, items: [item] })
    const watching = starting()
    demo.faults.fail({ code: 500, reason: 'InternalError', times: 2 }, watching.lists)
    for (const step of [page('more', first), page('', second)]) demo.faults.next(step, { matching: watching.lists })
    await passUntil(watching, () => hasOpened(watching, 1))
    expect(watching.names()).toBe('a,b')
    const queries = demo.faults.requests.filter(({ path, query }) => path === watching.lists.path && !query.has('watch')).map(({ query }) => query.toString())
    expect(queries).toEqual(['', '', 'limit=500', 'limit=500&continue=more'])
  })

  test('forbidden is believed only once the apiserver is ready; the rows go, and it is tried again every 30 s and on retry', async () => {
    demo.letView('ann')
    const watching = await live(['a'], { user: { as: 'ann' } })
    demo.delete('clusterrolebindings.rbac.authorization.k8s.io', 'ann')
    demo.faults.writeToWatches(errorEvent(410, 'Expired'))
    const before = demo.faults.requests.length
    await passUntil(watching, () => watching.source.state.state === 'forbidden')
    const asked = demo.faults.requests.slice(before).map(({ path }) => path.split('/').at(-1))
    expect(asked).toEqual(['pods', 'readyz', 'namespaces', 'kube-system', 'pods'])
    expect(watching.source.state).toMatchObject({ failure: { message: expect.stringContaining('User "ann" cannot list resource "pods"') } })
    expect([watching.names(), watching.told.slice(-1)]).toEqual(['', ['replaced ']])
    expect(await passUntil(watching, () => watching.count('lists') > 3)).toBeGreaterThanOrEqual(29_000)
    await passUntil(watching, () => watching.count('lists') === 5)
    demo.letView('ann')
    await tick()
    watching.clock.advance(1_000)
    watching.retry()
    await until(() => watching.names() === 'a')
  })

  test('a starting apiserver that says 403 first never makes the table forbidden', async () => {
    add('a')
    const watching = starting()
    demo.faults.fail({ code: 403, reason: 'Forbidden', times: 1 }, watching.lists)
    await passUntil(watching, () => watching.names() === 'a')
    expect(watching.told).not.toContain('replaced ')
  })

  test('a resource that the cluster does not have is gone, and comes by itself when it has it', async () => {
    const watching = starting()
    const install = demo.faults.next(text(404, '404 page not found\n'), { times: Number.POSITIVE_INFINITY, matching: watching.lists })
    await passUntil(watching, () => watching.source.state.state === 'gone')
    install()
    add('a')
    await passUntil(watching, () => watching.names() === 'a')
  })

  test('a redirect is not followed', async () => {
    const watching = starting({ lists: [text(302, '', { location: `${demo.url}/api/v1/namespaces/other/pods` })] })
    await until(() => watching.source.state.state === 'stale')
    expect(watching.source.state).toMatchObject({ failure: { message: expect.stringContaining('unexpected redirect') } })
    expect(demo.faults.count({ path: '/api/v1/namespaces/other/' })).toBe(0)
  })

  test('reset connections back off, and the table says stale at once and never live', async () => {
    const watching = starting({ lists: [reset] })
    await until(() => watching.source.state.state === 'stale')
    expect(watching.told).not.toContain('state live')
  })
})
