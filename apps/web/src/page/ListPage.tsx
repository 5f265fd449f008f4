import { type KubectlView, kubectlLine, type Namespaces, type TopicName, type TopicParams, type TopicRow } from '@binnacle/shared'
import { type KeyboardEvent, type ReactNode, useMemo } from 'react'
import { useKubectlCluster } from '../commands/useKubectlCluster.ts'
import { useLive } from '../topics/LiveContext.tsx'
import { useTopic } from '../topics/useTopic.ts'
import type { Column, ColumnSort } from '../ui/Column.ts'
import { Grid } from '../ui/Grid.tsx'
import { HoldNote } from '../ui/HoldNote.tsx'
import { AsOf, Empty, FilteredEmpty, NotKnown, Skeleton } from '../ui/PageStates.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import type { RowOrder } from '../ui/RowOrder.ts'
import { ListToolbar } from './ListToolbar.tsx'
import { type Counting, Summary } from './Summary.tsx'
import { TopicStates } from './TopicStates.tsx'
import { useListView } from './useListView.ts'

type Props<N extends TopicName> = {
  readonly topic: N
  readonly params: TopicParams<N>
  readonly title: string
  readonly counting: Counting<TopicRow<N>>
  readonly columns: readonly Column<TopicRow<N>>[]
  readonly sort: ColumnSort
  readonly kubectl: KubectlView
  /** Which were asked for; null for a kind that belongs to none. The column `namespace` is shown only where there are several. */
  readonly namespaces: Namespaces | null
  /** Said when there is no row at all. */
  readonly empty: string
  /** What can be done about it. */
  readonly emptyAction?: ReactNode
  readonly onOpen?: (row: TopicRow<N>) => void
  readonly actions?: (row: TopicRow<N>) => ReactNode
  /** Keys of a row beyond those of the grid; true when the key was one. */
  readonly onRowKey?: (event: KeyboardEvent, row: TopicRow<N>) => boolean
  /** A condition besides the filter's text. Must be the same function as long as it means the same. */
  readonly also?: ((row: TopicRow<N>) => boolean) | null
  /** Beside the filter. */
  readonly tools?: ReactNode
  /** Below the sentence that counts. */
  readonly note?: (order: RowOrder<TopicRow<N>>) => ReactNode
}

/** A live list of a kind: sentence, filter, table and every state it can be in. */
export function ListPage<N extends TopicName>({ title, counting, columns: all, sort, kubectl, empty, namespaces, ...props }: Props<N>) {
  const { context } = useLive()
  const cluster = useKubectlCluster(context)
  const topic = useTopic(props.topic, props.params)
  const one = namespaces !== null && namespaces !== '*' && namespaces.length === 1 ? (namespaces[0] ?? null) : null
  const columns = useMemo(() => all.filter(({ id }) => one === null || id !== 'namespace'), [all, one])
  const view = useListView({ topic, columns, sort, also: props.also ?? null })
  const { order, text } = view
  const nothing = () => {
    if (text !== '' && order.total > 0) return <FilteredEmpty what={counting.one} filter={text} hidden={order.total} onClear={view.clear} />
    if (topic.state.state === 'stale') return <NotKnown what={counting.many} />
    if (view.arriving) return <Skeleton what={counting.many} />
    const command = kubectlLine(kubectl, cluster)
    if (topic.state.state === 'gone' && one !== null) return <Empty sentence={`The namespace ${one} does not exist (any more).`} command={command} />
    return (
      <Empty sentence={empty} command={command}>
        {props.emptyAction}
      </Empty>
    )
  }
  return (
    <>
      <header className="flex flex-col">
        <PageTitle title={title}>
          {topic.state.state === 'stale' ? <AsOf since={topic.state.since} /> : null}
          <HoldNote order={order} onResume={view.pause} />
        </PageTitle>
        <Summary order={order} counting={counting} />
        {props.note?.(order)}
      </header>
      <ListToolbar view={view} hasWide={columns.some((column) => column.wide)} placeholder="Filter by anything shown">
        {props.tools}
      </ListToolbar>
      <TopicStates name={props.topic} topic={topic} namespaces={namespaces}>
        <Grid
          name={title}
          order={order}
          columns={view.shown}
          sort={view.sort}
          onSort={view.onSort}
          dimmed={topic.state.state === 'stale'}
          empty={nothing}
          {...(props.onOpen ? { onOpen: props.onOpen } : {})}
          {...(props.actions ? { actions: props.actions } : {})}
          {...(props.onRowKey ? { onRowKey: props.onRowKey } : {})}
        />
      </TopicStates>
    </>
  )
}
