import type { RunLogRow, RunRow, SampleRow } from '@binnacle/shared'
import { act, cleanup, screen, within } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { NOW, showPage } from '../../page/testing/showPage.tsx'
import { JobPage } from './JobPage.tsx'
import { runRow, sampleRow } from './testing/runRows.ts'

afterEach(cleanup)

const started = NOW - 19
const ofRun = { namespace: 'shop', uid: 'u-run' }

async function showRun(run: Partial<RunRow>, { samples = [], logs = [] }: { samples?: SampleRow[]; logs?: RunLogRow[] } = {}) {
  const shown = await showPage(JobPage, '/c/minikube/jobs/shop/hello/monitor')
  const say = (more: Partial<RunRow>) =>
    act(() =>
      shown.live.say({ topic: 'run', context: 'minikube', params: { namespace: 'shop', name: 'hello' } }, { set: [runRow({ startedAt: started, ...more })] }),
    )
  say(run)
  act(() => {
    shown.live.say({ topic: 'run.samples', context: 'minikube', params: ofRun }, { set: samples })
    shown.live.say({ topic: 'run.logs', context: 'minikube', params: ofRun }, { set: logs })
    shown.live.say({ topic: 'jobs.pods', context: 'minikube', params: ofRun }, {})
  })
  return { ...shown, say }
}

const log = (more: Partial<RunLogRow>): RunLogRow => ({
  uid: 'l',
  namespace: 'shop',
  name: 'hello-x/main',
  created: started,
  pod: 'hello-x',
  podUid: 'p',
  container: 'main',
  state: 'saved',
  why: '',
  lines: [],
  dropped: 0,
  ...more,
})
const pod = { uid: 'p', name: 'hello-x', status: 'Running', startedAt: started, ready: 1, containers: 1, restarts: 0 }
const countdown = () => document.querySelector('[data-countdown]')?.textContent
const verdict = () => screen.getByRole('region', { name: 'Verdict' })

it('counts down on the clock of the server, and goes by the deadline that holds now', async () => {
  const { pass, say } = await showRun({})
  expect(countdown()).toBe('41 s left of 60 s')
  expect(screen.getByText('next sample in 1 s')).toBeTruthy()
  pass(2_000)
  expect(countdown()).toBe('39 s left of 60 s')
  say({ deadlineSeconds: 100 })
  expect(countdown()).toBe('79 s left of 100 s')
  pass(200_000)
  expect(countdown()).toBe('Time is up')
})

it('prints what was sampled oldest first, with a row for the time in which nobody looked', async () => {
  await showRun(
    {},
    { samples: [sampleRow(19), sampleRow(0, { pods: [pod], inNamespace: 4 }), sampleRow(5, { kind: 'gap', until: 15, why: 'Binnacle was not watching.' })] },
  )
  const rows = [...document.querySelectorAll('tbody[data-sample]')].map((body) => body.textContent)
  expect(rows[0]).toMatch(/^T\+04hello-xRunning\d\d:\d\d:\d\d1\/10$/)
  expect(rows[1]).toBe('T+5…15No samples: Binnacle was not watching.')
  expect(rows[2]).toContain('no pod of this job')
})

it('says what the time is spent on', async () => {
  await showRun({ state: 'starting', waiting: { pod: 'hello-x', reason: 'ImagePullBackOff', message: 'Back-off pulling image' } })
  expect(screen.getByText('The time is being spent waiting').parentElement?.textContent).toContain('ImagePullBackOff: Back-off pulling image')
})

it.each<[Partial<RunRow>, string, string]>([
  [{ outcome: { verdict: 'terminated on time', reason: 'DeadlineExceeded', exitCodes: [] }, endedAt: started + 60 }, 'Terminated on time', 'Its 60 s were up'],
  [
    { outcome: { verdict: 'terminated by you', reason: 'DeadlineExceeded', exitCodes: [] }, endedAt: started + 13, terminatedAt: started + 12 },
    'Terminated by you',
    'at T+12 s, before its time',
  ],
  [{ outcome: { verdict: 'completed', reason: '', exitCodes: [] }, endedAt: started + 5 }, 'Completed', 'at T+5 s, 55 s before its time'],
  [
    {
      outcome: { verdict: 'failed', reason: 'BackoffLimitExceeded', exitCodes: [{ pod: 'hello-x', container: 'main', exitCode: 137, reason: 'OOMKilled' }] },
      endedAt: started + 7,
    },
    'Failed',
    'exit code 137, killed because it needed more memory than its limit',
  ],
  [
    { outcome: { verdict: 'could not start', reason: 'ErrImagePull', exitCodes: [] }, endedAt: started + 60, message: 'no such image' },
    'Could not start',
    'ErrImagePull: no such image',
  ],
  [
    { outcome: { verdict: 'deleted by someone else', reason: '', exitCodes: [] }, endedAt: started + 23, exists: false },
    'Deleted by someone else',
    'at T+23 s',
  ],
  [{ outcome: null, endedAt: null, exists: false }, 'Ended', 'Nobody knows how it ended'],
])('tells how it ended: %#', async (run, title, words) => {
  await showRun({ state: 'ended', ...run })
  expect(within(verdict()).getByRole('heading').textContent).toBe(title)
  expect(verdict().textContent).toContain(words)
  expect(screen.getByRole('button', { name: 'Run again' })).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Delete Job' }) === null).toBe(run.exists === false)
})

it('shows the lines that were saved, how many were not, and why some were lost', async () => {
  const { live } = await showRun({ state: 'ended' }, { logs: [log({ lines: [{ at: '', text: 'last words' }], dropped: 1_200 })] })
  const region = () => screen.getByRole('log', { name: 'Log of main' })
  expect(region().textContent).toContain('last words')
  expect(region().textContent).toContain('1,200 lines before these were not kept')
  act(() =>
    live.say(
      { topic: 'run.logs', context: 'minikube', params: ofRun },
      { set: [log({ state: 'lost', why: 'Binnacle was not running when the pod was removed.' })] },
    ),
  )
  expect(region().textContent).toContain('Binnacle was not running when the pod was removed.')
})

it('follows a log once the container runs, not before', async () => {
  const { live } = await showRun({}, { logs: [log({ state: 'waiting' })] })
  expect(screen.queryByRole('log')).toBeNull()
  act(() => live.say({ topic: 'run.logs', context: 'minikube', params: ofRun }, { set: [log({ state: 'following' })] }))
  act(() =>
    live
      .logValue('minikube', { namespace: 'shop', name: 'hello-x', uid: 'p', container: 'main', previous: false, tail: 200 })
      .set({ state: 'following', failure: null, lines: [{ at: '', text: 'hello there' }], dropped: 0, gap: false }),
  )
  expect(screen.getByRole('log', { name: 'Log of main' }).textContent).toContain('hello there')
})

it('says that there is no such job only when it knows', async () => {
  const { live } = await showPage(JobPage, '/c/minikube/jobs/shop/hello/monitor')
  expect(screen.queryByText(/There is no Job/)).toBeNull()
  act(() => live.say({ topic: 'run', context: 'minikube', params: { namespace: 'shop', name: 'hello' } }, {}))
  expect(screen.queryByText(/There is no Job/)).toBeNull()
  act(() => live.say({ topic: 'job', context: 'minikube', params: { namespace: 'shop', name: 'hello' } }, {}))
  expect(screen.getByText('There is no Job hello in shop (any more).')).toBeTruthy()
})
