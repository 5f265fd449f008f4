import { describe, expect, test } from 'vitest'
import { type Envelope, JsonItems } from './JsonItems.ts'

function split(text: string, chunk = text.length || 1): { items: unknown[]; end: Envelope | null } {
  const items: unknown[] = []
  const splitter = new JsonItems((bytes) => items.push(JSON.parse(bytes.toString('utf8'))))
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += chunk) splitter.push(bytes.subarray(at, at + chunk))
  return { items, end: splitter.end() }
}

const items = [{ a: 1 }, { b: ['}', '{"', '\\', '\\"', ']', { c: [[]] }], items: [1, 2] }, {}, { text: 'x\u2028y', escaped: 'q"\\\\"' }]
const metadata = { resourceVersion: '77', continue: 'more' }
const forms: [string, string][] = [
  ['metadata first', JSON.stringify({ kind: 'PodList', apiVersion: 'v1', metadata, items })],
  ['metadata last', JSON.stringify({ items, kind: 'PodList', metadata })],
  ['with white space', JSON.stringify({ metadata, items, kind: 'PodList' }, null, 2)],
  [
    'with an items inside metadata',
    JSON.stringify({ kind: 'PodList', metadata: { ...metadata, items: [{ no: 1 }], x: [['items']] }, other: 'items', more: [{ items: [1] }], items }),
  ],
]

describe('JsonItems', () => {
  describe.each(forms)('%s', (_, text) => {
    test.each([1, 2, 3, 7, 64, 100_000])('in chunks of %i', (chunk) => {
      expect(split(text, chunk)).toEqual({ items, end: { kind: 'PodList', resourceVersion: '77', continue: 'more' } })
    })
  })

  test('every place where a list can be cut is noticed', () => {
    const text = forms[0]?.[1] ?? ''
    const bytes = Buffer.from(text)
    for (let length = 0; length < bytes.length; length++) expect(split(bytes.subarray(0, length).toString('latin1')).end).toBeNull()
  })

  test.each([
    '',
    '[]',
    '{}',
    'null',
    '<html>',
    '{"kind":"Status"}',
    '{"kind":"PodList","items":[1],"metadata":{"resourceVersion":"1"}}',
    '{"kind":"PodList","items":["a"]}',
  ])('%s is no list', (text) => {
    expect(split(text)).toEqual({ items: [], end: null })
  })

  test('a list without items is empty', () => {
    for (const none of ['[]', 'null', '[ ]'])
      expect(split(`{"kind":"PodList","items":${none},"metadata":{"resourceVersion":"1"}}`)).toMatchObject({ items: [], end: { continue: '' } })
  })

  test('an object of 1.5 MiB among others', () => {
    const big = { text: 'x'.repeat(1_500_000) }
    expect(split(JSON.stringify({ kind: 'L-List', metadata, items: [{ a: 1 }, big, { b: 2 }] }), 65_536).items).toEqual([{ a: 1 }, big, { b: 2 }])
  })

  test('what never ends does not fill the memory', () => {
    const splitter = new JsonItems(() => {})
    splitter.push(Buffer.from('{"items":[{"a":"'))
    for (let megabyte = 0; megabyte < 40; megabyte++) splitter.push(Buffer.alloc(1024 * 1024, 'x'))
    expect(splitter.end()).toBeNull()
  })
})
