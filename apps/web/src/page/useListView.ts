import type { TopicName, TopicRow } from '@binnacle/shared'
import { useMemo, useState } from 'react'
import { formatSort, parseSort, useView } from '../paths.ts'
import type { Topic } from '../topics/useTopic.ts'
import type { Column, ColumnSort } from '../ui/Column.ts'
import { useNotices } from '../ui/Notices.tsx'
import { useTime } from '../ui/Time.ts'
import { useKeys } from '../ui/useKeys.ts'
import { useRowOrder } from '../ui/useRowOrder.ts'
import { wordFilter } from './wordFilter.ts'

type Options<N extends TopicName> = {
  readonly topic: Topic<N>
  readonly columns: readonly Column<TopicRow<N>>[]
  readonly sort: ColumnSort
  /** A condition besides the text. Must be the same function as long as it means the same. */
  readonly also?: ((row: TopicRow<N>) => boolean) | null
  /** Reads the text in another way than word by word. Must be the same function as long as it means the same. */
  readonly filterOf?: (text: string, columns: readonly Column<TopicRow<N>>[], now: () => number) => Filter<TopicRow<N>>
  /** Whether what this text lets through changes with time alone. */
  readonly ages?: (text: string) => boolean
}

/** What the address and the reader make of a topic's rows: columns, filter, order, pause. */
export function useListView<N extends TopicName>({ topic, columns, sort: bySelf, also = null, filterOf = wordFilter, ages = never }: Options<N>) {
  const { search, set } = useView()
  const time = useTime()
  const notices = useNotices()
  const [text, setText] = useState(search.q ?? '')
  const [committed, setCommitted] = useState(search.q)
  if (committed !== search.q) {
    setCommitted(search.q)
    setText(search.q ?? '')
  }
  const wide = search['cols'] === 'wide'
  const paused = search.paused === '1'
  const shown = useMemo(() => columns.filter((column) => wide || !column.wide), [columns, wide])
  const filter = useMemo(() => both(filterOf(text, shown, time.now), also), [text, shown, also, time, filterOf])
  const sort = parseSort(search.sort, bySelf)
  const { state } = topic.state
  const arriving = state === 'first paint' || state === 'catching up'
  const order = useRowOrder({
    source: topic.collection,
    columns: shown,
    sort,
    filter,
    arriving,
    unsure: arriving || state === 'stale',
    paused,
    aging: ages(text),
  })
  const commit = (value: string): void => {
    setText(value)
    if (value !== (search.q ?? '')) set({ q: value })
  }
  const pause = (): void => set({ paused: paused ? null : '1' }, { replace: true })
  const resync = (): void => {
    topic.resync().then(
      (changes) =>
        notices.show({ tone: 'ok', text: changes === 0 ? 'In sync, nothing changed' : `In sync, ${changes} ${changes === 1 ? 'row' : 'rows'} changed` }),
      () => notices.show({ tone: 'fail', text: 'No answer: the page could not be compared with the cluster' }),
    )
  }
  useKeys({ p: pause, r: resync })
  return {
    order,
    arriving,
    shown,
    sort,
    onSort: (next: ColumnSort): void => set({ sort: formatSort(next) }, { replace: true }),
    /** As it stands in the field, and as it is read. */
    typed: text,
    text: text.trim(),
    type: (value: string, done: boolean): void => (done ? commit(value) : setText(value)),
    commit,
    clear: (): void => commit(''),
    wide,
    toggleWide: (): void => set({ cols: wide ? null : 'wide' }, { replace: true }),
    paused,
    pause,
  }
}

const never = (): boolean => false

type Filter<Row> = ((row: Row) => boolean) | null

const both = <Row>(one: Filter<Row>, other: Filter<Row>): Filter<Row> => {
  if (one === null || other === null) return one ?? other
  return (row) => other(row) && one(row)
}
