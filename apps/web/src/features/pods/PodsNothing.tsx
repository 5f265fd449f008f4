import { kubectlLine, type Namespaces } from '@binnacle/shared'
import { useKubectlCluster } from '../../commands/useKubectlCluster.ts'
import { useLive } from '../../topics/LiveContext.tsx'
import type { PageState } from '../../topics/PageState.ts'
import { Empty, FilteredEmpty, NotKnown, Skeleton } from '../../ui/PageStates.tsx'

type Props = {
  readonly state: PageState
  /** Pods that there are, hidden ones included. */
  readonly total: number
  readonly filter: string
  readonly onClear: () => void
  readonly namespaces: Namespaces
}

/** Why there is no row. */
export function PodsNothing({ state, total, filter, onClear, namespaces }: Props) {
  const { context } = useLive()
  const cluster = useKubectlCluster(context)
  if (filter !== '' && total > 0) return <FilteredEmpty what="pod" filter={filter} hidden={total} onClear={onClear} />
  if (state.state === 'first paint' || state.state === 'catching up') return <Skeleton what="pods" />
  if (state.state === 'stale') return <NotKnown what="pods" />
  const command = kubectlLine({ view: 'list', resource: 'pods', namespaces, watch: true }, cluster)
  if (state.state === 'gone') return <Empty sentence={`The namespace ${words(namespaces)} does not exist (any more).`} command={command} />
  return <Empty sentence={namespaces === '*' ? 'No pods in this cluster that you may see.' : `No pods in ${words(namespaces)}.`} command={command} />
}

function words(namespaces: Namespaces): string {
  return namespaces === '*' ? 'all namespaces' : namespaces.join(', ')
}
