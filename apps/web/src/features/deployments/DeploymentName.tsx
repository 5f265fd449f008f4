import type { DeploymentRow } from '@binnacle/shared'
import { keptSearch, paths, useView } from '../../paths.ts'
import { Link } from '../../ui/Link.tsx'
import { MiddleTruncated } from '../../ui/MiddleTruncated.tsx'

export function DeploymentName({ deployment: { namespace, name } }: { deployment: DeploymentRow }) {
  const { context, search } = useView()
  return (
    <Link
      href={paths.object({ context, page: 'deployments', namespace, name }, keptSearch(search))}
      tabIndex={-1}
      className="min-w-0 text-text no-underline hover:underline"
    >
      <MiddleTruncated text={name} />
    </Link>
  )
}
