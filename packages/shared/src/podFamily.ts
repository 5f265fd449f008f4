import type { Family } from './family.ts'
import type { PodRow } from './rows.ts'

/** A pod may wait this long for a place (seconds) before someone should look. */
const PENDING_IS_NORMAL = 10
/** A running pod may take this long (seconds) to become ready, or ready again. */
const UNREADY_IS_NORMAL = 30
/** A restart is news for this long (seconds). */
const RESTART_IS_NEWS = 10 * 60

type Judged = Pick<PodRow, 'status' | 'created' | 'ready' | 'containers' | 'notReadySince' | 'lastRestartAt' | 'why'>

const words: Readonly<Record<string, Family>> = {
  Completed: 'done',
  Succeeded: 'done',
  Terminating: 'leaving',
  ContainerCreating: 'progress',
  PodInitializing: 'progress',
  SchedulingGated: 'attention',
  NotReady: 'attention',
  Unknown: 'unknown',
  NodeLost: 'unknown',
  '<unknown>': 'unknown',
  Failed: 'fail',
  Evicted: 'fail',
  ContainerStatusUnknown: 'fail',
  OOMKilled: 'fail',
  ContainerCannotRun: 'fail',
}

/** Waiting and termination reasons that the kubelet and the runtimes make: they all say what went wrong in one of these shapes. */
const failure = /Error$|BackOff$|Exceeded$|Failed$|Unavailable$|^Err[A-Z]|^Invalid|^OutOf|^(Signal|ExitCode):/
const initCount = /^\d+\/\d+$/

/** The family of a pod's status at `now` (seconds by the cluster's clock): pure, so that it can be asked again as time passes. */
export function podFamily(row: Judged, now: number): Family {
  const { status } = row
  if (status === 'Running') return running(row, now)
  if (status === 'Pending') return row.why?.reason === 'Unschedulable' || now - row.created >= PENDING_IS_NORMAL ? 'attention' : 'progress'
  if (status.startsWith('Init:')) return initializing(status.slice('Init:'.length), row)
  return ofWord(status, row)
}

function running(row: Judged, now: number): Family {
  if (row.notReadySince !== null || row.ready < row.containers) {
    return now - (row.notReadySince ?? row.created) >= UNREADY_IS_NORMAL ? 'attention' : 'progress'
  }
  return row.lastRestartAt !== null && now - row.lastRestartAt < RESTART_IS_NEWS ? 'attention' : 'ok'
}

function initializing(word: string, row: Judged): Family {
  return initCount.test(word) ? 'progress' : ofWord(word, row)
}

/** A word that nobody has listed is a failure when it is the cluster's own explanation, and unknown otherwise (a phase of the future). */
function ofWord(word: string, row: Judged): Family {
  const known = Object.hasOwn(words, word) ? words[word] : undefined
  if (known) return known
  return failure.test(word) || row.why?.reason === word ? 'fail' : 'unknown'
}
