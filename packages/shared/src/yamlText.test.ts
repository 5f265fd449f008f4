import { expect, it } from 'vitest'
import { yamlText } from './yamlText.ts'

it.each([
  ['user \u202etxt.exe', 'user \\u202etxt.exe'],
  ['bell \u0007', 'bell \\u0007'],
  ['zero\u200bwidth', 'zero\\u200bwidth'],
  ['tag \u{e0041}', 'tag \\U000e0041'],
  ['line\u2028separator', 'line\\u2028separator'],
  ['family 👩‍👩‍👧', 'family 👩‍👩‍👧'],
])('%j is written so that it is seen', (text, written) => {
  expect(yamlText({ value: text })).toBe(`value: "${written}"\n`)
})
