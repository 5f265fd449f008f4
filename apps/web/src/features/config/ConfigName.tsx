import { keptSearch, paths, useView } from '../../paths.ts'
import { Link } from '../../ui/Link.tsx'
import { MiddleTruncated } from '../../ui/MiddleTruncated.tsx'
import type { ConfigKind } from './ConfigKind.ts'

export function ConfigName({ kind, row: { namespace, name } }: { kind: ConfigKind; row: { readonly namespace: string; readonly name: string } }) {
  const { context, search } = useView()
  return (
    <Link
      href={paths.object({ context, page: kind, namespace, name }, keptSearch(search))}
      tabIndex={-1}
      className="min-w-0 text-text no-underline hover:underline"
    >
      <MiddleTruncated text={name} />
    </Link>
  )
}
