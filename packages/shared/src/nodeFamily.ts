import type { Family } from './family.ts'
import type { NodeRow } from './rows.ts'

/** Cordoned nodes are `off`: somebody meant it. A node that is not ready wants attention, cordoned or not. */
export function nodeFamily(row: Pick<NodeRow, 'status'>): Family {
  const [readiness, ...rest] = row.status.split(',')
  if (readiness === 'NotReady') return 'attention'
  if (rest.includes('SchedulingDisabled')) return 'off'
  return readiness === 'Ready' ? 'ok' : 'unknown'
}
