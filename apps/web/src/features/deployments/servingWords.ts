import type { DeploymentRow } from '@binnacle/shared'
import type { Sets } from './newestSet.ts'

/** What answers meanwhile: the pods that are available now, whichever revision they are of. */
export function servingWords({ desired }: DeploymentRow, { newest, older }: Sets): string {
  const fresh = newest?.available ?? 0
  const old = older.reduce((all, { available }) => all + available, 0)
  if (fresh + old === 0) return desired === 0 ? 'Nothing serves: it is scaled to 0.' : `Nothing serves: 0 of ${desired} available.`
  if (fresh === 0) return `Old pods still serve ${old} of ${desired}.`
  if (old === 0) return `Meanwhile ${fresh} of ${desired} serve.`
  return `${old} old and ${fresh} new pods serve, ${fresh + old} of ${desired}.`
}
