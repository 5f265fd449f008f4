import { expect, test } from 'vitest'
import { utf8Bytes } from './base64.ts'
import { changeCause, imagesCause, undoCause } from './changeCause.ts'

const bytes = (text: string) => utf8Bytes(text).length

test.each([
  ['one line', 'one line'],
  ['  trimmed\n', 'trimmed'],
  ['a\u0000b\r\nc\td', 'a b c d'],
  ['\u001b[31mred\u009b', '[31mred'],
  ['two\u2028lines\u2029of text', 'two lines of text'],
  ['größe 🚢', 'größe 🚢'],
  ['\n\n', ''],
])('%j becomes %j', (text, cause) => {
  expect(changeCause(text)).toBe(cause)
})

test.each(['x', 'é', '漢', '🚢'])('of many %s at most 1 KiB is kept, and no half character', (character) => {
  const cause = changeCause(character.repeat(2048))
  expect(bytes(cause)).toBeGreaterThan(1024 - 8)
  expect(bytes(cause)).toBeLessThanOrEqual(1024)
  expect(cause).toMatch(new RegExp(`^(${character})+…$`, 'u'))
  expect(changeCause('x'.repeat(1024))).toBe('x'.repeat(1024))
})

test('an undo says where it went and why that revision was made, a new image what it is', () => {
  expect(undoCause(3, 'faster')).toBe('undo to revision 3 (faster)')
  expect([undoCause(3, null), undoCause(3, '')]).toEqual(['undo to revision 3', 'undo to revision 3'])
  expect(
    imagesCause([
      { container: 'web', image: 'a:1' },
      { container: 'log', image: 'b:2' },
    ]),
  ).toBe('set image web=a:1 log=b:2')
})
