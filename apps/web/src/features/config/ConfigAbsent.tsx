import { kubectlLine } from '@binnacle/shared'
import { useKubectlCluster } from '../../commands/useKubectlCluster.ts'
import { keptSearch, paths, useView } from '../../paths.ts'
import type { PageState } from '../../topics/PageState.ts'
import { Link } from '../../ui/Link.tsx'
import { CommandLine, Skeleton } from '../../ui/PageStates.tsx'
import { PageTitle } from '../../ui/PageTitle.tsx'
import { type ConfigKind, words } from './ConfigKind.ts'

type Props = { readonly kind: ConfigKind; readonly namespace: string; readonly name: string; readonly state: PageState }

/** What the page says while there is nothing to show: it is being read, nobody can tell, or there is none. */
export function ConfigAbsent({ kind, namespace, name, state }: Props) {
  const { context, search } = useView()
  const cluster = useKubectlCluster(context)
  const { one, title } = words[kind]
  const waiting = state.state === 'first paint' || state.state === 'catching up'
  return (
    <>
      <PageTitle title={name} />
      <div className="flex flex-col items-start gap-3 pt-2">
        {waiting ? <Skeleton what={`${one} ${name}`} /> : null}
        {state.state === 'stale' ? <p>The cluster does not answer, so nothing is known of this {one} yet.</p> : null}
        {waiting || state.state === 'stale' ? null : (
          <>
            <p>
              There is no {one} <code className="font-mono text-mono">{name}</code> in {namespace}.
            </p>
            <CommandLine command={kubectlLine({ view: 'list', resource: kind, namespaces: [namespace] }, cluster)} />
            <p>
              <Link href={paths.page(context, kind, { ...keptSearch(search), ns: namespace })}>
                {title} in {namespace}
              </Link>
            </p>
          </>
        )}
      </div>
    </>
  )
}
