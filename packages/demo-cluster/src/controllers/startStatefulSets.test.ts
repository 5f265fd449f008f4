import { expect, test } from 'vitest'
import type { Pod } from '../kinds.ts'
import { fakeKubelet } from '../testing/fakeKubelet.ts'
import { testParts } from '../testing/testParts.ts'
import type { StatefulSet } from '../workloads.ts'
import { startStatefulSets } from './startStatefulSets.ts'

const options = { user: { name: 'me', groups: [] }, fieldManager: 'test' }
const of = { resource: 'statefulsets.apps', namespace: 'default', name: 'web' }

const template = (image: string) => ({ metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'c', image }] } })

function cluster(spec: Partial<StatefulSet['spec']> = {}, runs: (name: string) => boolean = () => true) {
  const parts = testParts()
  const { api, clock, store } = parts
  startStatefulSets(parts)
  fakeKubelet(parts, { runs: ({ metadata }) => runs(metadata.name) })
  const whole = {
    replicas: 3,
    serviceName: 'web',
    selector: { matchLabels: { app: 'web' } },
    template: template('a:1'),
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
    ...spec,
  }
  api.create(of.resource, { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { namespace: 'default', name: 'web' }, spec: whole }, options)
  const set = () => store.get(of.resource, of.namespace, of.name) as StatefulSet
  const pods = () => store.list('pods', 'default') as readonly Pod[]
  const shown = () =>
    pods().map(({ metadata, spec: { containers } }) => `${metadata.name} ${containers[0]?.image}${metadata.deletionTimestamp ? ' going' : ''}`)
  const change = (next: Partial<StatefulSet['spec']>) => api.update(of, { ...set(), spec: { ...set().spec, ...next } }, options)
  /** What was shown, step by step, without repetitions. */
  const story = (ms: number) => {
    const seen: string[] = []
    for (let passed = 0; passed < ms; passed += 10) {
      clock.advance(10)
      const now = shown().join(', ')
      if (seen.at(-1) !== now) seen.push(now)
    }
    return seen
  }
  return { ...parts, set, pods, shown, change, story }
}

test('Pods are made one after another, each when the one before is ready, with names and hosts of their own', () => {
  const { story, pods, set } = cluster()
  expect(story(1_000)).toEqual(['web-0 a:1', 'web-0 a:1, web-1 a:1', 'web-0 a:1, web-1 a:1, web-2 a:1'])
  expect(pods().map(({ spec }) => [spec.hostname, spec.subdomain])).toEqual([
    ['web-0', 'web'],
    ['web-1', 'web'],
    ['web-2', 'web'],
  ])
  expect(pods()[1]?.metadata.labels).toMatchObject({ 'statefulset.kubernetes.io/pod-name': 'web-1', 'apps.kubernetes.io/pod-index': '1' })
  expect(set().status).toMatchObject({ replicas: 3, readyReplicas: 3, availableReplicas: 3, currentReplicas: 3, updatedReplicas: 3, collisionCount: 0 })
})

test('A pod that does not become ready holds up those after it', () => {
  const { story, shown } = cluster({}, (name) => name !== 'web-1')
  story(1_000)
  expect(shown()).toEqual(['web-0 a:1', 'web-1 a:1'])
})

test('Scaling down deletes the highest first and waits until it is gone', () => {
  const { story, change } = cluster()
  story(1_000)
  change({ replicas: 1 })
  expect(story(1_000)).toEqual(['web-0 a:1, web-1 a:1, web-2 a:1 going', 'web-0 a:1, web-1 a:1 going', 'web-0 a:1'])
})

test('A deleted pod comes back under its name', () => {
  const { story, api, shown, pods } = cluster()
  story(1_000)
  const before = pods()[0]?.metadata.uid
  api.delete({ resource: 'pods', namespace: 'default', name: 'web-0' }, {}, options)
  story(1_000)
  expect(shown()).toEqual(['web-0 a:1', 'web-1 a:1', 'web-2 a:1'])
  expect(pods()[0]?.metadata.uid).not.toBe(before)
})

test('A new template replaces pods from the highest, one at a time, and becomes the current revision', () => {
  const { story, change, set, store } = cluster({ replicas: 2 })
  story(1_000)
  const first = set().status?.currentRevision
  change({ template: template('a:2') })
  expect(story(2_000)).toEqual(['web-0 a:1, web-1 a:1 going', 'web-0 a:1, web-1 a:2', 'web-0 a:1 going, web-1 a:2', 'web-0 a:2, web-1 a:2'])
  expect(set().status?.currentRevision).not.toBe(first)
  expect(set().status?.currentRevision).toBe(set().status?.updateRevision)
  expect(store.list('controllerrevisions.apps').map((one) => one['revision'])).toEqual([1, 2])
})

test('Below the partition pods stay what they were, also when they are made anew', () => {
  const { story, change, api, shown, set } = cluster({ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 2 } } })
  story(1_000)
  change({ template: template('a:2') })
  story(1_000)
  api.delete({ resource: 'pods', namespace: 'default', name: 'web-1' }, {}, options)
  story(1_000)
  expect(shown()).toEqual(['web-0 a:1', 'web-1 a:1', 'web-2 a:2'])
  expect(set().status).toMatchObject({ currentReplicas: 2, updatedReplicas: 1 })
})

test('OnDelete leaves old pods until somebody deletes them', () => {
  const { story, change, api, shown } = cluster({ updateStrategy: { type: 'OnDelete' } })
  story(1_000)
  change({ template: template('a:2') })
  story(1_000)
  api.delete({ resource: 'pods', namespace: 'default', name: 'web-0' }, {}, options)
  story(1_000)
  expect(shown()).toEqual(['web-0 a:2', 'web-1 a:1', 'web-2 a:1'])
})

test('Parallel makes and deletes pods at once', () => {
  const { story, change } = cluster({ podManagementPolicy: 'Parallel', ordinals: { start: 5 } })
  expect(story(1_000)).toEqual(['web-5 a:1, web-6 a:1, web-7 a:1'])
  change({ replicas: 0 })
  expect(story(1_000)).toEqual(['web-5 a:1 going, web-6 a:1 going, web-7 a:1 going', ''])
})

test('Each pod has claims of its own, which stay when it goes, or go with it when the set says so', () => {
  const claim = { metadata: { name: 'www' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } }
  const { story, store, change, pods } = cluster({ volumeClaimTemplates: [claim], replicas: 2 })
  const names = () => store.list('persistentvolumeclaims', 'default').map(({ metadata }) => metadata.name)
  const owners = (name: string) => store.get('persistentvolumeclaims', 'default', name)?.metadata.ownerReferences?.map(({ kind }) => kind)
  story(1_000)
  expect(pods()[1]?.spec.volumes).toEqual([{ name: 'www', persistentVolumeClaim: { claimName: 'www-web-1' } }])
  change({ replicas: 1 })
  story(1_000)
  expect([names(), owners('www-web-1')]).toEqual([['www-web-0', 'www-web-1'], undefined])
  change({ replicas: 2, persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Delete' } })
  story(1_000)
  expect(owners('www-web-1')).toEqual(['StatefulSet'])
  change({ replicas: 1 })
  story(100)
  expect(owners('www-web-1')).toEqual(['Pod'])
})

test('The labels that name a pod are put back', () => {
  const { story, api, pods } = cluster({ replicas: 1 })
  story(1_000)
  const [pod] = pods()
  if (!pod) throw new Error('no pod')
  const { 'statefulset.kubernetes.io/pod-name': _, ...labels } = pod.metadata.labels ?? {}
  api.update({ resource: 'pods', namespace: 'default', name: 'web-0' }, { ...pod, metadata: { ...pod.metadata, labels } }, options)
  story(100)
  expect(pods()[0]?.metadata.labels?.['statefulset.kubernetes.io/pod-name']).toBe('web-0')
})
