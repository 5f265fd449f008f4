import { type CommandInput, commands, type Failure, MAX_DATA_BYTES, ManualClock, type Outcome } from '@binnacle/shared'
import { describe, expect, it } from 'vitest'
import type { Client } from '../access/Identity.ts'
import { dataCommands } from './dataCommands.ts'

type Asked = { method: string; path: string; body: unknown; guarded: boolean }

const clock = new ManualClock()
const base64 = (value: string | Buffer): string => Buffer.from(value).toString('base64')
const stored = (fields: object = {}): Outcome<unknown> => ({ ok: true, output: { metadata: { uid: 'u-1', resourceVersion: '8' }, ...fields } })
const fails = (reason: Failure['reason'], code: number, message = ''): Outcome<never> => ({ ok: false, failure: { reason, code, message } })

function toolsWith(answer: (asked: Asked) => Outcome<unknown>) {
  const asked: Asked[] = []
  const client: Client = {
    async json(request) {
      if (!request.path.ok) return request.path
      const one = {
        method: request.method ?? 'GET',
        path: request.path.output.text,
        body: 'body' in request ? request.body : undefined,
        guarded: request.guarded === true,
      }
      asked.push(one)
      return answer(one)
    },
  }
  const soon = { now: () => clock.now(), after: (_ms: number, then: () => void) => (queueMicrotask(then), () => undefined) }
  return { asked, tools: { client, clock: soon, auditId: 'request-1', about: () => null } }
}

const secret: CommandInput<'secrets.create'> = {
  namespace: 'shop',
  name: 'db',
  type: 'Opaque',
  immutable: false,
  data: [{ key: 'password', value: base64('twkubernetes') }],
}

describe('creating a Secret', () => {
  it.each([
    ['NUL', 'a\0b'],
    ['CR and LF', 'a\r\nb\n'],
    ['an emoji', '🚢'],
    ['a line separator', 'a\u2028b'],
    ['nothing', ''],
    ['what is base64 already', 'YWJj'],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0])],
  ])('sends %s byte by byte', async (_what, value) => {
    const { asked, tools } = toolsWith(() => stored())
    const input = { ...secret, data: [{ key: 'value', value: base64(value) }] }
    expect(commands['secrets.create'].input.safeParse(input).success).toBe(true)
    expect(await dataCommands['secrets.create'].execute(input, tools)).toEqual({ ok: true, output: { uid: 'u-1', version: '8' } })
    expect(asked).toHaveLength(1)
    const sent = JSON.parse(JSON.stringify(asked[0]?.body)) as { data: { value: string } }
    expect(Buffer.from(sent.data.value, 'base64')).toEqual(Buffer.from(value))
  })

  it('sends keys that JavaScript has of its own like any other', async () => {
    const { asked, tools } = toolsWith(() => stored())
    const data = ['__proto__', 'constructor', 'toString'].map((key) => ({ key, value: base64(key) }))
    await dataCommands['secrets.create'].execute({ ...secret, data }, tools)
    expect(JSON.stringify(asked[0]?.body)).toContain(
      `"data":{"__proto__":"${base64('__proto__')}","constructor":"${base64('constructor')}","toString":"${base64('toString')}"}`,
    )
    expect(Object.getPrototypeOf({})).toBe(Object.prototype)
  })

  it('names type and immutability, and asks for no value back', async () => {
    const { asked, tools } = toolsWith(() => stored())
    await dataCommands['secrets.create'].execute({ ...secret, type: 'kubernetes.io/basic-auth', immutable: true }, tools)
    expect(asked[0]).toMatchObject({
      method: 'POST',
      path: '/api/v1/namespaces/shop/secrets',
      guarded: true,
      body: { kind: 'Secret', type: 'kubernetes.io/basic-auth', immutable: true, metadata: { name: 'db', namespace: 'shop' } },
    })
  })

  it('says that it exists and writes nothing', async () => {
    const { asked, tools } = toolsWith(() => fails('AlreadyExists', 409, 'secrets "db" already exists'))
    expect(await dataCommands['secrets.create'].execute(secret, tools)).toMatchObject({ ok: false, failure: { reason: 'AlreadyExists', code: 409 } })
    expect(asked).toHaveLength(1)
  })

  it('settles an answer that got lost by what is stored: once sent, one Secret', async () => {
    const data = JSON.parse(`{"__proto__":"${base64('x')}"}`) as unknown
    const { asked, tools } = toolsWith(({ method }) => (method === 'POST' ? fails('Disconnected', 0, 'cut') : stored({ data })))
    const input = { ...secret, data: [{ key: '__proto__', value: base64('x') }] }
    expect(await dataCommands['secrets.create'].execute(input, tools)).toEqual({ ok: true, output: { uid: 'u-1', version: '8' } })
    expect(asked.map(({ method }) => method)).toEqual(['POST', 'GET'])
    const other = toolsWith(({ method }) => (method === 'POST' ? fails('Disconnected', 0, 'cut') : stored({ data: { other: 'YQ==' } })))
    expect(await dataCommands['secrets.create'].execute(input, other.tools)).toMatchObject({ ok: false, failure: { reason: 'Disconnected' } })
    expect(other.asked.filter(({ method }) => method === 'POST')).toHaveLength(1)
  })
})

describe('what no command takes', () => {
  const faults = (data: unknown): string => JSON.stringify(commands['secrets.create'].input.safeParse({ ...secret, data }).error?.issues ?? null)
  const entry = (key: string, value = 'YQ==') => ({ key, value })

  it('takes 1 MiB together and not a byte more', () => {
    const half = base64(Buffer.alloc(MAX_DATA_BYTES / 2))
    expect(faults([entry('a', half), entry('b', half)])).toBe('null')
    expect(faults([entry('a', half), entry('b', half), entry('c', base64('x'))])).toContain('1,048,576 bytes')
    expect(JSON.stringify([entry('a', base64(Buffer.alloc(MAX_DATA_BYTES)))]).length).toBeLessThan(2 * 1024 * 1024)
  })

  it.each(['', 'a b', 'a/b', 'ü', '..', '..a', '.', 'a'.repeat(254), 'a\n'])('no key %j', (key) => {
    expect(faults([entry(key)])).not.toBe('null')
  })

  it.each(['__proto__', 'constructor', '.a', 'a..b', '-', 'a'.repeat(253)])('but %j is one', (key) => {
    expect(faults([entry(key)])).toBe('null')
  })

  it('no keys at all, a key twice, or what is no base64; and says nothing of the value', () => {
    expect(faults([])).toContain('at least one key')
    expect(faults([entry('a'), entry('a')])).toContain('twice')
    for (const value of ['c4n4ry-value', 'YQ=', 'YQ', '\ud800', 7, null]) {
      const said = faults([{ key: 'a', value }])
      expect(said).not.toBe('null')
      expect(said).not.toContain('c4n4ry')
    }
  })
})

describe('changing one', () => {
  const change = { namespace: 'shop', name: 'db', uid: 'u-1', version: '7', set: [{ key: 'password', value: base64('new') }], remove: ['old'], seal: false }

  it('names the uid and version that were seen, and only the keys that change', async () => {
    const { asked, tools } = toolsWith(() => stored())
    expect((await dataCommands['secrets.update'].execute(change, tools)).ok).toBe(true)
    expect(asked).toEqual([
      {
        method: 'PATCH',
        path: '/api/v1/namespaces/shop/secrets/db',
        guarded: true,
        body: { metadata: { uid: 'u-1', resourceVersion: '7' }, data: { password: base64('new'), old: null } },
      },
    ])
  })

  it('says that it changed since one looked', async () => {
    const { tools } = toolsWith(() => fails('Conflict', 409, 'Operation cannot be fulfilled'))
    expect(await dataCommands['secrets.update'].execute(change, tools)).toMatchObject({
      ok: false,
      failure: { reason: 'Conflict', message: expect.stringContaining('changed since you looked; nothing was written') as string },
    })
  })

  it('of a ConfigMap: text goes to data, other bytes to binaryData, and a key stands in one of them', async () => {
    const { asked, tools } = toolsWith(() => stored())
    const set = [
      { key: 'text', value: base64('grün') },
      { key: 'bytes', value: base64(Buffer.from([0xff])) },
    ]
    await dataCommands['configmaps.update'].execute({ ...change, set, seal: true }, tools)
    expect(asked[0]?.body).toEqual({
      metadata: { uid: 'u-1', resourceVersion: '7' },
      immutable: true,
      data: { text: 'grün', bytes: null, old: null },
      binaryData: { bytes: '/w==', text: null, old: null },
    })
  })
})

describe('deleting one', () => {
  it('deletes the one that was seen', async () => {
    const { asked, tools } = toolsWith(() => ({ ok: true, output: { kind: 'Status', status: 'Success' } }))
    expect(await dataCommands['secrets.delete'].execute({ namespace: 'shop', name: 'db', uid: 'u-1' }, tools)).toEqual({ ok: true, output: { uid: 'u-1' } })
    expect(asked).toEqual([{ method: 'DELETE', path: '/api/v1/namespaces/shop/secrets/db', guarded: true, body: { preconditions: { uid: 'u-1' } } }])
  })
})
