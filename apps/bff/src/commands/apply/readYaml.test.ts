import { describe, expect, test } from 'vitest'
import { readYaml } from './readYaml.ts'

const valueOf = (text: string) => {
  const read = readYaml(text)
  return read.ok ? read.output.value : read.failure.message
}
const faultOf = (text: string) => {
  const read = readYaml(text)
  return read.ok ? 'no fault' : read.failure
}

describe('what is refused, and where it stands', () => {
  test.each([
    ['a tab as indentation', 'a:\n\tb: 1', 2, 1, /tab/],
    ['a quote that is not closed', 'a: "x\nb: 1\n', 2, 1, /quote/],
    ['a key that stands twice', 'spec:\n  replicas: 1\n  replicas: 2\n', 3, 3, /second time/],
    ['a value with a colon', 'a: b: c', 1, 5, /quotes/],
    ['a bracket that is not closed', 'a: {b: 1', 1, 9, /flow collection/],
    ['an alias of nothing', 'a: *b', 1, 5, /alias/],
    ['an unknown tag', 'a: !!python/object x', 1, 4, /tag/],
    ['CRLF before the fault', 'a: 1\r\nb:\r\n\tc: 1', 3, 1, /tab/],
  ])('%s', (_what, text, line, column, words) => {
    expect(faultOf(text)).toMatchObject({
      code: 400,
      reason: 'BadRequest',
      causes: [{ reason: 'Syntax', line, column, message: expect.stringMatching(words) as string }],
    })
    expect(faultOf(text)).toMatchObject({ message: expect.stringMatching(`^line ${line}, column ${column}: `) as string })
  })

  test('nothing to apply', () => {
    for (const text of ['', '\n', '# only\n# comments\n', '---\n', '---\n# x\n...\n', '~']) expect(valueOf(text)).toMatch(/^nothing to apply/)
  })

  test('more than one document', () => {
    expect(valueOf('a: 1\n---\nb: 1')).toMatch(/more than one document/)
  })

  test('what only costs: too deep, too many aliases, aliases of aliases, a value that holds itself', () => {
    expect(valueOf(`${'['.repeat(101)}${']'.repeat(101)}`)).toMatch(/nested more than 100 deep/)
    expect(faultOf(`${'['.repeat(100)}${']'.repeat(100)}`)).toBe('no fault')
    expect(valueOf('a: '.concat('[', '['.repeat(20_000)))).toMatch(/nested more than 100 deep/)
    expect(valueOf(`a: &x 1\nb: [${'*x, '.repeat(101)}]`)).toMatch(/more than 100 aliases/)
    expect(faultOf(`a: &x 1\nb: [${'*x, '.repeat(100)}]`)).toBe('no fault')
    const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x]']
    for (let level = 1; level < 10; level += 1) bomb.push(`a${level}: &a${level} [${Array.from({ length: 9 }, () => `*a${level - 1}`).join(', ')}]`)
    const before = performance.now()
    expect(valueOf(bomb.join('\n'))).toMatch(/aliases stand for more than/)
    expect(performance.now() - before).toBeLessThan(500)
    expect(valueOf('a: &a [*a]')).toMatch(/holds itself/)
    expect(faultOf('&a x: *a')).toBe('no fault')
  })

  test('no fault quotes the text: it may be a Secret’s', () => {
    for (const text of [
      'data:\n  a: "C4N4RY\nb: 1',
      'a: C4N4RY: x',
      'a: *C4N4RY',
      'a: !C4N4RY x',
      'a: {C4N4RY',
      'a: @C4N4RY',
      'C4N4RY: 1\nC4N4RY: 2',
      'a: [C4N4RY\nb: c',
    ]) {
      expect(faultOf(text)).not.toBe('no fault')
      expect(JSON.stringify(faultOf(text))).not.toContain('C4N4RY')
    }
  })
})

describe('values as the apiserver reads them', () => {
  test('unquoted words and numbers of YAML 1.1', () => {
    expect(valueOf('[yes, No, on, OFF, y, n, true, FALSE, 010, 0o10, 0x1F, 0b11, 1_000, 09, 1:30, 1e3, 2001-01-01, ~, null, "no", \'010\']')).toEqual([
      true,
      false,
      true,
      false,
      true,
      false,
      true,
      false,
      8,
      8,
      31,
      3,
      1000,
      9,
      '1:30',
      1000,
      '2001-01-01',
      null,
      null,
      'no',
      '010',
    ])
  })

  test('those that surprise are told with their line, quoted ones are not', () => {
    const read = readYaml('a: no\nb: "no"\nc: true\nd: 010\ne: 22:22\nf: 8080:80\ng: 0\nh: [off]\non: 1\n')
    expect(read.ok && read.output.warnings.map(({ line, message }) => [line, message.split(' ')[0]])).toEqual([
      [1, 'no'],
      [4, '010'],
      [5, '22:22'],
      [8, 'off'],
      [9, 'on'],
    ])
  })

  test('merge keys, hostile keys, CRLF and U+2028', () => {
    expect(valueOf('a: &a {x: 1}\nb: {<<: *a, z: 2}')).toEqual({ a: { x: 1 }, b: { x: 1, z: 2 } })
    const hostile = valueOf('data: {__proto__: {x: 1}, constructor: b}\nm: &m {__proto__: {polluted: 1}}\no: {<<: *m}')
    expect(JSON.stringify(hostile)).toBe('{"data":{"__proto__":{"x":1},"constructor":"b"},"m":{"__proto__":{"polluted":1}},"o":{"__proto__":{"polluted":1}}}')
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
    expect(valueOf('a: "x\u2028y"\r\nb: |\r\n  p\r\n  q\r\n')).toEqual({ a: 'x\u2028y', b: 'p\nq\n' })
  })

  test('a number that would not survive being written again is noticed', () => {
    const exact = (text: string) => readYaml(text).ok && (readYaml(text) as { output: { exact: boolean } }).output.exact
    expect(exact('a: 9007199254740991')).toBe(true)
    expect(exact('a: 9007199254740993')).toBe(false)
    expect(exact('a: "9007199254740993"')).toBe(true)
    expect(exact('a: .inf')).toBe(false)
  })
})

test('a field is found by its path in the apiserver’s words', () => {
  const read = readYaml(`apiVersion: apps/v1
metadata:
  labels:
    app.kubernetes.io/name: web
spec:
  ports:
  - port: 80
    nodePort: 1
  - {port: 80, protocol: UDP}
  template: {spec: {containers: [{name: db, image: a},
    {name: "web", image: b, args: ["x"]}]}}
data:
  "a.b": c
  "__proto__": d
finalizers:
- x/y
`)
  const lineOf = (path: string) => (read.ok ? read.output.lineOf(path) : 'unread')
  expect(lineOf('.spec.template.spec.containers[name="web"].image')).toBe(11)
  expect(lineOf('spec.template.spec.containers[1].image')).toBe(11)
  expect(lineOf('spec.template.spec.containers[0].missing')).toBe(10)
  expect(lineOf('.spec.ports[port=80,protocol="TCP"].nodePort')).toBe(8)
  expect(lineOf('.spec.ports[port=80,protocol="UDP"]')).toBe(9)
  expect(lineOf('.metadata.labels.app.kubernetes.io/name')).toBe(4)
  expect(lineOf('metadata.labels')).toBe(3)
  expect(lineOf('data[a.b]')).toBe(13)
  expect(lineOf('.data.__proto__')).toBe(14)
  expect(lineOf('.finalizers[="x/y"]')).toBe(16)
  for (const path of ['.nothing', '', 'constructor', '[0]', '.']) expect(lineOf(path)).toBeNull()
})
