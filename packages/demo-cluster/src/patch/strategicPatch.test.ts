import { expect, it } from 'vitest'
import type { JsonObject } from '../objects.ts'
import { loadSchema } from '../schema/loadSchema.ts'
import { strategicPatch } from './strategicPatch.ts'

const schema = loadSchema()
const target: JsonObject = {
  metadata: { name: 'd', finalizers: ['x', 'y'] },
  spec: {
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } },
    template: {
      spec: {
        containers: [
          { name: 'c', image: 'busybox', args: ['x'] },
          { name: 'd', image: 'nginx' },
        ],
        tolerations: [{ key: 'a' }],
      },
    },
  },
}

const pod = (spec: JsonObject) => ({ spec: { template: { spec } } })

function patched(patch: JsonObject) {
  return strategicPatch(schema, { is: 'struct', name: 'apps/v1.Deployment' }, { target, patch })
}

function podOf(patch: JsonObject): unknown {
  const result = patched(pod(patch))
  return result.ok ? (result.value as { spec: { template: { spec: unknown } } }).spec.template.spec : result.status
}

it('merges lists by key, in the order of the patch, and replaces those without one', () => {
  expect(
    podOf({
      containers: [
        { name: 'n', image: 'new' },
        { name: 'c', image: 'y', args: ['z'] },
      ],
      tolerations: [{ key: 'b' }],
    }),
  ).toEqual({
    containers: [
      { name: 'n', image: 'new' },
      { name: 'c', image: 'y', args: ['z'] },
      { name: 'd', image: 'nginx' },
    ],
    tolerations: [{ key: 'b' }],
  })
})

it('follows directives', () => {
  expect(podOf({ containers: [{ name: 'c', $patch: 'delete' }] })).toMatchObject({ containers: [{ name: 'd' }] })
  expect(podOf({ containers: [{ name: 'e', image: 'x' }, { $patch: 'replace' }] })).toMatchObject({ containers: [{ name: 'e' }] })
  expect(podOf({ '$setElementOrder/containers': [{ name: 'd' }, { name: 'c' }], containers: [{ name: 'c', image: 'z' }] })).toMatchObject({
    containers: [{ name: 'd' }, { name: 'c', image: 'z', args: ['x'] }],
  })
  expect(patched({ metadata: { '$deleteFromPrimitiveList/finalizers': ['x'], finalizers: ['z'] } })).toMatchObject({
    value: { metadata: { finalizers: ['z', 'y'] } },
  })
  expect(patched({ spec: { strategy: { $retainKeys: ['type'], type: 'Recreate' } } })).toMatchObject({ value: { spec: { strategy: { type: 'Recreate' } } } })
  expect(patched({ spec: { $patch: 'replace', paused: true } })).toMatchObject({ value: { spec: { paused: true } } })
})

it.each([
  [pod({ containers: [{ image: 'x' }] }), 500, 'map: map[image:x] does not contain declared merge key: name'],
  [pod({ containers: [{ $patch: 'delete' }] }), 500, 'map: map[$patch:delete] does not contain declared merge key: name'],
  [pod({ containers: [{ name: 'c', $patch: 'foo' }] }), 500, 'unknown patch type: foo in map: map[$patch:foo name:c]'],
  [
    pod({ '$setElementOrder/containers': [{ name: 'z' }], containers: [{ name: 'c', image: 'y' }] }),
    500,
    "The order in patch list:\n[map[image:y name:c]]\n doesn't match $setElementOrder list:\n[map[name:z]]\n",
  ],
  [pod({ '$setElementOrder/containers': { name: 'z' } }), 500, 'expected a []interface {}, but received a map[string]interface {}'],
  [{ spec: { strategy: { $retainKeys: ['type'], rollingUpdate: { maxSurge: 1 } } } }, 400, 'invalid patch format of retainKeys'],
  [pod({ '$setElementOrder/foo': [{ name: 'z' }] }), 500, 'unable to find api field in struct PodSpec for the json field "foo"'],
  [pod({ containers: [1] }), 500, 'list element types are not identical: [[map[args:[x] image:busybox name:c] map[image:nginx name:d]] [1]]'],
])('%j is refused', (patch, code, message) => {
  expect(patched(patch)).toMatchObject({ ok: false, status: { code, message } })
})
