import { expect, test } from 'vitest'
import type { Clock } from '../clock.ts'
import type { Pod } from '../kinds.ts'
import { fakeKubelet } from '../testing/fakeKubelet.ts'
import { testParts } from '../testing/testParts.ts'
import type { Deployment, ReplicaSet } from '../workloads.ts'
import { isActive, isReady } from './podState.ts'
import { startDeployments } from './startDeployments.ts'
import { startReplicaSets } from './startReplicaSets.ts'

const options = { user: { name: 'admin', groups: [] }, fieldManager: 'test' }
const REVISION = 'deployment.kubernetes.io/revision'

/** A cluster of Deployment `web`; images named `bad…` never run. ReplicaSets may be slow to notice, differently each time. */
function cluster({ slow = false } = {}) {
  const parts = testParts()
  const { api, clock, store } = parts
  const image = (pod: Pod) => pod.spec.containers[0]?.image ?? ''
  const lagging: Clock = { now: () => clock.now(), after: (ms, run) => clock.after(ms + (slow ? parts.random.below(150) : 0), run) }
  const running = [
    startReplicaSets({ ...parts, clock: lagging }),
    startDeployments(parts),
    fakeKubelet(parts, { runs: (pod) => !image(pod as Pod).startsWith('bad') }),
  ]
  const web = () => store.get('deployments.apps', 'default', 'web') as Deployment
  const sets = () => store.list('replicasets.apps', 'default') as readonly ReplicaSet[]
  const pods = () => store.list('pods', 'default') as readonly Pod[]
  return {
    ...parts,
    running,
    web,
    sets,
    pods,
    image,
    setOf: (name: string) => sets().find(({ spec }) => spec.template.spec.containers[0]?.image === name),
    progressing: () => web().status?.conditions?.find(({ type }) => type === 'Progressing'),
    events: () => store.list('events', 'default').map((event) => String(event['message'])),
    create: (spec: Partial<Deployment['spec']> = {}) => {
      const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'web:1' }] } }
      const metadata = { name: 'web', namespace: 'default', annotations: { 'kubernetes.io/change-cause': 'first' } }
      api.create(
        'deployments.apps',
        { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { replicas: 3, selector: { matchLabels: { app: 'web' } }, template, ...spec } },
        options,
      )
      clock.advance(5_000)
    },
    change: (spec: Partial<Deployment['spec']>, annotations: object = {}) => {
      const metadata = { ...web().metadata, annotations: { ...web().metadata.annotations, ...annotations } }
      const result = api.update(
        { resource: 'deployments.apps', namespace: 'default', name: 'web' },
        { ...web(), metadata, spec: { ...web().spec, ...spec } },
        options,
      )
      expect(result.ok).toBe(true)
    },
    run: (name: string): Partial<Deployment['spec']> => ({
      template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: name }] } },
    }),
  }
}

test('a new Deployment makes one ReplicaSet with its hash and becomes available', () => {
  const { create, sets, web, events } = cluster()
  create()
  const set = sets()[0]
  const hash = set?.metadata.labels?.['pod-template-hash'] ?? ''
  expect(hash).toMatch(/^[bcdfghjklmnpqrstvwxz2456789]{6,10}$/)
  expect(set?.metadata.name).toBe(`web-${hash}`)
  expect(set?.spec.selector).toEqual({ matchLabels: { app: 'web', 'pod-template-hash': hash } })
  expect(set?.metadata.annotations).toEqual({
    'deployment.kubernetes.io/desired-replicas': '3',
    'deployment.kubernetes.io/max-replicas': '4',
    'deployment.kubernetes.io/revision': '1',
    'kubernetes.io/change-cause': 'first',
  })
  expect(web().metadata.annotations?.[REVISION]).toBe('1')
  expect(web().status).toMatchObject({ observedGeneration: 1, replicas: 3, updatedReplicas: 3, readyReplicas: 3, availableReplicas: 3, terminatingReplicas: 0 })
  expect(web().status?.conditions?.map(({ type, status, reason, message }) => [type, status, reason, message])).toEqual([
    ['Available', 'True', 'MinimumReplicasAvailable', 'Deployment has minimum availability.'],
    ['Progressing', 'True', 'NewReplicaSetAvailable', `ReplicaSet "web-${hash}" has successfully progressed.`],
  ])
  expect(events()).toContain(`Scaled up replica set web-${hash} from 0 to 3`)
})

type Rollout = readonly [replicas: number, maxSurge: number | string, maxUnavailable: number | string]

const ROLLOUTS: readonly Rollout[] = [
  [3, '25%', '25%'],
  [10, 3, 2],
  [5, 0, 1],
  [4, 1, 0],
  [4, '25%', '25%'],
]

/** The most pods that there were and that were asked for, and the fewest ready ones, and what may be, while `replicas` pods go to a new image. */
function roll({ create, change, run, clock, store, pods, sets, image }: ReturnType<typeof cluster>, [replicas, maxSurge, maxUnavailable]: Rollout) {
  create({ replicas, strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable } } })
  const of = (value: number | string, round: (n: number) => number) =>
    typeof value === 'number' ? value : round((Number.parseInt(value, 10) * replicas) / 100)
  const allowed = { most: replicas + of(maxSurge, Math.ceil), least: replicas - of(maxUnavailable, Math.floor) }
  const seen = { most: 0, asked: 0, least: replicas }
  store.subscribe(({ resource }) => {
    seen.asked = Math.max(
      seen.asked,
      sets().reduce((sum, { spec }) => sum + (spec.replicas ?? 0), 0),
    )
    if (resource !== 'pods') return
    const active = pods().filter(isActive)
    seen.most = Math.max(seen.most, active.length)
    seen.least = Math.min(seen.least, active.filter(isReady).length)
  })
  change(run('web:2'))
  clock.advance(60_000)
  expect(pods().map(image)).toEqual(Array.from({ length: replicas }, () => 'web:2'))
  return { seen, allowed }
}

test.each(ROLLOUTS)('a rolling update of %i with surge %s and unavailable %s uses both up and exceeds neither at any change', (...rollout) => {
  const { seen, allowed } = roll(cluster(), rollout)
  expect(seen).toEqual({ ...allowed, asked: allowed.most })
})

test.each(ROLLOUTS)(
  'a rolling update of %i with surge %s and unavailable %s asks for no more and keeps enough when ReplicaSets are slow to tell',
  (...rollout) => {
    const { seen, allowed } = roll(cluster({ slow: true }), rollout)
    expect(seen.asked).toBeLessThanOrEqual(allowed.most)
    expect(seen.least).toBeGreaterThanOrEqual(allowed.least)
  },
)

test('Recreate never has pods of two templates, not even while the old ones end', () => {
  const { create, change, run, clock, store, pods, image } = cluster()
  create({ strategy: { type: 'Recreate' } })
  const kinds = new Set<string>()
  store.subscribe(({ resource }) => {
    if (resource === 'pods') kinds.add([...new Set(pods().map(image))].sort().join(' and '))
  })
  change(run('web:2'))
  clock.advance(60_000)
  expect([...kinds]).toEqual(['web:1', '', 'web:2'])
  expect(pods()).toHaveLength(3)
})

test('going back to an earlier template moves its revision to the top, keeps the number in its history and copies the change-cause', () => {
  const { create, change, run, clock, web, setOf } = cluster()
  create()
  const [hash, name] = [setOf('web:1')?.metadata.labels?.['pod-template-hash'], setOf('web:1')?.metadata.name]
  change(run('web:2'), { 'kubernetes.io/change-cause': 'second' })
  clock.advance(60_000)
  expect(setOf('web:2')?.metadata.annotations).toMatchObject({ [REVISION]: '2', 'kubernetes.io/change-cause': 'second' })
  change(run('web:1'), { 'kubernetes.io/change-cause': 'back' })
  clock.advance(60_000)
  expect(setOf('web:1')?.metadata).toMatchObject({ name, labels: { 'pod-template-hash': hash } })
  expect(setOf('web:1')?.metadata.annotations).toMatchObject({
    [REVISION]: '3',
    'deployment.kubernetes.io/revision-history': '1',
    'kubernetes.io/change-cause': 'back',
  })
  expect(web().metadata.annotations?.[REVISION]).toBe('3')
})

test('only as many old revisions stay as revisionHistoryLimit says', () => {
  const { create, change, run, clock, sets } = cluster()
  create({ revisionHistoryLimit: 2 })
  for (const version of [2, 3, 4, 5]) {
    change(run(`web:${version}`))
    clock.advance(60_000)
  }
  expect(new Set(sets().map(({ metadata }) => metadata.annotations?.[REVISION]))).toEqual(new Set(['3', '4', '5']))
})

test('a paused Deployment takes a new size but no new template until it goes on', () => {
  const { create, change, run, clock, sets, pods, image, progressing, web } = cluster()
  create()
  change({ paused: true })
  clock.advance(1_000)
  expect(progressing()).toMatchObject({ status: 'Unknown', reason: 'DeploymentPaused', message: 'Deployment is paused' })
  change({ ...run('web:2'), replicas: 4 })
  clock.advance(60_000)
  expect(sets()).toHaveLength(1)
  expect(pods().map(image)).toEqual(['web:1', 'web:1', 'web:1', 'web:1'])
  expect(web().status).toMatchObject({ replicas: 4 })
  expect(web().status).not.toHaveProperty('updatedReplicas')
  change({ paused: false })
  clock.advance(60_000)
  expect(pods().map(image)).toEqual(['web:2', 'web:2', 'web:2', 'web:2'])
  expect(progressing()).toMatchObject({ reason: 'NewReplicaSetAvailable' })
})

test('a rollout that stands still times out at its deadline, and a good template heals it', () => {
  const { create, change, run, clock, progressing, pods, image, events, setOf } = cluster()
  create({ progressDeadlineSeconds: 30 })
  change(run('bad:1'))
  clock.advance(29_000)
  expect(progressing()).toMatchObject({ status: 'True', reason: 'ReplicaSetUpdated' })
  expect(pods().filter((pod) => image(pod) === 'web:1')).toHaveLength(3)
  clock.advance(10_000)
  expect(progressing()).toMatchObject({
    status: 'False',
    reason: 'ProgressDeadlineExceeded',
    message: `ReplicaSet "${setOf('bad:1')?.metadata.name}" has timed out progressing.`,
  })
  change(run('web:1'))
  clock.advance(60_000)
  expect(pods().map(image)).toEqual(['web:1', 'web:1', 'web:1'])
  expect(progressing()).toMatchObject({ status: 'True', reason: 'NewReplicaSetAvailable' })
  expect(events()).toContain(`Scaled down replica set ${setOf('bad:1')?.metadata.name} from 1 to 0`)
})

test('a new size in the middle of a rollout is shared out by the sizes of both sets', () => {
  const { create, change, run, clock, setOf } = cluster()
  create({ replicas: 10, strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 3, maxUnavailable: 2 } } })
  change(run('bad:1'))
  clock.advance(10_000)
  expect([setOf('web:1')?.spec.replicas, setOf('bad:1')?.spec.replicas]).toEqual([8, 5])
  change({ replicas: 30 })
  clock.advance(10_000)
  expect([setOf('web:1')?.spec.replicas, setOf('bad:1')?.spec.replicas]).toEqual([20, 13])
})

test('a name that another template has is a collision, and the next try takes another name', () => {
  const { create, change, run, clock, sets, web, api, setOf, pods, image } = cluster()
  create()
  change(run('web:2'))
  clock.advance(60_000)
  const name = setOf('web:2')?.metadata.name ?? ''
  change(run('web:1'))
  clock.advance(60_000)
  const before = setOf('web:2')
  if (before) {
    const of = { resource: 'replicasets.apps', namespace: 'default', name }
    api.update(
      of,
      { ...before, spec: { ...before.spec, template: { ...before.spec.template, spec: { containers: [{ name: 'web', image: 'other' }] } } } },
      options,
    )
  }
  change(run('web:2'))
  clock.advance(60_000)
  expect(web().status?.collisionCount).toBe(1)
  expect(sets().map(({ metadata }) => metadata.name)).toContain(name)
  expect(setOf('web:2')?.metadata.name).not.toBe(name)
  expect(pods().map(image)).toEqual(['web:2', 'web:2', 'web:2'])
})

test('the status of a Deployment goes through what a real controller was seen to write', () => {
  const { create, change, clock, store } = cluster()
  const seen: string[] = []
  store.subscribe(({ resource, object }) => {
    if (resource !== 'deployments.apps') return
    const { metadata, status = {} } = object as Deployment
    const { observedGeneration = '-', replicas = 0, updatedReplicas = 0, availableReplicas = 0, unavailableReplicas = 0, conditions = [] } = status
    const counts = [replicas, updatedReplicas, availableReplicas, unavailableReplicas].join('/')
    const progressing = conditions.find(({ type }) => type === 'Progressing')?.reason ?? '-'
    seen.push(`${metadata.generation} seen ${observedGeneration} revision ${metadata.annotations?.[REVISION] ?? '-'} ${counts} ${progressing}`)
  })
  create()
  expect(seen.splice(0)).toEqual([
    '1 seen - revision - 0/0/0/0 -',
    '1 seen - revision 1 0/0/0/0 NewReplicaSetCreated',
    '1 seen 1 revision 1 0/0/0/3 NewReplicaSetCreated',
    '1 seen 1 revision 1 3/3/0/3 ReplicaSetUpdated',
    '1 seen 1 revision 1 3/3/3/0 NewReplicaSetAvailable',
  ])
  change({ replicas: 5 })
  clock.advance(1_000)
  expect(seen.splice(0)).toEqual([
    '2 seen 1 revision 1 3/3/3/0 NewReplicaSetAvailable',
    '2 seen 2 revision 1 3/3/3/0 NewReplicaSetAvailable',
    '2 seen 2 revision 1 3/3/3/2 NewReplicaSetAvailable',
    '2 seen 2 revision 1 5/5/3/2 NewReplicaSetAvailable',
    '2 seen 2 revision 1 5/5/5/0 NewReplicaSetAvailable',
  ])
  change({ paused: true })
  clock.advance(1_000)
  change({ paused: false })
  clock.advance(1_000)
  expect(seen).toEqual([
    '3 seen 2 revision 1 5/5/5/0 NewReplicaSetAvailable',
    '3 seen 2 revision 1 5/5/5/0 DeploymentPaused',
    '3 seen 3 revision 1 5/5/5/0 DeploymentPaused',
    '4 seen 3 revision 1 5/5/5/0 DeploymentPaused',
    '4 seen 3 revision 1 5/5/5/0 DeploymentResumed',
    '4 seen 4 revision 1 5/5/5/0 NewReplicaSetAvailable',
  ])
})

test('what stands still writes nothing', () => {
  const { create, clock, store, running } = cluster()
  create()
  clock.advance(60_000)
  const { version } = store
  clock.advance(3_600_000)
  expect(store.version).toBe(version)
  for (const { stop } of running) stop()
  expect(clock.next).toBeNull()
})
