import { expect, test } from 'vitest'
import { diffObjects, MAX_FOUND_CHANGES } from './diffObjects.ts'

const deployment = (image: string, env: object[], more: object = {}) => ({
  metadata: { name: 'lbapp', labels: { 'app.kubernetes.io/name': 'lbapp' }, annotations: { 'kubernetes.io/change-cause': image } },
  spec: { replicas: 4, template: { spec: { containers: [{ name: 'web', image, env, ports: [{ containerPort: 8080 }] }], ...more } } },
})

test('a changed image is one change, named by its container', () => {
  expect(diffObjects(deployment('app:1', []), deployment('app:2', []))).toEqual([
    { path: 'metadata.annotations[kubernetes.io/change-cause]', before: 'app:1', after: 'app:2' },
    { path: 'spec.template.spec.containers[web].image', before: 'app:1', after: 'app:2' },
  ])
})

test('equal values have no changes, whatever the order of their keys', () => {
  expect(diffObjects({ a: 1, b: { c: [1, 2], d: null } }, { b: { d: null, c: [1, 2] }, a: 1 })).toEqual([])
  expect(diffObjects(undefined, undefined)).toEqual([])
  expect(diffObjects({ a: {} }, { a: {} })).toEqual([])
})

test('items of lists are matched by name: one more at the front does not change the others', () => {
  const before = deployment('app:1', [{ name: 'A', value: '1' }])
  const after = deployment('app:1', [
    { name: 'NEW', value: 'x' },
    { name: 'A', value: '2' },
  ])
  expect(diffObjects(before, after)).toEqual([
    { path: 'spec.template.spec.containers[web].env[A].value', before: '1', after: '2' },
    { path: 'spec.template.spec.containers[web].env[NEW].name', before: null, after: 'NEW' },
    { path: 'spec.template.spec.containers[web].env[NEW].value', before: null, after: 'x' },
  ])
})

test('items without a name go by what tells them apart: port, type, key, mount path', () => {
  expect(diffObjects({ ports: [{ containerPort: 80, protocol: 'TCP' }, { containerPort: 81 }] }, { ports: [{ containerPort: 81 }] })).toEqual([
    { path: 'ports[80].containerPort', before: '80', after: null },
    { path: 'ports[80].protocol', before: 'TCP', after: null },
  ])
  const mounts = (path: string) => [
    { name: 'data', mountPath: '/a', subPath: path },
    { name: 'data', mountPath: '/b' },
  ]
  expect(diffObjects({ volumeMounts: mounts('x') }, { volumeMounts: mounts('y') })).toEqual([{ path: 'volumeMounts[/a].subPath', before: 'x', after: 'y' }])
  expect(diffObjects({ conditions: [{ type: 'Ready', status: 'True' }] }, { conditions: [{ type: 'Ready', status: 'False' }] })).toEqual([
    { path: 'conditions[Ready].status', before: 'True', after: 'False' },
  ])
})

test('named items that only changed places are told as an order, since containers start and variables expand in it', () => {
  const env = [{ name: 'A' }, { name: 'B' }]
  expect(diffObjects({ env }, { env: env.toReversed() })).toEqual([{ path: 'env (order)', before: 'A, B', after: 'B, A' }])
})

test('a list of plain values: by place while its length stays, whole when it changes', () => {
  expect(diffObjects({ args: ['a', 'b'] }, { args: ['a', 'c'] })).toEqual([{ path: 'args[1]', before: 'b', after: 'c' }])
  expect(diffObjects({ args: ['a'] }, { args: ['a', 'b'] })).toEqual([{ path: 'args', before: '["a"]', after: '["a","b"]' }])
  expect(diffObjects({ items: [{ x: 1 }, { x: 1 }] }, { items: [{ x: 1 }, { x: 2 }, { x: 3 }] })).toEqual([
    { path: 'items[1].x', before: '1', after: '2' },
    { path: 'items[2].x', before: null, after: '3' },
  ])
})

test('what is not there is null, what is empty is said, and text is told from number', () => {
  expect(diffObjects({ a: 1 }, { b: {}, c: '', d: null })).toEqual([
    { path: 'a', before: '1', after: null },
    { path: 'b', before: null, after: '{}' },
    { path: 'c', before: null, after: '' },
    { path: 'd', before: null, after: 'null' },
  ])
  expect(diffObjects({ port: 80 }, { port: '80' })).toEqual([{ path: 'port', before: '80', after: '"80"' }])
  expect(diffObjects({ x: { y: 1 } }, { x: [1] })).toEqual([{ path: 'x', before: '{"y":1}', after: '[1]' }])
  expect(diffObjects({ x: { y: 1 } }, { x: null })).toEqual([{ path: 'x', before: '{"y":1}', after: 'null' }])
})

test('keys of Object.prototype are keys like others', () => {
  const hostile = JSON.parse('{"data":{"__proto__":"a","constructor":"b","toString":"c"}}') as unknown
  expect(diffObjects({ data: {} }, hostile)).toEqual([
    { path: 'data.__proto__', before: null, after: 'a' },
    { path: 'data.constructor', before: null, after: 'b' },
    { path: 'data.toString', before: null, after: 'c' },
  ])
  expect(diffObjects(hostile, { data: {} })).toHaveLength(3)
  expect(diffObjects({ env: [{ name: '__proto__', value: '1' }] }, { env: [{ name: '__proto__', value: '2' }] })).toEqual([
    { path: 'env[__proto__].value', before: '1', after: '2' },
  ])
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
})

test('a key that holds dots, slashes or nothing stays one key', () => {
  expect(diffObjects({ data: { 'a.b': '1', '': 'x' } }, { data: { 'a.b': '2', '': 'y' } }).map(({ path }) => path)).toEqual(['data[a.b]', 'data[]'])
})

test('however large, deep or long: it ends, and says where the first difference is', () => {
  const many = (value: number) => Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`k${index}`, value]))
  expect(diffObjects(many(1), many(2))).toHaveLength(MAX_FOUND_CHANGES)
  const deep = (leaf: string) => {
    let value: unknown = leaf
    for (let depth = 0; depth < 20_000; depth += 1) value = { a: value }
    return value
  }
  expect(diffObjects(deep('x'), deep('x')).length).toBeLessThanOrEqual(1)
  expect(diffObjects(deep('x'), { a: 1 })).toHaveLength(1)
  const long = (end: string) => ({ data: { script: `${'line\n'.repeat(5_000)}${end}` } })
  const [change] = diffObjects(long('before'), long('after'))
  expect(change?.before?.length).toBeLessThan(2_100)
  expect(change?.before).toMatch(/^….*before$/s)
  expect(change?.after).toMatch(/^….*after$/s)
})
