import { expect, test } from 'vitest'
import { documentHead } from './documentHead.ts'

test.each([
  ['blocks', 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  namespace: shop\nspec: {}\n', 'Pod', 'web', 'shop'],
  ['comments and blank lines between', 'kind: Pod # yes\nmetadata: # of it\n\n  # not this\n  labels:\n    name: no\n  name: web # this\n', 'Pod', 'web', null],
  ['braces', 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {labels: {name: no}, name: web, namespace: "shop"}', 'Deployment', 'web', 'shop'],
  ['JSON', '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c","namespace":"d"},"data":{"kind":"x"}}', 'ConfigMap', 'c', 'd'],
  ['JSON over lines', '{\n  "kind": "ConfigMap",\n  "metadata": {\n    "name": "c"\n  }\n}\n', 'ConfigMap', 'c', null],
  ['CRLF and quotes', "kind: 'Pod'\r\nmetadata:\r\n  name: 'web'\r\n  namespace: shop\r\nspec:\r\n  name: x\r\n", 'Pod', 'web', 'shop'],
  ['a name elsewhere', 'kind: Pod\nspec:\n  name: x\n  metadata:\n    name: y\n', 'Pod', null, null],
  ['nothing', '', null, null, null],
  ['a role', 'kind: ClusterRole\nmetadata:\n  name: system:node\n', 'ClusterRole', 'system:node', null],
])('%s', (_what, text, kind, name, namespace) => {
  expect(documentHead(text)).toEqual({ kind, name, namespace })
})

test('a hostile text costs no time', () => {
  const before = Date.now()
  for (const text of [
    'metadata: {'.repeat(20_000),
    `metadata:\n${' \n'.repeat(100_000)}`,
    `kind${' '.repeat(100_000)}x`,
    '{,'.repeat(100_000),
    'metadata: {a: {'.repeat(5_000),
  ])
    documentHead(text)
  expect(Date.now() - before).toBeLessThan(1_000)
})
