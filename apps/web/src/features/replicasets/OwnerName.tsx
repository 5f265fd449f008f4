import type { ReplicaSetRow } from '@binnacle/shared'
import { keptSearch, paths, useView } from '../../paths.ts'
import { Link } from '../../ui/Link.tsx'
import { MiddleTruncated } from '../../ui/MiddleTruncated.tsx'

export function OwnerName({ set: { namespace, controller } }: { set: ReplicaSetRow }) {
  const { context, search } = useView()
  if (controller === null) return <span className="text-muted">{'<none>'}</span>
  const { kind, name } = controller
  if (kind !== 'Deployment') return <MiddleTruncated text={`${kind} ${name}`} />
  return (
    <Link href={paths.object({ context, page: 'deployments', namespace, name }, keptSearch(search))} tabIndex={-1} className="min-w-0 font-mono text-mono">
      <MiddleTruncated text={name} />
    </Link>
  )
}
