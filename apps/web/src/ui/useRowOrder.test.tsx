import { ManualClock } from '@binnacle/shared'
import { act, cleanup, renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import type { RowOrder } from './RowOrder.ts'
import type { RowBatch } from './RowState.ts'
import { createTime, TimeContext } from './Time.ts'
import { useRowOrder } from './useRowOrder.ts'

type Row = { uid: string; name: string }
const row = (name: string): Row => ({ uid: name, name })

afterEach(cleanup)

class Source {
  rows = new Map<string, Row>()
  #listeners = new Set<(batch: RowBatch<Row>) => void>()
  values() {
    return this.rows.values()
  }
  subscribe(listener: (batch: RowBatch<Row>) => void) {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  tell(batch: RowBatch<Row>) {
    for (const it of batch.removed) this.rows.delete(it.uid)
    for (const it of batch.set) this.rows.set(it.uid, it)
    for (const listener of this.#listeners) listener(batch)
  }
}

const columns = [{ id: 'name', title: 'Name', width: '1px', text: (it: Row) => it.name, sortKey: (it: Row) => it.name }]
const sort = { column: 'name', descending: false }
const shown = (order: RowOrder<Row>) => Array.from({ length: order.length }, (_, at) => order.at(at)?.row.name)

function watch(source: Source) {
  const clock = new ManualClock()
  const time = createTime({ now: () => clock.now(), after: (ms, run) => clock.after(ms, run), age: () => '' })
  const wrapper = ({ children }: { children: ReactNode }) => <TimeContext value={time}>{children}</TimeContext>
  return renderHook(({ arriving, paused }) => useRowOrder({ source, columns, sort, filter: null, arriving, paused }), {
    wrapper,
    initialProps: { arriving: false, paused: false },
  })
}

describe('rows of a source', () => {
  it('stay while nobody knows what there is, and go when it is known', () => {
    const source = new Source()
    source.rows = new Map([row('a'), row('b')].map((it) => [it.uid, it]))
    const { result, rerender } = watch(source)
    expect(shown(result.current)).toEqual(['a', 'b'])
    rerender({ arriving: true, paused: false })
    act(() => source.tell({ replaced: true, set: [], removed: [row('a'), row('b')] }))
    expect(shown(result.current)).toEqual(['a', 'b'])
    act(() => source.tell({ replaced: false, set: [row('b'), row('c')], removed: [] }))
    expect(shown(result.current)).toEqual(['a', 'b', 'c'])
    rerender({ arriving: false, paused: false })
    expect(shown(result.current)).toEqual(['b', 'c'])
  })

  it('that is paused stand still, and are what is true when it goes on', () => {
    const source = new Source()
    source.rows = new Map([[row('a').uid, row('a')]])
    const { result, rerender } = watch(source)
    rerender({ arriving: false, paused: true })
    act(() => source.tell({ replaced: false, set: [row('b')], removed: [row('a')] }))
    expect(shown(result.current)).toEqual(['a'])
    rerender({ arriving: false, paused: false })
    expect(shown(result.current)).toEqual(['b'])
  })
})
