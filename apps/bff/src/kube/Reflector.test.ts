import { afterEach, describe, expect, test, vi } from 'vitest'
import { bookmark, cutList, errorEvent, event, list, pod, refusal, reset, type ScriptedApiserver, text, tick, until } from './testing/scriptedApiserver.ts'
import { passUntil, type Watching, watchLivePods, watchPods } from './testing/scriptedPods.ts'

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
const lastWatch = ({ server }: Watching) => {
  const watch = server.opened.at(-1)
  if (!watch) throw new Error('no watch is open')
  return watch
}
/** Ends what is going on in the reflector's pause and its minimum between two lists. */
const pass = ({ clock }: Watching, ms = 1_000) => clock.advance(ms)

describe('the first list', () => {
  test('rows appear one by one while it streams, and live is said after the last', async () => {
    const { told, server } = await live((scripted) => scripted.lists.push(list(7, pod('a', 3), pod('b', 5))))
    expect(told).toEqual(['set a', 'set b', 'state live'])
    expect(server.requests.filter((request) => request.path === '/api/v1/pods')[0]?.query.has('resourceVersion')).toBe(false)
  })

  test('the watch goes on from the list’s version, asks for bookmarks and ends at a time of its own', async () => {
    const watching = await live(
      (scripted) => scripted.lists.push(list('7', pod('a', 3))),
      () => 0.5,
    )
    const { query } = lastWatch(watching)
    expect(Object.fromEntries(query)).toEqual({ watch: 'true', allowWatchBookmarks: 'true', resourceVersion: '7', timeoutSeconds: '450' })
  })

  test('a namespace without objects, or that does not exist, is an empty live table', async () => {
    const { source } = await live((scripted) => scripted.lists.push(list(1)))
    expect([source.rows.size, source.state]).toEqual([0, { state: 'live' }])
  })

  test('a list that breaks off is never called live, and the next one replaces it in one step', async () => {
    const watching = await starting((scripted) =>
      scripted.lists.push(cutList('{"kind":"PodList","items":[{"metadata":{"uid":"u","name":"half"}},'), list(9, pod('whole', 8))),
    )
    await until(() => watching.source.state.state === 'stale')
    expect(watching.names()).toBe('half')
    await passUntil(watching, () => watching.server.opened.length === 1)
    expect(watching.told).toEqual(['set half', 'state stale', 'state catching up', 'replaced whole'])
  })

  test('a list with an object that cannot be read is no list: nothing is left out in silence', async () => {
    const spoiled = '{"kind":"PodList","metadata":{"resourceVersion":"9"},"items":[{"metadata":{"uid":"u","name":"a"}},{"metadata":{"uid":"v",oops}}]}'
    const watching = await starting((scripted) =>
      scripted.lists.push(text(200, spoiled, { 'content-type': 'application/json' }), list(10, pod('a', 3), pod('b', 4))),
    )
    await until(() => watching.source.state.state === 'stale')
    expect(watching.told).not.toContain('state live')
    await passUntil(watching, () => watching.names() === 'a,b')
  })

  test('200 with an HTML page, an empty body or something else than a list is not Kubernetes', async () => {
    for (const step of [text(200, '<html>log in</html>', { 'content-type': 'text/html' }), text(200, ''), text(200, '{"kind":"Status"}'), text(200, '[1]')]) {
      const watching = await starting((scripted) => scripted.lists.push(step, refusal(500, 'InternalError')))
      await until(() => watching.source.state.state === 'stale')
      expect(watching.source.state).toMatchObject({ failure: { reason: 'NotKubernetes' } })
      await watching.close()
    }
    open = null
  })
})

describe('events', () => {
  test('a bookmark moves the version that the next watch begins with', async () => {
    const watching = await live()
    lastWatch(watching).send(event('ADDED', pod('a', 5)), bookmark(40))
    await until(() => watching.names() === 'a')
    lastWatch(watching).end()
    await until(() => watching.server.opened.length === 2)
    expect(lastWatch(watching).query.get('resourceVersion')).toBe('40')
    expect(watching.server.count('list')).toBe(1)
  })

  test('a deleted object leaves, and one recreated under its name is another row', async () => {
    const watching = await live((scripted) => scripted.lists.push(list(5, pod('a', 3, { uid: 'first' }))))
    lastWatch(watching).send(event('DELETED', pod('a', 6, { uid: 'first' })), event('ADDED', pod('a', 7, { uid: 'second' })))
    await until(() => watching.source.rows.has('second'))
    expect(watching.told.slice(-2)).toEqual(['removed a', 'set a'])
    expect([...watching.source.rows.keys()]).toEqual(['second'])
  })

  test('recreated in a gap: after the new list only the new one is there', async () => {
    const watching = await live((scripted) => scripted.lists.push(list(5, pod('a', 3, { uid: 'first' })), list(9, pod('a', 8, { uid: 'second' }))))
    lastWatch(watching).send(errorEvent(410, 'Expired'))
    await passUntil(watching, () => watching.server.opened.length === 2)
    expect([...watching.source.rows.keys()]).toEqual(['second'])
  })

  test('an event that changes nothing in the row is told to nobody', async () => {
    const watching = await live((scripted) => scripted.lists.push(list(5, pod('a', 3))))
    lastWatch(watching).send(event('MODIFIED', pod('a', 3)), event('ADDED', pod('b', 6)))
    await until(() => watching.names() === 'a,b')
    expect(watching.told).toEqual(['set a', 'state live', 'set b'])
  })

  test('versions of thirty digits are never numbers', async () => {
    const huge = '123456789012345678901234567890'
    const watching = await live((scripted) => scripted.lists.push(list(huge, pod('a', huge))))
    expect(lastWatch(watching).query.get('resourceVersion')).toBe(huge)
  })

  test('one byte per chunk, CRLF, U+2028 and an object of 1.5 MiB arrive whole', async () => {
    const watching = await live()
    const line = Buffer.from(`${event('ADDED', pod('a', 5, { phase: 'x\u2028y' }))}\r\n`)
    for (const byte of line) lastWatch(watching).raw(Uint8Array.of(byte))
    lastWatch(watching).send(event('ADDED', pod('big', 6, { annotation: 'x'.repeat(1_500_000) })))
    await until(() => watching.names() === 'a,big')
    expect(watching.source.rows.get('uid-a')?.phase).toBe('x\u2028y')
  })
})

describe('a version that is too old', () => {
  test('as an ERROR in the stream: the table is listed anew and deletes take effect', async () => {
    const watching = await live((scripted) => scripted.lists.push(list(5, pod('a', 3), pod('b', 4)), list(90, pod('b', 4), pod('c', 80))))
    lastWatch(watching).send(errorEvent(410, 'Expired'))
    await passUntil(watching, () => watching.server.opened.length === 2)
    expect(watching.told.slice(-2)).toEqual(['state catching up', 'replaced b,c'])
    expect(lastWatch(watching).query.get('resourceVersion')).toBe('90')
  })

  test('as HTTP 410: the same', async () => {
    const watching = await starting((scripted) => {
      scripted.lists.push(list(5, pod('a', 3)), list(90, pod('c', 80)))
      scripted.watches.push(refusal(410, 'Gone'))
    })
    await passUntil(watching, () => watching.names() === 'c')
  })

  test('three times right after the list: never more than one list a second', async () => {
    const watching = await starting((scripted) => scripted.watches.push(refusal(410, 'Gone'), refusal(410, 'Gone'), refusal(410, 'Gone')))
    for (let lists = 1; lists <= 3; lists++) {
      await until(() => watching.server.count('watch') === lists)
      await tick()
      pass(watching, 999)
      await tick()
      expect(watching.server.count('list')).toBe(lists)
      pass(watching, 1)
    }
    await until(() => watching.server.opened.length === 1)
  })
})

describe('streams that cannot be trusted', () => {
  const broken: [string, (watching: Watching) => void][] = [
    ['a line that is no JSON', (watching) => lastWatch(watching).send('{"type":"ADDED","object":{"metadata":{"uid"')],
    ['a line that is JSON but no event', (watching) => lastWatch(watching).send('{"kind":"Pod"}')],
    ['an event of an unknown type', (watching) => lastWatch(watching).send('{"type":"MOVED","object":{"metadata":{"resourceVersion":"6"}}}')],
    [
      'a line that the stream ends within',
      (watching) => {
        lastWatch(watching).raw('{"type":"ADDED","obj')
        lastWatch(watching).end()
      },
    ],
  ]
  test.each(broken)('%s: a new list within 2 s', async (_, spoil) => {
    const watching = await live(
      (scripted) => scripted.lists.push(list(5, pod('a', 3)), list(9, pod('a', 3), pod('lost', 6))),
      () => 0.99,
    )
    spoil(watching)
    expect(await passUntil(watching, () => watching.names() === 'a,lost')).toBeLessThanOrEqual(2_000)
  })

  test('two watches that end at once without a word: a new list', async () => {
    const watching = await live((scripted) => scripted.lists.push(list(5, pod('a', 3)), list(9, pod('b', 8))))
    lastWatch(watching).end()
    await passUntil(watching, () => watching.server.opened.length === 2)
    lastWatch(watching).end()
    await passUntil(watching, () => watching.names() === 'b')
  })

  test('another ERROR than 410 goes on from the same version, after a pause', async () => {
    const watching = await live(
      (scripted) => scripted.lists.push(list(5, pod('a', 3))),
      () => 0.999,
    )
    lastWatch(watching).send(event('ADDED', pod('b', 6)), errorEvent(500, 'InternalError'))
    await until(() => watching.names() === 'a,b')
    await tick()
    expect(watching.server.count('watch')).toBe(1)
    pass(watching, 500)
    await until(() => watching.server.opened.length === 2)
    expect(lastWatch(watching).query.get('resourceVersion')).toBe('6')
    expect(watching.server.count('list')).toBe(1)
  })

  test('a watch that is silent for 130 s is opened again from the last version', async () => {
    const watching = await live()
    lastWatch(watching).send(bookmark(33))
    await tick()
    const silence = await passUntil(watching, () => watching.server.opened.length === 2, 135_000)
    expect(silence).toBeGreaterThanOrEqual(130_000)
    expect(lastWatch(watching).query.get('resourceVersion')).toBe('33')
    expect(watching.server.count('list')).toBe(1)
  })

  test('a cut connection goes on from the last version, and the table stays live', async () => {
    const watching = await live()
    lastWatch(watching).send(event('ADDED', pod('a', 5)))
    await until(() => watching.names() === 'a')
    lastWatch(watching).cut()
    await passUntil(watching, () => watching.server.opened.length === 2)
    expect(lastWatch(watching).query.get('resourceVersion')).toBe('5')
    expect(watching.told.filter((line) => line.startsWith('state'))).toEqual(['state live'])
  })
})

describe('answers that are failures', () => {
  test('429 with Retry-After 7: no request before 7 s', async () => {
    const watching = await starting((scripted) => scripted.lists.push(refusal(429, 'TooManyRequests', { 'retry-after': '7' }), list(5, pod('a', 3))))
    await until(() => watching.source.state.state === 'stale')
    expect(watching.source.state).toMatchObject({ failure: { reason: 'TooManyRequests', code: 429 } })
    pass(watching, 6_999)
    await tick()
    expect(watching.server.count('list')).toBe(1)
    pass(watching, 1)
    await until(() => watching.names() === 'a')
  })

  test('a list that keeps failing is read in pages', async () => {
    const watching = await starting((scripted) => {
      scripted.lists.push(refusal(500, 'InternalError'), refusal(500, 'InternalError'))
      scripted.lists.push(page(20, 'more', pod('a', 3)), page(20, '', pod('b', 4)))
    })
    await passUntil(watching, () => watching.server.opened.length === 1)
    expect(watching.names()).toBe('a,b')
    const queries = watching.server.requests
      .filter((request) => request.path === '/api/v1/pods' && !request.query.has('watch'))
      .map((request) => request.query.toString())
    expect(queries).toEqual(['', '', 'limit=500', 'limit=500&continue=more'])
  })

  test('forbidden is believed only once the apiserver is ready; the rows go, and it is tried again every 30 s and on retry', async () => {
    const watching = await live((scripted) => scripted.lists.push(list(5, pod('a', 3)), refusal(403, 'Forbidden')))
    lastWatch(watching).send(errorEvent(410, 'Expired'))
    const from = watching.server.requests.length
    await passUntil(watching, () => watching.source.state.state === 'forbidden')
    expect(watching.server.requests.slice(from).map(({ path }) => path.split('/').at(-1))).toEqual(['pods', 'readyz', 'namespaces', 'pods'])
    expect([watching.names(), watching.told.slice(-1)]).toEqual(['', ['replaced ']])
    expect(await passUntil(watching, () => watching.server.count('list') > 3)).toBeGreaterThanOrEqual(29_000)
    await passUntil(watching, () => watching.server.count('list') === 5)
    watching.server.lists.push(list(6, pod('b', 6)))
    await tick()
    watching.clock.advance(1_000)
    watching.retry()
    await until(() => watching.names() === 'b')
  })

  test('a starting apiserver that says 403 and 500 first never makes the table forbidden', async () => {
    const watching = await starting((scripted) => {
      scripted.lists.push(refusal(403, 'Forbidden'), list(5, pod('a', 3)))
    })
    await passUntil(watching, () => watching.names() === 'a')
    expect(watching.told).not.toContain('replaced ')
  })

  test('a resource that the cluster does not have is gone, and comes by itself when it has it', async () => {
    const watching = await starting((scripted) => scripted.lists.push(text(404, '404 page not found\n')))
    await passUntil(watching, () => watching.source.state.state === 'gone')
    watching.server.lists.push(list(5, pod('a', 3)))
    await passUntil(watching, () => watching.names() === 'a')
  })

  test('a redirect is not followed', async () => {
    const watching = await starting((scripted) => scripted.lists.push(text(302, '', { location: `${scripted.url}/api/v1/namespaces/other/pods` })))
    await until(() => watching.source.state.state === 'stale')
    expect(watching.source.state).toMatchObject({ failure: { message: expect.stringContaining('unexpected redirect') } })
    expect(watching.server.requests.map((request) => request.path)).not.toContain('/api/v1/namespaces/other/pods')
  })

  test('reset connections back off, and the table says stale at once and never live', async () => {
    const watching = await starting((scripted) => scripted.lists.push(reset))
    await until(() => watching.source.state.state === 'stale')
    expect(watching.told).not.toContain('state live')
  })
})

function page(version: number, more: string, ...items: ReturnType<typeof pod>[]) {
  return text(200, JSON.stringify({ kind: 'PodList', metadata: { resourceVersion: String(version), continue: more }, items }), {
    'content-type': 'application/json',
  })
}
