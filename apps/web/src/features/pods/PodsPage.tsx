import type { PodRow } from '@binnacle/shared'
import { useMemo, useState } from 'react'
import { formatSort, parsePeek, parseSort, useView } from '../../paths.ts'
import { useTopic } from '../../topics/useTopic.ts'
import { Button } from '../../ui/Button.tsx'
import { FilterField } from '../../ui/FilterField.tsx'
import { Grid } from '../../ui/Grid.tsx'
import { HoldNote } from '../../ui/HoldNote.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { useNotices } from '../../ui/Notices.tsx'
import { AsOf } from '../../ui/PageStates.tsx'
import { PageTitle } from '../../ui/PageTitle.tsx'
import { Selection } from '../../ui/Selection.ts'
import { useTime } from '../../ui/Time.ts'
import { useKeys } from '../../ui/useKeys.ts'
import { useRowOrder } from '../../ui/useRowOrder.ts'
import { PodRowActions } from './PodRowActions.tsx'
import { PodsNotes } from './PodsNotes.tsx'
import { PodsNothing } from './PodsNothing.tsx'
import { PodsSummary } from './PodsSummary.tsx'
import { podColumns } from './podColumns.tsx'
import { podFilter } from './podFilter.ts'
import { SelectionBar } from './SelectionBar.tsx'
import { usePodActions } from './usePodActions.ts'

const BY_NAME = { column: 'name', descending: false }

export function PodsPage() {
  const { namespaces, search, set } = useView()
  const time = useTime()
  const notices = useNotices()
  const topic = useTopic('pods', { namespaces })
  const [selection] = useState(() => new Selection())
  const [text, setText] = useState(search.q ?? '')
  const [committed, setCommitted] = useState(search.q)
  if (committed !== search.q) {
    setCommitted(search.q)
    setText(search.q ?? '')
  }
  const wide = search['cols'] === 'wide'
  const several = namespaces === '*' || namespaces.length > 1
  const columns = useMemo(() => podColumns.filter((column) => (several || column.id !== 'namespace') && (wide || !column.wide)), [several, wide])
  const filter = useMemo(() => podFilter(text, columns, time.now), [text, columns, time])
  const sort = parseSort(search.sort, BY_NAME)
  const paused = search.paused === '1'
  const { state } = topic
  const arriving = state.state === 'first paint' || state.state === 'catching up'
  const order = useRowOrder({ source: topic.collection, columns, sort, filter, arriving, paused, aging: text.includes('status:') })
  const actions = usePodActions(order, selection)
  const rowActions = useMemo(() => (pod: PodRow) => <PodRowActions pod={pod} onLogs={actions.logs} />, [actions])
  const peek = parsePeek(search.peek)
  const opened = peek ? ([...order.rows()].find((pod) => pod.name === peek.name && pod.namespace === peek.namespace)?.uid ?? null) : null

  const commit = (value: string) => {
    setText(value)
    if (value !== (search.q ?? '')) set({ q: value })
  }
  const pause = () => set({ paused: paused ? null : '1' }, { replace: true })
  const resync = () => {
    topic.resync().then(
      (changes) =>
        notices.show({ tone: 'ok', text: changes === 0 ? 'In sync, nothing changed' : `In sync, ${changes} ${changes === 1 ? 'row' : 'rows'} changed` }),
      () => notices.show({ tone: 'fail', text: 'No answer: the page could not be compared with the cluster' }),
    )
  }
  useKeys({ p: pause, r: resync })

  return (
    <>
      <header className="flex flex-col gap-1">
        <PageTitle title="Pods">
          {state.state === 'stale' && <AsOf since={state.since} />}
          <HoldNote order={order} onResume={pause} />
        </PageTitle>
        <PodsSummary order={order} filter={text.trim()} onFilter={commit} />
      </header>
      <div className="flex items-center gap-2">
        <FilterField
          value={text}
          placeholder="Filter by anything shown, or status:failing"
          onChange={(value, done) => (done ? commit(value) : setText(value))}
        />
        <Button aria-pressed={wide} onClick={() => set({ cols: wide ? null : 'wide' }, { replace: true })}>
          Wide
        </Button>
        <Button aria-pressed={paused} onClick={pause}>
          {paused ? 'Resume' : 'Pause updates'} <Kbd>p</Kbd>
        </Button>
      </div>
      <PodsNotes topic={topic} namespaces={namespaces} />
      {state.state !== 'forbidden' && state.state !== 'refused' && (
        <Grid
          name="Pods"
          order={order}
          columns={columns}
          sort={sort}
          onSort={(next) => set({ sort: formatSort(next) }, { replace: true })}
          selection={selection}
          actions={rowActions}
          opened={opened}
          onOpen={actions.open}
          onRowKey={actions.onRowKey}
          onFocusRow={(pod) => {
            if (peek && opened !== pod.uid) actions.follow(pod)
          }}
          dimmed={state.state === 'stale'}
          empty={<PodsNothing state={state} order={order} filter={text.trim()} onClear={() => commit('')} namespaces={namespaces} />}
        />
      )}
      <SelectionBar order={order} selection={selection} />
    </>
  )
}
