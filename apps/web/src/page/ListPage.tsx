import { type KubectlView, kubectlLine, type TopicName, type TopicParams, type TopicRow } from '@binnacle/shared'
import { useLive } from '../topics/LiveContext.tsx'
import { useTopic } from '../topics/useTopic.ts'
import type { Column, ColumnSort } from '../ui/Column.ts'
import { Grid } from '../ui/Grid.tsx'
import { HoldNote } from '../ui/HoldNote.tsx'
import { AsOf, Empty, FilteredEmpty, NotKnown, Skeleton } from '../ui/PageStates.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
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
  /** Said when there is no row at all. */
  readonly empty: string
  readonly onOpen?: (row: TopicRow<N>) => void
}

/** A live list of a kind that belongs to no namespace: sentence, filter, table and every state it can be in. */
export function ListPage<N extends TopicName>({ title, counting, columns, sort, kubectl, empty, ...props }: Props<N>) {
  const { context } = useLive()
  const topic = useTopic(props.topic, props.params)
  const view = useListView({ topic, columns, sort })
  const { order, text } = view
  const nothing = () => {
    if (text !== '' && order.total > 0) return <FilteredEmpty what={counting.one} filter={text} hidden={order.total} onClear={view.clear} />
    if (topic.state.state === 'stale') return <NotKnown what={counting.many} />
    return view.arriving ? <Skeleton what={counting.many} /> : <Empty sentence={empty} command={kubectlLine(kubectl, context)} />
  }
  return (
    <>
      <header className="flex flex-col">
        <PageTitle title={title}>
          {topic.state.state === 'stale' ? <AsOf since={topic.state.since} /> : null}
          <HoldNote order={order} onResume={view.pause} />
        </PageTitle>
        <Summary order={order} counting={counting} />
      </header>
      <ListToolbar view={view} hasWide={columns.some((column) => column.wide)} placeholder="Filter by anything shown" />
      <TopicStates name={props.topic} topic={topic} namespaces={null}>
        <Grid
          name={title}
          order={order}
          columns={view.shown}
          sort={view.sort}
          onSort={view.onSort}
          dimmed={topic.state.state === 'stale'}
          empty={nothing}
          {...(props.onOpen ? { onOpen: props.onOpen } : {})}
        />
      </TopicStates>
    </>
  )
}
