import { commands, type ObjectRef } from '@binnacle/shared'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { WorkloadCluster } from './testing/WorkloadCluster.ts'
import { CAUSE, createReplicaSet, give, refOf, replicaSetPath, template, WEB, webShop } from './testing/workloadBench.ts'

// Real sockets on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

const { input } = commands['deployments.undo']
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

const to3 = () => ({ ...ref, generation: 7, to: 3 })
const undo = (more: { generation?: number; to?: number } = {}) => give(cluster, 'deployments.undo', { ...to3(), ...more })

test('gives the template of the revision without its hash, the annotations that kubectl copies, and the cause', async () => {
  const before = cluster.get(WEB)
  expect(await undo()).toEqual({ ok: true, output: { generation: 8, changed: true, cause: 'undo to revision 3 (three)' } })
  const { metadata, spec } = cluster.get(WEB)
  const kept = cluster.get(replicaSetPath(3)).spec.template
  expect(spec).toEqual({ ...before.spec, template: { ...kept, metadata: { labels: { app: 'web' } } } })
  expect(spec.template).toMatchObject(template('3'))
  expect(metadata.annotations).toEqual({
    'deployment.kubernetes.io/revision': '5',
    'kubectl.kubernetes.io/last-applied-configuration': '{}',
    team: 'green',
    [CAUSE]: 'undo to revision 3 (three)',
  })
  expect(cluster.writes).toHaveLength(1)
  expect(cluster.asked.find(({ path }) => path.endsWith('/replicasets'))?.labelSelector).toBe('app=web')
})

test('a revision without a cause has none in the undo’s', async () => {
  expect(await undo({ to: 4 })).toMatchObject({ ok: true, output: { cause: 'undo to revision 4' } })
})

test('a Deployment without annotations takes those of the revision', async () => {
  cluster.edit(WEB, ({ metadata }) => delete metadata.annotations)
  expect(await undo({ generation: 8 })).toMatchObject({ ok: true })
  expect(cluster.get(WEB).metadata.annotations).toEqual({ team: 'green', [CAUSE]: 'undo to revision 3 (three)' })
})

test.each([
  ['0 (kubectl’s previous)', 0],
  ['-1', -1],
  ['1.5', 1.5],
  ['text', 'abc'],
  ['2^53', 2 ** 53],
  ['infinite', Number.POSITIVE_INFINITY],
  ['no number', null],
])('revision %s is no input', (_what, to) => {
  expect(input.safeParse(to3()).success).toBe(true)
  expect(input.safeParse({ ...to3(), to }).success).toBe(false)
})

test('a revision that is no longer kept is told, with those that are', async () => {
  expect(await undo({ to: 2 })).toEqual({
    ok: false,
    failure: { reason: 'NotFound', code: 404, message: 'revision 2 of deployments.apps "web" is no longer kept: 3, 4, 5 are' },
  })
  for (const revision of [4, 5]) cluster.remove(replicaSetPath(revision))
  expect(await undo({ to: 2 })).toMatchObject({ failure: { message: expect.stringContaining('no longer kept: 3 is') as string } })
  cluster.remove(replicaSetPath(3))
  expect(await undo({ to: 2 })).toMatchObject({ failure: { message: expect.stringContaining('no longer kept: none is') as string } })
  expect(cluster.writes).toEqual([])
})

test('only ReplicaSets that this uid controls count, whatever their labels say', async () => {
  createReplicaSet(cluster, 2, { owner: 'uid-0' })
  expect(await undo({ to: 2 })).toMatchObject({ ok: false, failure: { reason: 'NotFound' } })
  expect(cluster.writes).toEqual([])
})

test('the current revision is not written again', async () => {
  expect(await undo({ to: 5 })).toEqual({ ok: true, output: { generation: 7, changed: false, cause: 'five' } })
  expect(cluster.writes).toEqual([])
  expect(cluster.get(WEB).metadata.annotations?.[CAUSE]).toBe('five')
})

test('an older revision with the template of today is not written either', async () => {
  createReplicaSet(cluster, 2, { tag: '5' })
  expect(await undo({ to: 2 })).toMatchObject({ ok: true, output: { changed: false } })
  expect(cluster.writes).toEqual([])
})

test('a paused Deployment is refused in kubectl’s words', async () => {
  cluster.edit(WEB, ({ spec }) => void (spec.paused = true))
  expect(await undo({ generation: 8 })).toMatchObject({
    ok: false,
    failure: { reason: 'Invalid', message: "you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again" },
  })
  expect(cluster.writes).toEqual([])
})

const otherWriters: readonly [string, (cluster: WorkloadCluster) => void, string][] = [
  [
    'scaled',
    (shop) => shop.edit(WEB, ({ spec }) => void (spec.replicas = 1)),
    'you saw generation 7, it is now generation 8, 1 replica, web=registry.example/web:5',
  ],
  ['given another image', (shop) => shop.edit(WEB, ({ spec }) => void (spec.template = template('9'))), 'generation 8, 3 replicas, web=registry.example/web:9'],
  ['paused', (shop) => shop.edit(WEB, ({ spec }) => void (spec.paused = true)), 'generation 8, 3 replicas, paused, web='],
]

test.each(otherWriters)(
  'a Deployment that was %s before or on the way is a conflict with both states, and stays as the other left it',
  async (_what, other, words) => {
    cluster.meanwhile = () => other(cluster)
    const onTheWay = await undo()
    const left = cluster.get(WEB)
    for (const outcome of [onTheWay, await undo()]) {
      expect(outcome).toMatchObject({ ok: false, failure: { reason: 'Conflict', code: 409, message: expect.stringContaining(words) as string } })
    }
    expect(cluster.get(WEB)).toEqual(left)
    expect(cluster.writes).toHaveLength(1)
  },
)

test('a Deployment of another uid is left alone', async () => {
  let successor = cluster.get(WEB)
  cluster.meanwhile = () => {
    successor = cluster.replace(WEB)
  }
  const onTheWay = await undo()
  for (const outcome of [onTheWay, await undo()]) {
    expect(outcome).toMatchObject({ ok: false, failure: { reason: 'Conflict', message: expect.stringContaining('was replaced since you looked') as string } })
  }
  expect(successor.metadata.uid).not.toBe(ref.uid)
  expect(cluster.get(WEB)).toEqual(successor)
})

test('a rollout that moves does not hinder it: status writes are no other generation', async () => {
  cluster.meanwhile = () => cluster.report(WEB, { observedGeneration: 7, replicas: 3, readyReplicas: 1, updatedReplicas: 2, unavailableReplicas: 2 })
  expect(await undo()).toMatchObject({ ok: true, output: { changed: true } })
  expect(cluster.writes).toHaveLength(1)
})

test('two at once: one is done, the other hears of it', async () => {
  const [one, other] = await Promise.all([undo(), undo({ to: 4 })])
  expect([one.ok, other.ok].filter((ok) => ok)).toHaveLength(1)
  expect(one.ok ? other : one).toMatchObject({ ok: false, failure: { reason: 'Conflict', code: 409 } })
  expect(cluster.get(WEB).metadata.generation).toBe(8)
})

test('a revision that another user’s undo renumbered is a conflict, not a revision that is gone', async () => {
  cluster.beforeList = () => {
    cluster.remove(replicaSetPath(3))
    cluster.edit(WEB, ({ spec }) => void (spec.template = template('3')))
  }
  expect(await undo()).toMatchObject({ ok: false, failure: { reason: 'Conflict' } })
})

test.each([
  ['control characters', 'a\u0000b\nc\u001b[2Jd\u2028e', 'undo to revision 3 (a b c [2Jd e)'],
  ['2 KiB', 'x'.repeat(2048), `undo to revision 3 (${'x'.repeat(1024 - 20 - 3)}…`],
  ['2 KiB of three bytes each', '漢'.repeat(2048), `undo to revision 3 (${'漢'.repeat(333)}…`],
])('a cause with %s is cleaned and cut at 1 KiB', async (_what, cause, expected) => {
  cluster.edit(replicaSetPath(3), ({ metadata }) => void (metadata.annotations = { ...metadata.annotations, [CAUSE]: cause }))
  await undo()
  const written = cluster.get(WEB).metadata.annotations?.[CAUSE] ?? ''
  expect(written).toBe(expected)
  expect(Buffer.byteLength(written)).toBeLessThanOrEqual(1024)
})

test('a reply that was lost after the write is found done, and nothing is sent again', async () => {
  cluster.lose = 'reply'
  expect(await undo()).toEqual({ ok: true, output: { generation: 8, changed: true, cause: 'undo to revision 3 (three)' } })
  expect(cluster.writes).toHaveLength(1)
})

test('a request that never arrived is found not done', async () => {
  cluster.lose = 'request'
  expect(await undo()).toMatchObject({
    ok: false,
    failure: { reason: 'Disconnected', message: 'cut (no answer; deployments.apps "web" is as it was, nothing was written)' },
  })
  expect(cluster.writes).toHaveLength(1)
})

test('with nobody answering, nobody knows', async () => {
  cluster.lose = 'reply'
  cluster.dark = true
  expect(await undo()).toMatchObject({
    ok: false,
    failure: { message: 'cut (no answer, state unknown: deployments.apps "web" may or may not have been changed)' },
  })
})

test('a lost reply of a Deployment that was replaced or deleted since is not taken for done', async () => {
  cluster.lose = 'request'
  cluster.meanwhile = () => void cluster.replace(WEB)
  expect(await undo()).toMatchObject({ ok: false, failure: { reason: 'Conflict' } })
  await again()
  cluster.lose = 'request'
  cluster.meanwhile = () => cluster.remove(WEB)
  expect(await undo()).toMatchObject({ ok: false, failure: { reason: 'NotFound' } })
})

test('what the cluster refuses is said in its own words', async () => {
  for (const [code, reason, message] of [
    [403, 'Forbidden', 'admission webhook "policy" denied the request: not on a Friday'],
    [422, 'Invalid', 'Deployment.apps "web" is invalid: spec.template: not so'],
  ] as const) {
    const forgive = cluster.refuse(code, reason, message)
    expect(await undo()).toMatchObject({ ok: false, failure: { reason, code, message } })
    forgive()
  }
  expect(cluster.writes).toHaveLength(2)
})
