import { commands, type ObjectRef } from '@binnacle/shared'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { WorkloadCluster } from './testing/WorkloadCluster.ts'
import { CAUSE, give, now, refOf, replicaSetPath, template, WEB, webShop } from './testing/workloadBench.ts'

// Real sockets on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

const containing = (text: string) => expect.stringContaining(text) as string
let cluster: WorkloadCluster
let ref: ObjectRef

beforeEach(async () => {
  cluster = await webShop()
  ref = refOf(cluster)
})
afterEach(() => cluster.close())

/** The same shop once more. */
async function again(): Promise<void> {
  await cluster.close()
  cluster = await webShop()
  ref = refOf(cluster)
}

const setImage = (images: { container: string; image: string }[], cause = '') => give(cluster, 'deployments.setImage', { ...ref, generation: 7, images, cause })
const imageOf = (container: string) => cluster.get(WEB).spec.template?.spec.containers.find(({ name }) => name === container)?.image

test('new images keep everything else of their containers, and come with their cause in one write', async () => {
  const images = [
    { container: 'log', image: 'registry.example/log:2' },
    { container: 'setup', image: 'registry.example/setup:2' },
  ]
  const before = cluster.get(WEB).spec.template
  expect(await setImage(images, 'CVE-1')).toEqual({ ok: true, output: { generation: 8, changed: true } })
  const [web, log] = before?.spec.containers ?? []
  const [setup] = before?.spec.initContainers ?? []
  expect(cluster.get(WEB).spec.template).toEqual({
    ...before,
    spec: {
      ...before?.spec,
      containers: [web, { ...log, image: 'registry.example/log:2' }],
      initContainers: [{ ...setup, image: 'registry.example/setup:2' }],
    },
  })
  expect(cluster.get(WEB).metadata.annotations).toMatchObject({ [CAUSE]: 'CVE-1', team: 'blue' })
  expect(cluster.writes).toHaveLength(1)
})

test('without a cause, new images say themselves what they are', async () => {
  await setImage([{ container: 'web', image: 'registry.example/web:6' }])
  expect(cluster.get(WEB).metadata.annotations?.[CAUSE]).toBe('set image web=registry.example/web:6')
})

test('images that run already are not written', async () => {
  expect(await setImage([{ container: 'web', image: 'registry.example/web:5' }], 'again')).toEqual({ ok: true, output: { generation: 7, changed: false } })
  expect(cluster.writes).toEqual([])
})

test('a container that the template does not have, or that is named twice, is refused before anything is sent', async () => {
  const image = 'registry.example/web:6'
  expect(await setImage([{ container: 'cache', image }])).toMatchObject({
    ok: false,
    failure: { reason: 'Invalid', message: containing('unable to find container named "cache": setup, web, log are there') },
  })
  const twice = [image, `${image}6`].map((other) => ({ container: 'web', image: other }))
  expect(await setImage(twice)).toMatchObject({ ok: false, failure: { message: 'a container is named twice' } })
  expect(cluster.writes).toEqual([])
})

test('images are for the generation that was seen: another writer’s stay', async () => {
  cluster.meanwhile = () => cluster.edit(WEB, ({ spec }) => void (spec.template = template('9')))
  expect(await setImage([{ container: 'log', image: 'registry.example/log:2' }])).toMatchObject({
    ok: false,
    failure: { reason: 'Conflict', message: containing('you saw generation 7, it is now generation 8, 3 replicas, web=registry.example/web:9') },
  })
  expect([imageOf('web'), imageOf('log')]).toEqual(['registry.example/web:9', 'registry.example/log:1'])
})

test.each([' busybox', 'busy\nbox', 'BusyBox:LATEST:x', `a/${'b'.repeat(254)}`, '', 'a:'])('%j is no image', (image) => {
  const input = { ...ref, generation: 7, images: [{ container: 'web', image }], cause: '' }
  expect(commands['deployments.setImage'].input.safeParse(input).success).toBe(false)
})

test.each(['busybox', 'busybox:1.36', 'registry.example:5000/team/app_x/y.z:v1', `app@sha256:${'a'.repeat(64)}`, 'a:1@sha256:'.concat('0'.repeat(64))])(
  '%j is an image',
  (image) => {
    const input = { ...ref, generation: 7, images: [{ container: 'web', image }], cause: '' }
    expect(commands['deployments.setImage'].input.safeParse(input).success).toBe(true)
  },
)

test.each(['a\nb', 'a\u0000', '\u001b[2J', 'x'.repeat(1025)])('%j is no cause that a person may type', (cause) => {
  expect(commands['deployments.restart'].input.safeParse({ ...ref, cause }).success).toBe(false)
})

test('a restart stamps the template as kubectl does, once', async () => {
  const restart = () => give(cluster, 'deployments.restart', { ...ref, cause: '' })
  expect(await restart()).toEqual({ ok: true, output: { generation: 8, changed: true } })
  expect(await restart()).toEqual({ ok: true, output: { generation: 8, changed: false } })
  const at = new Date(now.now()).toISOString().replace('.000Z', 'Z')
  expect(cluster.get(WEB).spec.template?.metadata).toEqual({ labels: { app: 'web' }, annotations: { 'kubectl.kubernetes.io/restartedAt': at } })
  expect(cluster.get(WEB).metadata.annotations?.[CAUSE]).toBe('restart')
  expect(cluster.writes).toHaveLength(1)
  now.advance(1000)
  expect(await give(cluster, 'deployments.restart', { ...ref, cause: 'leaks' })).toMatchObject({ ok: true, output: { generation: 9, changed: true } })
  expect(cluster.get(WEB).metadata.annotations?.[CAUSE]).toBe('leaks')
})

test('a paused Deployment is not restarted, also when the pause came on the way', async () => {
  const { template: before } = cluster.get(WEB).spec
  cluster.meanwhile = () => cluster.edit(WEB, ({ spec }) => void (spec.paused = true))
  for (const outcome of [
    await give(cluster, 'deployments.restart', { ...ref, cause: '' }),
    await give(cluster, 'deployments.restart', { ...ref, cause: '' }),
  ]) {
    expect(outcome).toMatchObject({ ok: false, failure: { reason: 'Invalid', message: "can't restart paused deployment (run rollout resume first)" } })
  }
  expect(cluster.get(WEB).spec.template).toEqual(before)
})

test('a restart goes through beside another writer, and keeps what that one wrote', async () => {
  cluster.meanwhile = () => cluster.edit(WEB, ({ spec }) => void (spec.template = template('9')))
  expect(await give(cluster, 'deployments.restart', { ...ref, cause: '' })).toMatchObject({ ok: true, output: { generation: 9 } })
  expect(imageOf('web')).toBe('registry.example/web:9')
  expect(cluster.get(WEB).spec.template?.metadata?.annotations).toHaveProperty(['kubectl.kubernetes.io/restartedAt'])
})

test('pause and resume write once each, and nothing where it is so already', async () => {
  const steps = [
    ['deployments.resume', false, 7, false],
    ['deployments.pause', true, 8, true],
    ['deployments.pause', false, 8, true],
    ['deployments.resume', true, 9, false],
  ] as const
  for (const [name, changed, generation, paused] of steps) {
    expect([name, await give(cluster, name, ref)]).toEqual([name, { ok: true, output: { generation, changed } }])
    expect(cluster.get(WEB).spec.paused ?? false).toBe(paused)
  }
  expect(cluster.writes).toHaveLength(2)
})

test('a cause is written to the Deployment or to the ReplicaSet of an older revision, and taken away', async () => {
  const old = refOf(cluster, replicaSetPath(3))
  expect(await give(cluster, 'deployments.annotateCause', { ...ref, cause: 'better' })).toEqual({ ok: true, output: { generation: 8, changed: true } })
  expect(await give(cluster, 'deployments.annotateCause', { ...ref, cause: 'better' })).toEqual({ ok: true, output: { generation: 8, changed: false } })
  expect(await give(cluster, 'replicasets.annotateCause', { ...old, cause: '' })).toMatchObject({ ok: true, output: { changed: true } })
  expect(await give(cluster, 'replicasets.annotateCause', { ...old, cause: '' })).toMatchObject({ ok: true, output: { changed: false } })
  expect(cluster.get(WEB).metadata.annotations).toMatchObject({ [CAUSE]: 'better', team: 'blue' })
  expect(cluster.get(replicaSetPath(3)).metadata.annotations).not.toHaveProperty([CAUSE])
  expect(cluster.get(replicaSetPath(3)).metadata.annotations).toHaveProperty('team', 'green')
})

test('a first annotation does not wipe out one that another writer was first with', async () => {
  cluster.edit(WEB, ({ metadata }) => delete metadata.annotations)
  cluster.meanwhile = () => cluster.edit(WEB, ({ metadata }) => void (metadata.annotations = { team: 'red' }))
  expect(await give(cluster, 'deployments.annotateCause', { ...ref, cause: 'mine' })).toMatchObject({ ok: true })
  expect(cluster.get(WEB).metadata.annotations).toEqual({ team: 'red', [CAUSE]: 'mine' })
})

const scale = (seen: number, replicas: number) => give(cluster, 'deployments.scale', { ...ref, seen, replicas })

test('scaling goes through the scale subresource, from and to nought too, and tells the generation', async () => {
  expect(await scale(3, 0)).toEqual({ ok: true, output: { generation: 8, changed: true } })
  expect(await scale(0, 4)).toEqual({ ok: true, output: { generation: 9, changed: true } })
  expect(cluster.get(WEB).spec.replicas).toBe(4)
  expect(cluster.writes.map(({ path }) => path)).toEqual([`${WEB}/scale`, `${WEB}/scale`])
})

test('another number by then is a conflict that names it, before or on the way', async () => {
  cluster.meanwhile = () => cluster.edit(WEB, ({ spec }) => void (spec.replicas = 7))
  for (const outcome of [await scale(3, 4), await scale(3, 4)]) {
    expect(outcome).toMatchObject({ ok: false, failure: { reason: 'Conflict', code: 409, message: containing('you saw 3, it is now 7; nothing was written') } })
  }
  expect(cluster.get(WEB).spec.replicas).toBe(7)
})

test('the number that is there already is not written: a double click scales once', async () => {
  expect([await scale(3, 4), await scale(3, 4)]).toMatchObject([
    { ok: true, output: { generation: 8, changed: true } },
    { ok: true, output: { generation: 8, changed: false } },
  ])
  expect(cluster.writes).toHaveLength(1)
})

test('ReplicaSets and ReplicationControllers are scaled at their own addresses', async () => {
  const controller = '/api/v1/namespaces/shop/replicationcontrollers/web'
  cluster.create(controller, {
    apiVersion: 'v1',
    kind: 'ReplicationController',
    metadata: {},
    spec: { replicas: 3, selector: { app: 'web' }, template: template('5') },
  })
  expect(await give(cluster, 'replicationcontrollers.scale', { ...refOf(cluster, controller), seen: 3, replicas: 5 })).toMatchObject({ ok: true })
  expect(await give(cluster, 'replicasets.scale', { ...refOf(cluster, replicaSetPath(3)), seen: 0, replicas: 2 })).toMatchObject({ ok: true })
  expect([cluster.get(controller).spec.replicas, cluster.get(replicaSetPath(3)).spec.replicas, cluster.get(WEB).spec.replicas]).toEqual([5, 2, 3])
})

test('what the apiserver says of a wrong Scale is not passed on: it quotes the whole of it', async () => {
  cluster.refuse(422, 'Invalid', ' "" is invalid: patch: Invalid value: "{\\"kind\\":\\"Scale\\",\\"secret\\":\\"c4n4ry\\"}"')
  const outcome = await scale(3, 4)
  expect(outcome).toMatchObject({ ok: false, failure: { reason: 'Invalid', code: 422 } })
  expect(JSON.stringify(outcome)).not.toContain('c4n4ry')
})

test.each([-1, 1.5, '3', null, undefined, 2 ** 31, 2_147_483_647, 1001, Number.NaN])('%j replicas are no input', (replicas) => {
  expect(commands['deployments.scale'].input.safeParse({ ...ref, seen: 3, replicas }).success).toBe(false)
})

test.each([0, 1e3, -0])('%j replicas are', (replicas) => {
  expect(commands['deployments.scale'].input.safeParse({ ...ref, seen: 3, replicas }).success).toBe(true)
})

test('a lost reply is settled by looking, whatever was asked', async () => {
  cluster.lose = 'reply'
  const outcomes = [
    await setImage([{ container: 'web', image: 'registry.example/web:6' }]),
    await give(cluster, 'deployments.restart', { ...ref, cause: '' }),
    await give(cluster, 'deployments.pause', ref),
    await give(cluster, 'deployments.resume', ref),
    await give(cluster, 'deployments.annotateCause', { ...ref, cause: 'why' }),
    await scale(3, 4),
  ]
  expect(outcomes.map((outcome) => (outcome.ok ? outcome.output : outcome.failure))).toEqual(
    [8, 9, 10, 11, 12, 13].map((generation) => ({ generation, changed: true })),
  )
  expect(cluster.writes).toHaveLength(outcomes.length)
  cluster.lose = 'request'
  expect(await scale(4, 5)).toMatchObject({ ok: false, failure: { message: containing('is as it was, nothing was written') } })
  cluster.meanwhile = () => cluster.edit(WEB, ({ spec }) => void (spec.replicas = 9))
  expect(await scale(4, 5)).toMatchObject({ ok: false, failure: { message: containing('state unknown') } })
  expect(cluster.get(WEB).spec.replicas).toBe(9)
})

test('nothing is changed of a successor of the same name', async () => {
  const before = cluster.replace(WEB)
  const outcomes = [
    await setImage([{ container: 'web', image: 'registry.example/web:6' }]),
    await give(cluster, 'deployments.restart', { ...ref, cause: '' }),
    await give(cluster, 'deployments.pause', ref),
    await give(cluster, 'deployments.annotateCause', { ...ref, cause: 'why' }),
    await scale(3, 4),
  ]
  for (const outcome of outcomes) {
    expect(outcome).toMatchObject({
      ok: false,
      failure: { reason: 'Conflict', message: containing(`replaced since you looked (uid ${ref.uid} then, ${before.metadata.uid} now)`) },
    })
  }
  expect(await give(cluster, 'deployments.delete', ref)).toMatchObject({ ok: false, failure: { reason: 'Conflict', message: containing('it was replaced') } })
  expect(cluster.get(WEB)).toEqual(before)
})

test.each<[string, () => Promise<unknown>]>([
  ['scaling', () => scale(3, 4)],
  ['new images', () => setImage([{ container: 'web', image: 'registry.example/web:6' }])],
  ['a restart', () => give(cluster, 'deployments.restart', { ...ref, cause: '' })],
  ['a pause', () => give(cluster, 'deployments.pause', ref)],
  ['a cause', () => give(cluster, 'deployments.annotateCause', { ...ref, cause: 'why' })],
])('a successor that comes on the way is left alone too: %s', async (_what, command) => {
  let successor = cluster.get(WEB)
  cluster.meanwhile = () => {
    successor = cluster.replace(WEB)
  }
  expect(await command()).toMatchObject({ ok: false, failure: { reason: 'Conflict', message: containing('was replaced') } })
  expect(cluster.writes).toHaveLength(1)
  expect(cluster.get(WEB)).toEqual(successor)
})

test('what is gone is not found, and what keeps changing is given up without a write', async () => {
  cluster.remove(WEB)
  expect(await scale(3, 4)).toMatchObject({ ok: false, failure: { reason: 'NotFound' } })
  expect(cluster.writes).toEqual([])
  await again()
  cluster.refuse(409, 'Conflict', 'the object has been modified')
  expect(await scale(3, 4)).toMatchObject({
    ok: false,
    failure: { reason: 'Conflict', message: containing('changed 5 times while this was prepared; nothing was written') },
  })
})

test('deleting a Deployment names its uid, takes its pods along in the background, and survives a lost reply', async () => {
  expect(await give(cluster, 'deployments.delete', ref)).toEqual({ ok: true, output: { uid: ref.uid } })
  expect(cluster.writes).toMatchObject([{ method: 'DELETE', path: WEB, body: { preconditions: { uid: ref.uid }, propagationPolicy: 'Background' } }])
  await again()
  cluster.lose = 'reply'
  expect(await give(cluster, 'deployments.delete', ref)).toEqual({ ok: true, output: { uid: ref.uid } })
  await again()
  cluster.lose = 'request'
  expect(await give(cluster, 'deployments.delete', ref)).toMatchObject({
    ok: false,
    failure: { message: containing('the deployment is still there and was not asked to go') },
  })
  expect(cluster.writes).toHaveLength(1)
})
