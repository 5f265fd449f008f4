import { type Failure, ManualClock, type Outcome } from '@binnacle/shared'
import { expect, test } from 'vitest'
import { Identity } from '../access/Identity.ts'
import type { Cluster } from '../kube/Cluster.ts'
import { Runs } from './Runs.ts'
import { RunsBench } from './testing/RunsBench.ts'

const ref = { namespace: 'shop', name: 'hello', uid: 'job-1' }

/** The verdict on a Job that leaves after its deletion was answered so. */
async function deletion(answer: Outcome<{ uid: string }>) {
  const bench = new RunsBench()
  const { informers } = bench.cluster
  const clock = bench.clock
  const runs = new Runs({ clock, rails: { allowSystem: false, readOnly: false }, audit: () => undefined, identity: new Identity(new ManualClock()) })
  const cluster = {
    context: 'kind',
    informers,
    client: { json: () => Promise.resolve(answer), stream: () => Promise.resolve({ ok: true }) },
  } as unknown as Cluster // as much of it as runs need
  const { source } = runs.of(cluster).list({ namespace: null })
  const job = bench.job()
  bench.pod()
  await runs.attend({ context: 'kind', name: 'jobs.delete', input: ref }, () => Promise.resolve(answer))
  bench.source('jobs.launched').remove(job)
  bench.seconds(1)
  const row = source.rows.get('job-1')
  runs.close()
  return row?.outcome?.verdict
}

test.each<[string, Outcome<{ uid: string }>, string]>([
  ['done', { ok: true, output: { uid: 'job-1' } }, 'terminated by you'],
  ['refused', fails('Forbidden', 403), 'deleted by someone else'],
  ['lost', fails('Disconnected', 0), 'terminated by you'],
])('a Job that leaves after its deletion through Binnacle was %s', async (_answer, outcome, verdict) => {
  expect(await deletion(outcome)).toBe(verdict)
})

function fails(reason: Failure['reason'], code: number): Outcome<never> {
  return { ok: false, failure: { reason, code, message: reason } }
}
