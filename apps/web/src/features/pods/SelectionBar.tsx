import { kubectlLine, type PodRow } from '@binnacle/shared'
import { useSyncExternalStore } from 'react'
import { CommandButton } from '../../commands/CommandButton.tsx'
import { useKubectlCluster } from '../../commands/useKubectlCluster.ts'
import { useLive } from '../../topics/LiveContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import type { RowOrder } from '../../ui/RowOrder.ts'
import type { Selection } from '../../ui/Selection.ts'
import { useDeletions } from './DeletionsContext.ts'

/** What can be done with the chosen rows. It comes below the table: choosing must not move the rows. */
export function SelectionBar({ order, selection }: { order: RowOrder<PodRow>; selection: Selection }) {
  const { context } = useLive()
  const cluster = useKubectlCluster(context)
  const { ask, refusal } = useDeletions()
  useSyncExternalStore(selection.subscribe, () => selection.version)
  useSyncExternalStore(order.subscribe, () => order.version)
  const pods = chosenPods(order, selection)
  if (selection.size === 0) return null
  const namespaces = [...new Set(pods.map((pod) => pod.namespace))]
  const commands = pods.map(({ namespace, name }) => kubectlLine({ view: 'describe', resource: 'pod', namespace, name }, cluster)).join('\n')
  return (
    <div role="toolbar" aria-label="Chosen pods" className="card flex items-center gap-2 bg-row-selected px-3 py-1.5">
      <strong className="font-semibold">{selection.size} selected</strong>
      <CommandButton
        command="pods.delete"
        context={context}
        namespace={namespaces.length === 1 ? (namespaces[0] ?? null) : null}
        kind="danger"
        refused={refusal(pods)}
        onClick={(event) => ask(pods, event.currentTarget)}
      >
        Delete
      </CommandButton>
      <CopyButton text={commands} kind="plain">
        Copy commands
      </CopyButton>
      <Button kind="quiet" className="ml-auto" onClick={() => selection.clear()}>
        Clear selection
      </Button>
    </div>
  )
}

export function chosenPods(order: RowOrder<PodRow>, selection: Selection): PodRow[] {
  return selection.uids().flatMap((uid) => {
    const state = order.stateOf(uid)
    return state && !state.gone ? [state.row] : []
  })
}
