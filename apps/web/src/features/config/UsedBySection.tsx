import { type ConfigUser, type PodRow, type UsedBy, visibleText } from '@binnacle/shared'
import { useRead } from '../../commands/useRead.ts'
import { useLive } from '../../topics/LiveContext.tsx'
import { useRows } from '../../topics/useRows.ts'
import { useTopic } from '../../topics/useTopic.ts'
import { Age } from '../../ui/Age.tsx'
import { ErrorStrip, PartialNote } from '../../ui/PageStates.tsx'
import { type ConfigDetail, type ConfigKind, words } from './ConfigKind.ts'
import { KeepsOld } from './KeepsOld.tsx'
import { usageText } from './usageText.ts'
import { useAgainWhen } from './useAgainWhen.ts'

/** Who names it, and which running pods were started before it last changed. Asked for again when it or a pod of the namespace changes. */
export function UsedBySection({ kind, row }: { kind: ConfigKind; row: ConfigDetail }) {
  const { context } = useLive()
  const { namespace, name, uid } = row
  const { outcome, again } = useRead(`${kind}.usedBy`, { namespace, name, uid }, { context, fresh: 0 })
  const pods = useRows<PodRow>(useTopic('pods', { namespaces: [namespace] }).collection)
  useAgainWhen(`${row.version} ${podsMark(pods)}`, again)
  return (
    <section aria-label="Used by" className="flex flex-col gap-2">
      <h2 className="text-section font-semibold">Used by</h2>
      {outcome === undefined ? <p className="text-muted">Looking through {namespace}…</p> : null}
      {outcome?.ok === false ? (
        <ErrorStrip cause={visibleText(outcome.failure.message)} code={outcome.failure.code} requestId={outcome.failure.auditId} onRetry={again} />
      ) : null}
      {outcome?.ok ? <Users kind={kind} used={outcome.output} /> : null}
    </section>
  )
}

/** Differs when a container started or a pod came or went. */
function podsMark(pods: readonly PodRow[]): string {
  return pods
    .map(({ uid, ready, restarts, deletedAt }) => `${uid}${ready}${restarts}${deletedAt ?? ''}`)
    .sort()
    .join()
}

function Users({ kind, used }: { kind: ConfigKind; used: UsedBy }) {
  const { one } = words[kind]
  const unread = [
    ...used.unread.map(({ resource, failure }) => `${resource}: ${failure.message}`),
    ...used.partly.map((resource) => `${resource}: only the first 2,000 were looked at`),
  ]
  const lists = used.unread.length + used.partly.length
  return (
    <>
      <p className="text-muted">
        {used.changedAt === null ? (
          'When it last changed is not known: its managed fields do not say.'
        ) : (
          <>
            Last changed <Age since={used.changedAt} /> ago by <code className="font-mono text-mono">{visibleText(used.changedBy)}</code>, as far as its managed
            fields tell.
          </>
        )}
      </p>
      <KeepsOld kind={kind} users={used.users} />
      {lists === 0 ? null : <PartialNote sentence={`${lists} ${lists === 1 ? 'list is' : 'lists are'} missing here, or not whole`} details={unread} />}
      {used.users.length === 0 ? <p>Nothing that could be looked at names this {one}.</p> : <UserTable users={used.users} />}
    </>
  )
}

function UserTable({ users }: { users: readonly ConfigUser[] }) {
  return (
    <table className="config-keys card">
      <thead>
        <tr>
          <th scope="col">Kind</th>
          <th scope="col">Name</th>
          <th scope="col">How</th>
          <th scope="col">Value</th>
        </tr>
      </thead>
      <tbody>
        {users.map((user) => (
          <UserRow key={user.uid} user={user} />
        ))}
      </tbody>
    </table>
  )
}

function UserRow({ user }: { user: ConfigUser }) {
  return (
    <tr data-user={user.name}>
      <td>{user.kind}</td>
      <td className="font-mono text-mono break-all">{user.name}</td>
      <td>
        <ul>
          {user.uses.map((use, index) => (
            // The uses of one answer have no identity but their place.
            <li key={index}>{visibleText(usageText(use))}</li>
          ))}
        </ul>
      </td>
      <td data-keeps={user.keeps ?? undefined}>{user.keeps === null ? '' : KEEPS[user.keeps]}</td>
    </tr>
  )
}

const KEEPS = {
  old: 'started before the last change: keeps what was there then',
  new: 'started after the last change',
  unknown: 'not known: the times do not tell',
} as const
