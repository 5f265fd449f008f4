import type { TopicName, TopicParams, TopicRow } from '@binnacle/shared'
import { type KeyboardEvent, type ReactNode, useMemo, useState } from 'react'
import { CommandButton } from '../commands/CommandButton.tsx'
import { useLive } from '../topics/LiveContext.tsx'
import { useRows } from '../topics/useRows.ts'
import { useTopic } from '../topics/useTopic.ts'
import { objectChange } from './objectChange.ts'
import { ScaleQuestion } from './ScaleQuestion.tsx'
import { standingRefusal } from './standing.ts'
import { useStanding } from './useRefusal.ts'

type ScalableTopic = Extract<TopicName, 'replicasets' | 'replicationcontrollers'>
type Asked<N extends ScalableTopic> = { readonly row: TopicRow<N>; readonly anchor: Element | null; readonly by: number }

type Options<N extends ScalableTopic> = {
  readonly topic: N
  readonly params: TopicParams<N>
  /** What one is called in a sentence. */
  readonly kind: string
  /** Said before it is scaled: somebody else may undo it. */
  readonly warning?: (row: TopicRow<N>) => ReactNode
}

/** Scaling what a list shows: by the button at the end of a row, by `+` and `-` at a row. `question` is the open one. */
export function useScaleRows<N extends ScalableTopic>({ topic, params, kind, warning }: Options<N>) {
  const [asked, setAsked] = useState<Asked<N> | null>(null)
  const actions = useMemo(() => {
    const ask = (row: TopicRow<N>, anchor: Element) => setAsked({ row, anchor, by: 0 })
    return (row: TopicRow<N>) => <ScaleButton command={`${topic}.scale`} row={row} onAsk={(anchor) => ask(row, anchor)} />
  }, [topic])
  const onRowKey = (event: KeyboardEvent, row: TopicRow<N>): boolean => {
    if (event.ctrlKey || event.metaKey || event.altKey || (event.key !== '+' && event.key !== '-')) return false
    const anchor = event.currentTarget.querySelector(`[data-uid="${CSS.escape(row.uid)}"]`) ?? event.currentTarget
    setAsked({ row, anchor, by: event.key === '+' ? 1 : -1 })
    return true
  }
  const question =
    asked === null ? null : (
      <ScaleRow topic={topic} params={params} kind={kind} asked={asked} warning={warning?.(asked.row) ?? null} onClose={() => setAsked(null)} />
    )
  return { actions, onRowKey, question }
}

type Row = { readonly uid: string; readonly namespace: string; readonly name: string; readonly desired: number; readonly deletedAt: number | null }

function ScaleButton({ command, row, onAsk }: { command: `${ScalableTopic}.scale`; row: Row; onAsk: (anchor: Element) => void }) {
  const { context } = useLive()
  const standing = useStanding()
  return (
    <CommandButton
      command={command}
      context={context}
      namespace={row.namespace}
      kind="quiet"
      tabIndex={-1}
      aria-label={`Scale ${row.name}`}
      refused={standingRefusal(standing, [row.namespace])}
      onClick={(event) => onAsk(event.currentTarget.closest('[role=row]') ?? event.currentTarget)}
    >
      Scale
    </CommandButton>
  )
}

type ScaleRowProps<N extends ScalableTopic> = Pick<Options<N>, 'topic' | 'params' | 'kind'> & {
  readonly asked: Asked<N>
  readonly warning: ReactNode
  readonly onClose: () => void
}

function ScaleRow<N extends ScalableTopic>({ topic, params, kind, asked, warning, onClose }: ScaleRowProps<N>) {
  const { collection, state } = useTopic(topic, params)
  const rows: readonly Row[] = useRows<TopicRow<N>>(collection)
  const { row, anchor, by } = asked
  const now = rows.find(({ uid }) => uid === row.uid)
  const sameName = rows.find(({ uid, name, namespace }) => uid !== row.uid && name === row.name && namespace === row.namespace)
  return (
    <ScaleQuestion
      command={`${topic}.scale`}
      asked={row}
      now={now ?? null}
      anchor={anchor}
      start={row.desired + by}
      warning={warning}
      obstacle={objectChange({ kind, done: 'changed' })(row, now, sameName)}
      silent={state.state === 'stale' && state.cause === 'cluster' ? state.since : null}
      onClose={onClose}
    />
  )
}
