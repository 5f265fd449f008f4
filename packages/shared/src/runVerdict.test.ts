import { expect, test } from 'vitest'
import type { Condition } from './rows.ts'
import { type RunFacts, type RunPod, runVerdict } from './runVerdict.ts'

const is = (type: string, reason: string, message = ''): Condition => ({ type, status: 'True', reason, message, since: 100 })
const ran: RunPod = { name: 'a-1', everRan: true, stuck: null, exits: [{ pod: 'a-1', container: 'main', exitCode: 137, reason: 'Error' }] }
const pulls: RunPod = { name: 'a-1', everRan: false, stuck: { reason: 'ErrImagePull', message: 'no such image' }, exits: [] }
const open: RunFacts = { conditions: [], terminatedAt: null, deletedBy: null, pods: [ran], wholeStory: true }
const timeUp = [is('FailureTarget', 'DeadlineExceeded', 'Job was active longer than specified deadline')]

test.each<[string, Partial<RunFacts>, string | null, string]>([
  ['it runs', {}, null, ''],
  ['its pod does not start yet', { pods: [pulls] }, null, ''],
  ['a condition that does not hold', { conditions: [{ ...is('Failed', 'X'), status: 'False' }] }, null, ''],
  ['it left before its end', { deletedBy: 'someone else' }, 'deleted by someone else', ''],
  ['it left before its end and had never run', { deletedBy: 'someone else', pods: [pulls] }, 'deleted by someone else', ''],
  ['its time was up, then somebody deleted it', { deletedBy: 'someone else', conditions: timeUp }, 'terminated on time', 'DeadlineExceeded'],
  ['it was deleted through Binnacle', { deletedBy: 'you' }, 'terminated by you', ''],
  ['its time was spent waiting for an image', { conditions: timeUp, pods: [pulls] }, 'could not start', 'ErrImagePull'],
  ['terminated while it waited for an image', { conditions: timeUp, pods: [pulls], terminatedAt: 90 }, 'could not start', 'ErrImagePull'],
  ['no pod was ever made', { conditions: timeUp, pods: [] }, 'could not start', 'FailedCreate'],
  ['nobody saw a pod, and nobody looked all the time', { conditions: timeUp, pods: [], wholeStory: false }, 'terminated on time', 'DeadlineExceeded'],
  ['one pod ran, one did not', { conditions: timeUp, pods: [pulls, ran] }, 'terminated on time', 'DeadlineExceeded'],
  ['its pods leave', { conditions: timeUp }, 'terminated on time', 'DeadlineExceeded'],
  ['its pods have left', { conditions: [...timeUp, is('Failed', 'DeadlineExceeded')] }, 'terminated on time', 'DeadlineExceeded'],
  ['someone asked for its end', { conditions: timeUp, terminatedAt: 90 }, 'terminated by you', 'DeadlineExceeded'],
  ['it failed before someone asked', { conditions: [is('Failed', 'BackoffLimitExceeded')], terminatedAt: 90 }, 'failed', 'BackoffLimitExceeded'],
  ['it failed', { conditions: [is('FailureTarget', 'BackoffLimitExceeded')] }, 'failed', 'BackoffLimitExceeded'],
  ['it ended well', { conditions: [is('SuccessCriteriaMet', 'CompletionsReached')] }, 'completed', 'CompletionsReached'],
  ['it ended well, someone asked too late', { conditions: [is('Complete', 'CompletionsReached')], terminatedAt: 90 }, 'completed', 'CompletionsReached'],
  ['nothing was to be done', { conditions: [is('Complete', 'CompletionsReached')], pods: [] }, 'completed', 'CompletionsReached'],
])('%s', (_what, facts, verdict, reason) => {
  const found = runVerdict({ ...open, ...facts })
  expect(found && { verdict: found.verdict, reason: found.reason }).toEqual(verdict === null ? null : { verdict, reason })
})

test('the verdict says how every container ended, and the cluster’s sentence', () => {
  expect(runVerdict({ ...open, conditions: timeUp })).toEqual({
    verdict: 'terminated on time',
    reason: 'DeadlineExceeded',
    message: 'Job was active longer than specified deadline',
    exitCodes: ran.exits,
  })
  const many = { ...ran, exits: Array.from({ length: 300 }, () => ({ pod: 'a', container: 'main', exitCode: 1, reason: 'Error' })) }
  expect(runVerdict({ ...open, conditions: timeUp, pods: [many] })?.exitCodes).toHaveLength(100)
})
