import { describe, expect, test } from 'vitest'
import { ProtobufReader, type Shape } from './ProtobufReader.ts'
import { encodeProtobuf, field, UNKNOWN_FIELDS, varint } from './testing/encodeProtobuf.ts'

const shape: Shape = {
  1: ['name', 'text'],
  2: ['count', 'integer'],
  3: ['ready', 'flag'],
  4: ['at', 'time'],
  5: ['state', 'object', { 1: ['reason', 'text'] }],
  20: ['items', 'list', { 1: ['name', 'text'] }],
  21: ['raw', 'bytes'],
}
const reader = new ProtobufReader(shape)
const whole = {
  name: 'größer ⚓',
  count: -7,
  ready: true,
  at: '2026-11-21T07:00:05Z',
  state: { reason: 'x'.repeat(300) },
  items: [{ name: 'a' }, {}, { name: '' }],
}

describe('ProtobufReader', () => {
  test('what is declared is read, everything else is stepped over', () => {
    expect(reader.read(encodeProtobuf(whole, shape))).toEqual(whole)
    expect(reader.read(encodeProtobuf(whole, shape, UNKNOWN_FIELDS))).toEqual(whole)
    expect(reader.read(UNKNOWN_FIELDS)).toEqual({})
    expect(reader.read(Buffer.alloc(0))).toEqual({})
  })

  test.each([0, 1, 127, 128, 2 ** 28 - 1, 2 ** 28, 2 ** 31 - 1, 2 ** 53 - 1, -1, -128, -(2 ** 31), -(2 ** 53) + 1])('the integer %d', (count) => {
    expect(reader.read(encodeProtobuf({ count }, shape))).toEqual({ count })
  })

  test.each(['1969-12-31T23:59:59Z', '1970-01-01T00:00:00Z', '0001-01-01T00:00:01Z', '2024-02-29T00:00:00Z', '2026-11-21T23:07:09Z', '9999-12-31T23:59:59Z'])(
    'the time %s',
    (at) => {
      expect(reader.read(encodeProtobuf({ at }, shape))).toEqual({ at })
    },
  )

  test('an empty time is none, as null in JSON, and fractions are not in JSON either', () => {
    expect(reader.read(field(4, ''))).toEqual({})
    expect(reader.read(field(4, Buffer.from([0x08, 5, 0x10, ...varint(999_999_999)])))).toEqual({ at: '1970-01-01T00:00:05Z' })
  })

  test('a message that is cut anywhere is none, or ends between two fields', () => {
    const bytes = encodeProtobuf(whole, shape, UNKNOWN_FIELDS)
    for (let end = 0; end < bytes.length; end++) {
      const read = reader.read(bytes.subarray(0, end))
      if (read)
        expect(Object.entries(whole).filter(([name, value]) => name in read && name !== 'items' && read[name] !== value && name !== 'state')).toEqual([])
    }
    expect(reader.read(field(5, bytes.subarray(0, 3)))).toBeNull()
  })

  test.each([
    ['a text as a number', Buffer.from([1 * 8, 5])],
    ['a number as a text', field(2, 'x')],
    ['an object as a number', Buffer.from([5 * 8, 5])],
    ['a group', Buffer.from([9 * 8 + 3, 9 * 8 + 4])],
    ['an unknown wire type', Buffer.from([9 * 8 + 7])],
    ['field 0', Buffer.from([2, 0])],
    ['a length beyond the end', Buffer.from([1 * 8 + 2, 5, 0x61])],
    ['an item that ends after its message', field(5, Buffer.from([1 * 8 + 2, 5, 0x61, 0x62]))],
    ['an endless number', Buffer.from([2 * 8, ...Array.from({ length: 11 }, () => 0xff)])],
    ['a negative length', Buffer.from([1 * 8 + 2, ...varint(-1)])],
    ['a fixed field beyond the end', Buffer.from([9 * 8 + 1, 1, 2])],
    ['a time that no calendar has', field(4, Buffer.from([0x08, ...varint(2n ** 62n)]))],
  ])('%s is no message', (_what, bytes) => {
    expect(reader.read(bytes)).toBeNull()
  })
})
