import { keptSearch, useView } from '../../paths.ts'
import { Link } from '../../ui/Link.tsx'
import { monitorPath } from './jobPaths.ts'

export function OpenJob({ namespace, name }: { namespace: string; name: string }) {
  const { context, search } = useView()
  return (
    <Link href={monitorPath(context, { namespace, name }, keptSearch(search))} className="mx-1 inline-flex min-h-6 items-center">
      Open it
    </Link>
  )
}
