import { compareVersions } from './compareVersions.ts'

export type ListedAgain = {
  /** Version of the new list, and the newest that was seen before (null: none). */
  readonly version: string
  readonly lastSeen: string | null
  /** Is the cluster known by its uid? Then different objects prove nothing. */
  readonly known: boolean
  readonly held: ReadonlyMap<string, unknown>
  readonly listed: ReadonlyMap<string, unknown>
}

/** Versions that go backwards, or a list that has nothing in common with what was held: the cluster behind the address was made anew. */
export function isAnotherCluster({ version, lastSeen, known, held, listed }: ListedAgain): boolean {
  if (lastSeen === null) return false
  if (compareVersions(version, lastSeen) < 0) return true
  if (known || held.size === 0 || listed.size === 0) return false
  for (const uid of held.keys()) if (listed.has(uid)) return false
  return true
}
