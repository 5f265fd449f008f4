import { keptSearch, paths, useView } from '../../paths.ts'
import { Link } from '../../ui/Link.tsx'
import { type ConfigKind, words } from './ConfigKind.ts'

/** The way to the form for another one. */
export function NewLink({ kind, children = `New ${words[kind].one}` }: { kind: ConfigKind; children?: string }) {
  const { context, search } = useView()
  return (
    <Link href={paths.create(context, kind, keptSearch(search))} className="button" data-kind="primary">
      {children}
    </Link>
  )
}
