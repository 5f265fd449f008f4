import { expect, test } from 'vitest'
import type { NewObject } from '../../objects.ts'
import { testParts } from '../../testing/testParts.ts'
import { struct } from '../Struct.ts'
import { startQuotas } from './startQuotas.ts'

const options = { user: { name: 'kubernetes-admin', groups: ['system:masters'] }, fieldManager: 'test' }
const quota: NewObject = {
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  metadata: { name: 'q', namespace: 'default' },
  spec: { hard: { pods: '4', 'requests.cpu': '1' } },
}
const pod = (name: string): NewObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'default' },
  spec: { containers: [{ name: 'a', image: 'x', resources: { requests: { cpu: '250m' } } }] },
})

test('what a quota says is used follows what its namespace holds, and rests when nothing changes', () => {
  const parts = testParts()
  const { api, clock, store } = parts
  const used = () => struct(struct(store.get('resourcequotas', 'default', 'q')?.['status'])['used'])
  const running = startQuotas(parts)
  api.create('resourcequotas', quota, options)
  clock.advance(10)
  expect(used()).toEqual({ pods: '0', 'requests.cpu': '0' })
  api.create('pods', pod('a'), options)
  api.create('pods', pod('b'), options)
  clock.advance(10)
  expect(used()).toEqual({ pods: '2', 'requests.cpu': '500m' })
  const { version } = store
  clock.advance(60_000)
  expect(store.version).toBe(version)
  api.delete({ resource: 'pods', namespace: 'default', name: 'a' }, {}, options)
  clock.advance(10)
  expect(used()).toEqual({ pods: '1', 'requests.cpu': '250m' })
  running.stop()
  api.create('pods', pod('c'), options)
  clock.advance(10)
  expect(used()).toEqual({ pods: '1', 'requests.cpu': '250m' })
})
