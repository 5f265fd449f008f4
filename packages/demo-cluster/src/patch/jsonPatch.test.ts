import { expect, it } from 'vitest'
import type { JsonObject } from '../objects.ts'
import { jsonPatch } from './jsonPatch.ts'
import { mergePatch } from './mergePatch.ts'

const document: JsonObject = { data: { a: '1' }, list: ['x', 'y'], 'a/b': { '~': 1 } }

it.each([
  [[{ op: 'add', path: '/data/b', value: '2' }], { data: { a: '1', b: '2' } }],
  [[{ op: 'replace', path: '/data/zz', value: '2' }], { data: { a: '1', zz: '2' } }],
  [[{ op: 'remove', path: '/list/-1' }], { list: ['x'] }],
  [[{ op: 'add', path: '/list/1', value: 'n' }], { list: ['x', 'n', 'y'] }],
  [[{ op: 'add', path: '/list/-', value: 'n' }], { list: ['x', 'y', 'n'] }],
  [[{ op: 'replace', path: '/a~1b/~0', value: 2 }], { 'a/b': { '~': 2 } }],
  [[{ op: 'move', from: '/data/a', path: '/list/0' }], { data: {}, list: ['1', 'x', 'y'] }],
  [[{ op: 'copy', from: '/data', path: '/list/-' }], { list: ['x', 'y', { a: '1' }] }],
  [
    [
      { op: 'test', path: '/list', value: ['x', 'y'] },
      { op: 'remove', path: '/list' },
    ],
    { list: undefined },
  ],
])('%j', (patch, changed) => {
  expect(jsonPatch(document, patch)).toEqual({ ok: true, value: { ...document, ...changed } })
  expect(document).toEqual({ data: { a: '1' }, list: ['x', 'y'], 'a/b': { '~': 1 } })
})

it.each([
  { op: 'replace', path: '/data/zz/y', value: 'x' },
  { op: 'remove', path: '/data/zz' },
  { op: 'remove', path: '/list/2' },
  { op: 'add', path: '/list/3', value: 'x' },
  { op: 'add', path: '/list/x', value: 'x' },
  { op: 'add', path: '', value: 'x' },
  { op: 'test', path: '/data/a', value: 'x' },
  { op: 'move', from: '/no/where', path: '/data/a' },
  { op: 'foo', path: '/data/a' },
  { op: 'add', value: 'x' },
])('does not apply: %j', (operation) => {
  expect(jsonPatch(document, [operation])).toEqual({
    ok: false,
    status: { code: 422, reason: 'Invalid', message: 'the server rejected our request due to an error in our request', details: {} },
  })
})

it('says what a patch must be', () => {
  expect(jsonPatch(document, { op: 'add' })).toMatchObject({
    status: { code: 400, message: 'error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp' },
  })
})

it('merges', () => {
  expect(mergePatch(document, { data: { a: null, b: '2' }, list: ['z'], other: { deep: { x: null, y: 1 } } })).toEqual({
    'a/b': { '~': 1 },
    data: { b: '2' },
    list: ['z'],
    other: { deep: { y: 1 } },
  })
})
