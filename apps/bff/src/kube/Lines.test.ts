import { describe, expect, test } from 'vitest'
import { Lines } from './Lines.ts'

function lines(text: string, chunk: number): { got: string[]; cut: boolean } {
  const got: string[] = []
  const splitter = new Lines((line) => got.push(line.toString('utf8')))
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += chunk) splitter.push(bytes.subarray(at, at + chunk))
  return { got, cut: splitter.cut }
}

describe('Lines', () => {
  const text = '{"a":1}\n{"b":"x\u2028y\u2029z"}\r\n\n{"c":"\u{1F600}"}\n{"d":"\\n"}\n'
  test.each([1, 2, 3, 5, 8, 1000])('breaks at 0x0A only, in chunks of %i', (chunk) => {
    expect(lines(text, chunk)).toEqual({ got: ['{"a":1}', '{"b":"x\u2028y\u2029z"}', '{"c":"\u{1F600}"}', '{"d":"\\n"}'], cut: false })
  })

  test('says when the end is missing', () => {
    expect(lines('{"a":1}\n{"b"', 3)).toEqual({ got: ['{"a":1}'], cut: true })
  })

  test('a line that never ends is cut, not kept for ever', () => {
    const splitter = new Lines(() => {})
    for (let megabyte = 0; megabyte < 40; megabyte++) splitter.push(Buffer.alloc(1024 * 1024, 'x'))
    expect(splitter.cut).toBe(true)
  })
})
