import { keptSearch, paths, useView } from '../../paths.ts'
import { Link } from '../../ui/Link.tsx'
import { type ConfigKind, words } from './ConfigKind.ts'

export function NewLink({ kind }: { kind: ConfigKind }) {
  const { context, search } = useView()
  return (
    <p>
      <Link href={paths.create(context, kind, keptSearch(search))}>New {words[kind].one}</Link>
    </p>
  )
}
