import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { RowCodec } from './codec.ts'
import { EventRow, NodeRow, PodDetail, PodRow } from './rows.ts'

const pod = (n: number): PodRow => ({
  uid: `uid-${n}`,
  namespace: n % 2 ? 'default' : 'kube-system',
  name: `pod-${n}`,
  created: 1_700_000_000 + n,
  ready: n % 3,
  containers: 2,
  status: 'Running',
  restarts: n % 5,
  lastRestartAt: n % 5 ? 1_700_000_100 : null,
  ip: n % 7 ? `10.0.0.${n % 250}` : null,
  node: 'node-1',
  nominatedNode: null,
  readinessGates: null,
  controller: n % 4 ? { kind: 'ReplicaSet', name: `web-${n % 3}`, uid: `rs-${n % 3}` } : null,
  deletedAt: null,
  notReadySince: null,
  why: n % 6 ? null : { container: 'main', reason: 'CrashLoopBackOff', message: 'back-off 5m0s "quoted" \u2028', at: null },
})

const travelled = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
const pods = new RowCodec<PodRow>(PodRow)
const numbered = (count: number) => Array.from({ length: count }, (_, n) => ({ id: n + 1, row: pod(n) }))

describe('columns', () => {
  test('every row comes back as it went, null and nested objects too', () => {
    for (const count of [0, 1, 2, 600]) {
      const rows = numbered(count)
      expect(pods.rows(travelled(pods.columns(rows)) as never)).toEqual(rows)
    }
  })

  test('a column that repeats is a dictionary, one that does not is plain', () => {
    const { columns } = pods.columns(numbered(600))
    const shape = Object.fromEntries(pods.fields.map((field, index) => [field, Object.keys(columns[index] ?? {}).join('')]))
    expect(shape).toMatchObject({ uid: 'v', name: 'v', namespace: 'di', status: 'di', controller: 'di' })
    expect(pods.columns(numbered(1)).columns.every((column) => 'v' in column)).toBe(true)
  })

  test('a dictionary keeps apart what only looks the same', () => {
    const schema = z.strictObject({ uid: z.string(), namespace: z.string(), name: z.string(), created: z.number(), x: z.unknown() })
    const codec = new RowCodec(schema)
    const looks: unknown[] = [1, '1', null, 'null', { a: 1 }, '{"a":1}', true, 'true', [], '', 0, false]
    const rows = Array.from({ length: 120 }, (_, n) => ({ id: n, row: { uid: `u${n}`, namespace: 'n', name: 'n', created: 0, x: looks[n % looks.length] } }))
    expect(codec.rows(travelled(codec.columns(rows)) as never)).toEqual(rows)
  })

  test('__proto__ is a value like any other', () => {
    const row = { ...pod(1), name: '__proto__', node: '__proto__', namespace: 'constructor' }
    const rows = [
      { id: 1, row },
      { id: 2, row: { ...row, uid: 'other' } },
      { id: 3, row: { ...row, uid: 'third' } },
    ]
    expect(pods.rows(travelled(pods.columns(rows)) as never)).toEqual(rows)
    expect(({} as Record<string, unknown>)['node']).toBeUndefined()
  })

  test('a field that the schema does not have is refused, also when it is called __proto__', () => {
    const columns = pods.columns(numbered(1))
    const at = pods.fields.indexOf('controller')
    columns.columns[at] = { v: [JSON.parse('{"kind":"a","name":"b","uid":"c","__proto__":{"polluted":true}}')] }
    expect(pods.rows(columns)).toBeNull()
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  test.each([
    ['a column too few', (c: { columns: unknown[] }) => c.columns.pop()],
    ['a column too many', (c: { columns: unknown[] }) => c.columns.push({ v: [0, 0] })],
    ['a short column', (c: { columns: unknown[] }) => (c.columns[0] = { v: ['uid-0'] })],
    ['an index outside the dictionary', (c: { columns: unknown[] }) => (c.columns[1] = { d: ['default'], i: [0, 1] })],
    ['a negative index', (c: { columns: unknown[] }) => (c.columns[1] = { d: ['default'], i: [0, -1] })],
    ['a value of the wrong type', (c: { columns: unknown[] }) => (c.columns[3] = { v: [1, '1'] })],
  ])('%s refuses the whole of it', (_what, break_) => {
    const columns = pods.columns(numbered(2))
    break_(columns)
    expect(pods.rows(columns)).toBeNull()
  })
})

describe('changes', () => {
  test('only the changed fields travel', () => {
    const before = pod(1)
    const after = { ...before, status: 'Completed', ready: 0 }
    const change = pods.change(7, before, after)
    expect(change).toEqual([7, pods.fields.indexOf('ready'), 0, pods.fields.indexOf('status'), 'Completed'])
    expect(pods.changed(before, travelled(change) as unknown[])).toEqual(after)
  })

  test('an equal row is no change, however its nested objects came about', () => {
    const before = { ...pod(5), controller: { kind: 'ReplicaSet', name: 'web', uid: 'rs' } }
    expect(pods.change(1, before, { ...before, controller: { uid: 'rs', name: 'web', kind: 'ReplicaSet' } })).toBeNull()
    expect(pods.same(before, travelled(before) as PodRow)).toBe(true)
  })

  test('a nested object changes, appears and goes', () => {
    const bare = { ...pod(4), why: null }
    const why = { container: 'a', reason: 'Error', message: 'm', at: 1 }
    for (const [before, after] of [
      [bare, { ...bare, why }],
      [
        { ...bare, why },
        { ...bare, why: { ...why, at: null } },
      ],
      [{ ...bare, why }, bare],
    ] as const) {
      const change = pods.change(1, before, after)
      expect(pods.changed(before, travelled(change) as unknown[])).toEqual(after)
    }
  })

  test.each([[[1]], [[1, 5]], [[1, 99, 'x']], [[1, -1, 'x']], [[1, 'status', 'x']], [[1, 5, null]], [[1, 0, 'another uid']], [[1, 1.5, 'x']]])(
    '%j is refused',
    (change) => {
      expect(pods.changed(pod(1), change)).toBeNull()
    },
  )
})

test('every topic row has a codec whose fields start with the identity', () => {
  for (const codec of [pods, new RowCodec<EventRow>(EventRow), new RowCodec<NodeRow>(NodeRow), new RowCodec<PodDetail>(PodDetail)]) {
    expect(codec.fields.slice(0, 4)).toEqual(['uid', 'namespace', 'name', 'created'])
  }
})
