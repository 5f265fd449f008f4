import { expect, test } from 'vitest'
import { samples } from './samples.ts'
import { splitDocuments } from './splitDocuments.ts'

const texts = (whole: string) => splitDocuments(whole).map(({ text }) => text)
const lines = (whole: string) => splitDocuments(whole).map(({ line }) => line)

test('documents keep their order, their text and the line on which they begin', () => {
  expect(splitDocuments('a: 1\n---\nb: 2\nc: 3\n')).toEqual([
    { text: 'a: 1\n', line: 1 },
    { text: 'b: 2\nc: 3\n', line: 3 },
  ])
  expect(lines('---\n# first\na: 1\n---\n\n\nb: 1\n')).toEqual([2, 7])
})

test('what holds nothing is no document', () => {
  for (const whole of ['', '\n\n', '# a\n# b\n', '---\n---\n', '---\n# only a comment\n---\n', '%YAML 1.1\n---\n', '...\n']) expect(texts(whole)).toEqual([])
  expect(texts('# a comment\n---\na: 1\n---\n# the end\n')).toEqual(['a: 1\n'])
})

test('marks with a comment, with spaces, with a value on their line, and the end of a document', () => {
  expect(texts('a: 1\n--- # next\nb: 1\n---   \nc: 1\n')).toEqual(['a: 1\n', '    # next\nb: 1\n', 'c: 1\n'])
  expect(texts('--- {a: 1}\n--- {b: 1}\n')).toEqual(['    {a: 1}\n', '    {b: 1}\n'])
  expect(texts('a: 1\n...\nb: 1\n')).toEqual(['a: 1\n', 'b: 1\n'])
  expect(lines('a: 1\n...\nb: 1\n')).toEqual([1, 3])
})

test('what only looks like a mark is text', () => {
  for (const whole of ['a: |\n  ---\n  x\n', 'a: "---"\n', 'a: 1\n----\n', 'a: ---x\n', '- ---\n']) expect(texts(whole)).toHaveLength(1)
})

test('CRLF, a byte order mark and U+2028 are taken', () => {
  expect(texts('\uFEFFa: 1\r\nb: 2\r\n---\r\nc: "x\u2028y"\r\n')).toEqual(['a: 1\r\nb: 2\r\n', 'c: "x\u2028y"\r\n'])
  expect(lines('\uFEFFa: 1\r\nb: 2\r\n---\r\nc: 3\r\n')).toEqual([1, 4])
})

test('the samples are a Deployment and a Service, and differ in what their version is', () => {
  const [one, two] = samples
  expect(texts(one).map((text) => /^kind: (\w+)/m.exec(text)?.[1])).toEqual(['Deployment', 'Service'])
  const changed = one.split('\n').flatMap((line, index) => (line === two.split('\n')[index] ? [] : [two.split('\n')[index]?.trim()]))
  expect(changed).toEqual(['kubernetes.io/change-cause: version 2', 'value: "2"'])
})
