import { expect, test } from 'vitest'
import { type Batch, Collection } from './Collection.ts'

type Row = { uid: string; namespace: string; name: string; created: number }
const row = (uid: string, created = 0): Row => ({ uid, namespace: 'n', name: 'same name', created })

const setUp = () => {
  const frames: (() => void)[] = []
  const collection = new Collection<Row>(
    (flush) => frames.push(flush),
    undefined,
    (a, b) => a.created === b.created,
  )
  const batches: Batch<Row>[] = []
  collection.subscribe((batch) => batches.push(batch))
  const paint = () => {
    for (const flush of frames.splice(0)) flush()
  }
  return { collection, batches, frames, paint }
}

test('what can be read changes only in a flush, once per frame, and the batch says what', () => {
  const { collection, batches, frames, paint } = setUp()
  collection.set(row('a'))
  collection.set(row('b'))
  collection.remove('b')
  expect([collection.size, batches.length, frames.length]).toEqual([0, 0, 1])
  paint()
  expect([...collection.values()]).toEqual([row('a')])
  expect(batches).toEqual([{ replaced: false, set: [row('a')], removed: [] }])
  collection.remove('a')
  expect(collection.get('a')).toEqual(row('a'))
  expect(collection.next('a')).toBeUndefined()
  paint()
  expect(batches[1]).toEqual({ replaced: false, set: [], removed: [row('a')] })
  expect(collection.size).toBe(0)
})

test('a row that became what it was keeps its identity and tells nobody', () => {
  const { collection, batches, paint } = setUp()
  const first = row('a')
  collection.set(first)
  paint()
  collection.set(row('a', 1))
  collection.set(row('a', 0))
  collection.set(row('new'))
  collection.remove('new')
  paint()
  expect(collection.get('a')).toBe(first)
  expect(batches).toHaveLength(1)
})

test('two rows of one name are two rows', () => {
  const { collection, paint } = setUp()
  collection.set(row('old'))
  collection.set(row('new'))
  paint()
  expect(collection.size).toBe(2)
  collection.remove('old')
  paint()
  expect([...collection.values()]).toEqual([row('new')])
})

test('a row tells its own listeners only, also when it goes, and may be left from within', () => {
  const { collection, paint } = setUp()
  const heard: string[] = []
  const stop = collection.subscribeRow('a', () => {
    heard.push('a')
    stop()
  })
  collection.subscribeRow('b', () => heard.push('b'))
  collection.set(row('a'))
  paint()
  collection.set(row('a', 1))
  paint()
  collection.set(row('b'))
  paint()
  collection.remove('b')
  paint()
  expect(heard).toEqual(['a', 'b', 'b'])
})

test('a flush without changed rows tells no batch, unless everything was replaced by the same', () => {
  const { collection, batches, paint } = setUp()
  collection.requestFlush()
  paint()
  expect(batches).toEqual([])
  collection.markReplaced()
  paint()
  expect(batches).toEqual([{ replaced: true, set: [], removed: [] }])
})
