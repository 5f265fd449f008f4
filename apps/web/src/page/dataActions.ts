import type { CommandInput } from '@binnacle/shared'
import type { ActionKinds, Tier } from './ActionKind.ts'
import { follow } from './follow.ts'
import { newUid, one, uid } from './followed.ts'

type Change = CommandInput<'secrets.update'>

const created = { wish: () => 'create', did: ({ name }: { name: string }) => `Created ${name}`, tier: (): Tier => 'none' } as const
const deleted = { wish: () => 'delete', did: ({ name }: { name: string }) => `Deleted ${name}`, tier: (): Tier => 'dialog' } as const
const changed = {
  /** Names of keys, never a value. */
  wish: ({ set, remove, seal }: Change) => {
    const parts = [
      keysText(
        'set',
        set.map(({ key }) => key),
      ),
      keysText('remove', remove),
      seal ? 'make immutable' : '',
    ]
    return parts.filter((part) => part !== '').join(', ') || 'change'
  },
  did: ({ name }: { name: string }) => `Changed ${name}`,
  tier: (): Tier => 'none',
} as const

function keysText(verb: string, keys: readonly string[]): string {
  if (keys.length === 0) return ''
  return keys.length > 3 ? `${verb} ${keys.length} keys` : `${verb} ${keys.join(', ')}`
}

/** resourceVersions grow: a row that is newer than our change holds it, or what came after it. */
function holds(version: string, written: string): boolean {
  return version.length === written.length ? version >= written : version.length > written.length
}

const there = () => true
const atVersion = (row: { version: string }, { output }: { output: { version: string } }) => holds(row.version, output.version)
const leaving = ({ deletedAt }: { deletedAt: number | null }) => deletedAt !== null

/** What can be done to Secrets and ConfigMaps. Nothing takes it back: what was there before is kept nowhere. */
export const dataActions = {
  'secrets.create': { ...created, follow: follow({ topic: 'secret', params: one, uid: newUid, seen: there, done: there, arrives: true }) },
  'secrets.update': { ...changed, follow: follow({ topic: 'secret', params: one, uid, seen: atVersion, done: atVersion }) },
  'secrets.delete': { ...deleted, follow: follow({ topic: 'secret', params: one, uid, seen: leaving, done: 'gone' }) },
  'configmaps.create': { ...created, follow: follow({ topic: 'configmap', params: one, uid: newUid, seen: there, done: there, arrives: true }) },
  'configmaps.update': { ...changed, follow: follow({ topic: 'configmap', params: one, uid, seen: atVersion, done: atVersion }) },
  'configmaps.delete': { ...deleted, follow: follow({ topic: 'configmap', params: one, uid, seen: leaving, done: 'gone' }) },
} as const satisfies ActionKinds
