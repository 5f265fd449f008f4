import { describe, expect, test } from 'vitest'
import type { Envelope } from './JsonItems.ts'
import { SwiftItems } from './SwiftItems.ts'

type Split = { items: unknown[]; end: Envelope | null; asked: number; broken: boolean }

function split(text: string, chunk: number): Split {
  const items: unknown[] = []
  let asked = 0
  const splitter = new SwiftItems((bytes) => {
    asked++
    try {
      items.push(JSON.parse(bytes.toString('utf8')))
      return true
    } catch {
      return false
    }
  })
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += chunk) splitter.push(bytes.subarray(at, at + chunk))
  return { items, end: splitter.end(), asked, broken: splitter.broken }
}

const metadata = { resourceVersion: '77', continue: 'more' }
const envelope = { kind: 'PodList', resourceVersion: '77', continue: 'more' }
const plain = Array.from({ length: 9 }, (_, n) => ({ metadata: { name: `pod-${n}` }, text: '},{"metadata":', spec: [{ a: n }, [n]] }))
/** What stands between its claims looks like what stands between two objects of the list. */
const nested = { metadata: { name: 'db' }, spec: { claims: [{ metadata: { name: 'a' } }, { metadata: { name: 'b' } }, { metadata: {} }] } }
const chunks = [1, 2, 3, 7, 13, 14, 64, 333, 100_000]

const lists: [string, unknown[]][] = [
  ['objects that begin alike', plain],
  ['a look-alike in the middle', [...plain, nested, ...plain]],
  ['a look-alike first', [nested, ...plain]],
  ['a look-alike last', [...plain, nested]],
  ['nothing but look-alikes', [nested, nested, nested]],
  ['objects that begin differently', [{ metadata: {} }, { spec: 1, metadata: {} }, { metadata: {} }, { metadata: {} }]],
  ['custom resources', plain.map((object) => ({ apiVersion: 'a/v1', kind: 'A', ...object }))],
  ['empty objects', [{}, {}, {}]],
  ['one object', [nested]],
  ['no object', []],
]

describe.each(lists)('%s', (_, items) => {
  test.each(chunks)('come whole and in order in chunks of %i', (chunk) => {
    for (const list of [
      { kind: 'PodList', metadata, items },
      { items, kind: 'PodList', metadata },
      { kind: 'PodList', metadata, other: [{ metadata: {} }, { metadata: {} }], items, more: [{ metadata: {} }, { metadata: {} }] },
    ]) {
      expect(split(JSON.stringify(list), chunk)).toMatchObject({ items, end: envelope, broken: false })
      expect(split(JSON.stringify(list, null, 1), chunk)).toMatchObject({ items, end: envelope })
    }
  })
})

test('every place where a list can be cut is noticed', () => {
  const text = JSON.stringify({ kind: 'PodList', metadata, items: [...plain.slice(0, 3), nested] })
  for (let length = 0; length < text.length; length++) expect(split(text.slice(0, length), 50).end).toBeNull()
})

test('an object that no cut makes whole breaks the list', () => {
  const text = JSON.stringify({ kind: 'PodList', metadata, items: plain }).replace('"pod-5"', '"pod-5" 5')
  expect(split(text, 64)).toMatchObject({ items: plain.slice(0, 5), end: null, broken: true })
})

test.each(chunks)('a gap is found wherever a chunk of %i cuts it: nothing is looked at twice', (chunk) => {
  expect(split(JSON.stringify({ kind: 'PodList', metadata, items: plain }), chunk).asked).toBe(plain.length)
})

test('look-alikes cost one question more, however many there are', () => {
  const claims = Array.from({ length: 1000 }, () => ({ metadata: {} }))
  const items = [...plain, { metadata: {}, claims }, ...plain]
  const found = split(JSON.stringify({ kind: 'PodList', metadata, items }), 200)
  expect(found.items).toEqual(items)
  expect(found.asked).toBe(items.length + 1)
})

test('what never ends does not fill the memory', () => {
  const splitter = new SwiftItems((bytes) => bytes.length > 0)
  splitter.push(Buffer.from('{"items":[{"metadata":{}},{"metadata":"'))
  for (let megabyte = 0; megabyte < 40; megabyte++) splitter.push(Buffer.alloc(1024 * 1024, 'x'))
  expect(splitter.end()).toBeNull()
})
