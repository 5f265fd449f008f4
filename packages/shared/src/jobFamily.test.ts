import { expect, test } from 'vitest'
import { jobFamily } from './jobFamily.ts'
import type { LaunchedRun } from './jobRows.ts'
import { completionsText, jobDuration } from './jobText.ts'

const run: LaunchedRun = { runTimeSeconds: 60, sampleSeconds: 10, atEnd: 'keep', terminatedAt: null, outcome: null }
const timeUp = [{ type: 'Failed', status: 'True', reason: 'DeadlineExceeded', message: '', since: null }]
const row = { status: 'Running', active: 1, ready: 1, failed: 0, startedAt: 100, conditions: [], run: null }

test.each<[string, Partial<Parameters<typeof jobFamily>[0]>, string]>([
  ['runs', {}, 'ok'],
  ['starts', { ready: 0 }, 'progress'],
  ['tries again after a failure', { failed: 1 }, 'attention'],
  ['was not started', { startedAt: null, active: 0 }, 'progress'],
  ['ended well', { status: 'Complete' }, 'done'],
  ['failed', { status: 'Failed' }, 'fail'],
  ['of someone else ran out of time', { status: 'Failed', conditions: timeUp }, 'fail'],
  ['with a run time had its time', { status: 'Failed', conditions: timeUp, run }, 'done'],
  ['was terminated', { status: 'Failed', conditions: timeUp, run: { ...run, terminatedAt: 130 } }, 'off'],
  ['could not start', { status: 'Failed', conditions: timeUp, run: { ...run, outcome: { verdict: 'could not start', reason: '', exitCodes: [] } } }, 'fail'],
  ['is suspended', { status: 'Suspended' }, 'off'],
  ['is being deleted', { status: 'Terminating' }, 'leaving'],
  ['has a status of the future', { status: 'Dancing' }, 'unknown'],
])('a job that %s', (_what, more, family) => {
  expect(jobFamily({ ...row, ...more })).toBe(family)
})

test('completions and duration as kubectl prints them', () => {
  expect(completionsText({ succeeded: 1, completions: 3, parallelism: 2 })).toBe('1/3')
  expect(completionsText({ succeeded: 0, completions: null, parallelism: 1 })).toBe('0/1')
  expect(completionsText({ succeeded: 2, completions: null, parallelism: 4 })).toBe('2/1 of 4')
  expect([jobDuration({ startedAt: null, completedAt: null }, 200), jobDuration({ startedAt: 100, completedAt: null }, 200)]).toEqual(['', '100s'])
  expect(jobDuration({ startedAt: 100, completedAt: 145 }, 999)).toBe('45s')
})
