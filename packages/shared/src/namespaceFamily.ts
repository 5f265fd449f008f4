import type { Family } from './family.ts'
import type { NamespaceRow } from './rows.ts'

export function namespaceFamily(row: Pick<NamespaceRow, 'status'>): Family {
  if (row.status === 'Active') return 'ok'
  return row.status === 'Terminating' ? 'leaving' : 'unknown'
}
