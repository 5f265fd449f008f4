import { kubectlLine } from '@binnacle/shared'
import type { ReactNode } from 'react'
import { useKubectlCluster } from '../../commands/useKubectlCluster.ts'
import { keptSearch, paths, useView } from '../../paths.ts'
import type { Topic } from '../../topics/useTopic.ts'
import { Link } from '../../ui/Link.tsx'
import { CommandLine, Skeleton } from '../../ui/PageStates.tsx'
import { PageTitle } from '../../ui/PageTitle.tsx'

type Props = { readonly namespace: string; readonly name: string; readonly topic: Topic<'deployment'>; readonly noTab?: string }

/** What the page says while there is no deployment to show: it is being read, nobody can tell, or there is none. */
export function DeploymentAbsent({ namespace, name, topic: { state }, noTab }: Props) {
  const { context, search } = useView()
  const cluster = useKubectlCluster(context)
  if (noTab !== undefined) {
    return (
      <Sentence name={name}>
        <p>
          A deployment has no page “{noTab}”.{' '}
          <Link href={paths.object({ context, page: 'deployments', namespace, name }, keptSearch(search))}>Its rollout</Link>
        </p>
      </Sentence>
    )
  }
  switch (state.state) {
    case 'first paint':
    case 'catching up':
      return (
        <Sentence name={name}>
          <Skeleton what={`deployment ${name}`} />
        </Sentence>
      )
    case 'stale':
      return (
        <Sentence name={name}>
          <p>The cluster does not answer, so nothing is known of this deployment yet.</p>
        </Sentence>
      )
    case 'live':
    case 'behind':
    case 'gone':
      return (
        <Sentence name={name}>
          <p>
            There is no deployment <code className="font-mono text-mono">{name}</code> in {namespace}.
          </p>
          <CommandLine command={kubectlLine({ view: 'list', resource: 'deployments', namespaces: [namespace] }, cluster)} />
          <p>
            <Link href={paths.page(context, 'deployments', { ...keptSearch(search), ns: namespace })}>Deployments in {namespace}</Link>
          </p>
        </Sentence>
      )
    case 'forbidden':
    case 'refused':
      return null
    default:
      return state satisfies never
  }
}

function Sentence({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <PageTitle title={name} />
      <div className="flex flex-col items-start gap-3 pt-2">{children}</div>
    </>
  )
}
