import type { PodRow } from '@binnacle/shared'
import { useMemo, useState } from 'react'
import { ListToolbar } from '../../page/ListToolbar.tsx'
import { TopicStates } from '../../page/TopicStates.tsx'
import { useListView } from '../../page/useListView.ts'
import { parsePeek, useView } from '../../paths.ts'
import { useTopic } from '../../topics/useTopic.ts'
import { Grid } from '../../ui/Grid.tsx'
import { HoldNote } from '../../ui/HoldNote.tsx'
import { AsOf } from '../../ui/PageStates.tsx'
import { PageTitle } from '../../ui/PageTitle.tsx'
import { Selection } from '../../ui/Selection.ts'
import { PodRowActions } from './PodRowActions.tsx'
import { PodsNothing } from './PodsNothing.tsx'
import { PodsSummary } from './PodsSummary.tsx'
import { podColumns } from './podColumns.tsx'
import { podFilter } from './podFilter.ts'
import { SelectionBar } from './SelectionBar.tsx'
import { usePodActions } from './usePodActions.ts'

const byName = { column: 'name', descending: false }
const namesFamily = (text: string) => text.includes('status:')

export function PodsPage() {
  const { namespaces, search } = useView()
  const topic = useTopic('pods', { namespaces })
  const [selection] = useState(() => new Selection())
  const several = namespaces === '*' || namespaces.length > 1
  const columns = useMemo(() => podColumns.filter((column) => several || column.id !== 'namespace'), [several])
  const view = useListView({ topic, columns, sort: byName, filterOf: podFilter, ages: namesFamily })
  const { order } = view
  const { state } = topic
  const actions = usePodActions(order, selection)
  const rowActions = useMemo(() => (pod: PodRow) => <PodRowActions pod={pod} onLogs={actions.logs} />, [actions])
  const peek = parsePeek(search.peek)
  const opened = peek ? ([...order.rows()].find((pod) => pod.name === peek.name && pod.namespace === peek.namespace)?.uid ?? null) : null
  return (
    <>
      <header className="flex flex-col">
        <PageTitle title="Pods">
          {state.state === 'stale' && <AsOf since={state.since} />}
          <HoldNote order={order} onResume={view.pause} />
        </PageTitle>
        <PodsSummary order={order} filter={view.text} onFilter={view.commit} />
      </header>
      <ListToolbar view={view} hasWide placeholder="Filter by anything shown, or status:failing" />
      <TopicStates name="pods" topic={topic} namespaces={namespaces}>
        <Grid
          name="Pods"
          order={order}
          columns={view.shown}
          sort={view.sort}
          onSort={view.onSort}
          selection={selection}
          actions={rowActions}
          opened={opened}
          onOpen={actions.open}
          onRowKey={actions.onRowKey}
          onFocusRow={(pod) => {
            if (peek && opened !== pod.uid) actions.follow(pod)
          }}
          dimmed={state.state === 'stale'}
          empty={() => <PodsNothing state={state} total={order.total} filter={view.text} onClear={view.clear} namespaces={namespaces} />}
        />
        <SelectionBar order={order} selection={selection} />
      </TopicStates>
    </>
  )
}
