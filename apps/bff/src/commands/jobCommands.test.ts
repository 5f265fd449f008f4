import { type Failure, jobDefaults, type Outcome } from '@binnacle/shared'
import { beforeEach, expect, test } from 'vitest'
import type { KubeRequest } from '../kube/request.ts'
import { createJob } from './createJob.ts'
import { deleteJob } from './deleteJob.ts'
import { extendJob } from './extendJob.ts'
import { terminateJob } from './terminateJob.ts'

type Asked = { method: string; path: string; body: unknown; query: unknown }

const input = { ...jobDefaults, command: [], args: [], env: [], namespace: 'shop', name: 'hello', image: 'busybox:1.36' }
const ref = { namespace: 'shop', name: 'hello', uid: 'job-1' }
const PATH = '/apis/batch/v1/namespaces/shop/jobs/hello'
const lost: Outcome<never> = fails('Disconnected', 0, 'cut')
let asked: Asked[] = []

beforeEach(() => {
  asked = []
})

function fails(reason: Failure['reason'], code: number, message: string): Outcome<never> {
  return { ok: false, failure: { reason, code, message } }
}

const job = (more: { uid?: string; annotations?: object; deadline?: number; conditions?: object[]; leaving?: true } = {}): Outcome<unknown> => ({
  ok: true,
  output: {
    metadata: { uid: more.uid ?? 'job-1', annotations: more.annotations, ...(more.leaving && { deletionTimestamp: '2026-01-01T00:00:00Z' }) },
    spec: { activeDeadlineSeconds: more.deadline ?? 60 },
    status: { conditions: more.conditions },
  },
})
const ending = { type: 'FailureTarget', status: 'True', reason: 'DeadlineExceeded' }

/** What a command works with, on a cluster that answers reads and writes as it is told. */
function tools(write: (asked: Asked) => Outcome<unknown>, read: () => Outcome<unknown> = () => job()) {
  const json = async (request: KubeRequest): Promise<Outcome<unknown>> => {
    if (!request.path.ok) return request.path
    const one = { method: request.method ?? 'GET', path: request.path.output.text, body: 'body' in request ? request.body : undefined, query: request.query }
    asked.push(one)
    return one.method === 'GET' ? read() : write(one)
  }
  const clock = { now: () => 1_700_000_000_900, after: (_ms: number, then: () => void) => (queueMicrotask(then), () => undefined) }
  return { client: { json }, clock, auditId: 'request-1', about: () => null }
}

const writes = () => asked.filter(({ method }) => method !== 'GET')

test('a launch creates the manifest that was shown, and names its request', async () => {
  const outcome = await createJob.execute(
    input,
    tools(() => job()),
  )
  expect(outcome).toEqual({ ok: true, output: { uid: 'job-1', namespace: 'shop', name: 'hello' } })
  expect(asked).toMatchObject([
    {
      method: 'POST',
      path: '/apis/batch/v1/namespaces/shop/jobs',
      query: { fieldValidation: 'Strict' },
      body: {
        metadata: { labels: { 'app.kubernetes.io/managed-by': 'binnacle' }, annotations: { 'binnacle.dev/request-id': 'request-1' } },
        spec: {
          activeDeadlineSeconds: 60,
          template: { spec: { restartPolicy: 'Never', terminationGracePeriodSeconds: 5, automountServiceAccountToken: false } },
        },
      },
    },
  ])
})

test('what the cluster refuses is passed on in its words, and sent once', async () => {
  const quota = fails('Forbidden', 403, 'jobs.batch "hello" is forbidden: exceeded quota: none')
  const outcome = await createJob.execute(
    input,
    tools(() => quota),
  )
  expect(outcome).toEqual(quota)
  expect(asked).toHaveLength(1)
})

test.each([
  ['ours', () => job({ annotations: { 'binnacle.dev/request-id': 'request-1' } }), { ok: true, output: { uid: 'job-1' } }],
  ['of another request', () => job({ uid: 'job-0' }), { ok: false, failure: { reason: 'AlreadyExists', code: 409 } }],
  ['not there', () => fails('NotFound', 404, ''), { ok: false, failure: { message: 'cut (no answer; there is no job of this name, nothing was created)' } }],
  ['not to be seen', () => lost, { ok: false, failure: { message: 'cut (no answer, state unknown: the job may or may not have been created)' } }],
])('a launch whose reply was lost is settled by looking, never sent again: the job is %s', async (_what, read, expected) => {
  const outcome = await createJob.execute(
    input,
    tools(() => lost, read),
  )
  expect(outcome).toMatchObject(expected)
  expect(writes()).toHaveLength(1)
})

test('ending a run now is one patch that names the uid', async () => {
  const outcome = await terminateJob.execute(
    ref,
    tools(() => job()),
  )
  expect(outcome).toEqual({ ok: true, output: { uid: 'job-1', terminatedAt: 1_700_000_000 } })
  const body = { metadata: { uid: 'job-1', annotations: { 'binnacle.dev/terminated-at': '2023-11-14T22:13:20Z' } }, spec: { activeDeadlineSeconds: 1 } }
  expect(writes()).toEqual([{ method: 'PATCH', path: PATH, body, query: undefined }])
})

test.each([
  ['lost, and done', () => job({ annotations: { 'binnacle.dev/terminated-at': '2023-11-14T22:13:20Z' } }), { ok: true }],
  ['lost, and not done', () => job(), { ok: false, failure: { message: 'cut (no answer; the job is as it was, nothing was written)' } }],
])('the reply to an ending was %s', async (_what, read, expected) => {
  const outcome = await terminateJob.execute(
    ref,
    tools(() => lost, read),
  )
  expect(outcome).toMatchObject(expected)
  expect(writes()).toHaveLength(1)
})

test.each([
  ['was replaced', () => job({ uid: 'job-2' }), 'was replaced since you looked'],
  ['is ending', () => job({ conditions: [ending] }), 'has ended or is ending: FailureTarget, DeadlineExceeded'],
  ['has completed', () => job({ conditions: [{ type: 'Complete', status: 'True' }] }), 'has ended or is ending: Complete'],
  ['is being deleted', () => job({ leaving: true }), 'is being deleted'],
])('a run that %s is neither ended nor given more time', async (_what, read, words) => {
  for (const outcome of [
    await terminateJob.execute(
      ref,
      tools(() => job(), read),
    ),
    await extendJob.execute(
      { ...ref, seen: 60, activeDeadlineSeconds: 120 },
      tools(() => job(), read),
    ),
  ]) {
    expect(outcome).toMatchObject({ ok: false, failure: { reason: 'Conflict', code: 409, message: expect.stringContaining(words) as string } })
  }
  expect(writes()).toEqual([])
})

test('more time is one patch that tests the uid and the deadline that was seen', async () => {
  const outcome = await extendJob.execute(
    { ...ref, seen: 60, activeDeadlineSeconds: 120 },
    tools(() => job()),
  )
  expect(outcome).toEqual({ ok: true, output: { uid: 'job-1', activeDeadlineSeconds: 120 } })
  expect(writes()[0]?.body).toEqual([
    { op: 'test', path: '/metadata/uid', value: 'job-1' },
    { op: 'test', path: '/spec/activeDeadlineSeconds', value: 60 },
    { op: 'replace', path: '/spec/activeDeadlineSeconds', value: 120 },
  ])
})

test('a deadline that somebody else changed is a conflict with both, found before the patch or by it', async () => {
  const words = 'the deadline of jobs.batch "hello" changed since you looked: you saw 60 s, it is 90 s now; nothing was written'
  const more = { ...ref, seen: 60, activeDeadlineSeconds: 120 }
  expect(
    await extendJob.execute(
      more,
      tools(
        () => job(),
        () => job({ deadline: 90 }),
      ),
    ),
  ).toMatchObject({ ok: false, failure: { reason: 'Conflict', message: words } })
  expect(writes()).toEqual([])
  const reads = [job(), job({ deadline: 90 })]
  const refused = fails('Invalid', 422, 'the server rejected our request due to an error in our request')
  expect(
    await extendJob.execute(
      more,
      tools(
        () => refused,
        () => reads.shift() ?? lost,
      ),
    ),
  ).toMatchObject({ ok: false, failure: { reason: 'Conflict', message: words } })
})

test('deleting names the uid and takes the pods along', async () => {
  expect(
    await deleteJob.execute(
      ref,
      tools(() => ({ ok: true, output: { kind: 'Status' } })),
    ),
  ).toEqual({ ok: true, output: { uid: 'job-1' } })
  expect(writes()).toEqual([{ method: 'DELETE', path: PATH, body: { preconditions: { uid: 'job-1' }, propagationPolicy: 'Background' }, query: undefined }])
})
