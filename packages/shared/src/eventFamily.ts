import type { Family } from './family.ts'
import type { EventRow } from './rows.ts'

/** Kubernetes knows two types of events; a Warning is not yet a failure, it asks for a look. */
export function eventFamily(row: Pick<EventRow, 'type'>): Family {
  if (row.type === 'Normal') return 'ok'
  return row.type === 'Warning' ? 'attention' : 'unknown'
}
