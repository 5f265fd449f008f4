import type { Family } from './family.ts'
import type { JobRow } from './jobRows.ts'

type Judged = Pick<JobRow, 'status' | 'active' | 'ready' | 'failed' | 'startedAt' | 'conditions' | 'run'>

/** The family of a Job's status. A timed job whose time was up did what it was asked to do, although the cluster calls that Failed. */
export function jobFamily(row: Judged): Family {
  switch (row.status) {
    case 'Complete':
      return 'done'
    case 'Failed':
      return isTimeUp(row) ? ended(row) : 'fail'
    case 'FailureTarget':
      return isTimeUp(row) ? 'leaving' : 'fail'
    case 'Terminating':
      return 'leaving'
    case 'Suspended':
      return 'off'
    case 'SuccessCriteriaMet':
      return 'progress'
    case 'Running':
      return running(row)
    default:
      return 'unknown'
  }
}

function isTimeUp({ run, conditions }: Judged): boolean {
  return run !== null && conditions.some(({ type, status, reason }) => type.startsWith('Fail') && status === 'True' && reason === 'DeadlineExceeded')
}

function ended({ run }: Judged): Family {
  if (run?.outcome?.verdict === 'could not start') return 'fail'
  return run !== null && run.terminatedAt !== null ? 'off' : 'done'
}

function running({ failed, active, ready, startedAt }: Judged): Family {
  if (failed > 0) return 'attention'
  return startedAt === null || active === 0 || ready === 0 ? 'progress' : 'ok'
}
