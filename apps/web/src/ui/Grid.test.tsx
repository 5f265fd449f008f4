import { ManualClock } from '@binnacle/shared'
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Column } from './Column.ts'
import { Grid } from './Grid.tsx'
import { RELEASE_MS } from './Held.ts'
import { LiveRegion } from './LiveRegion.tsx'
import { GONE_MS, PLACES_MS, RowOrder } from './RowOrder.ts'
import { Selection } from './Selection.ts'
import { createTime, TimeContext } from './Time.ts'

type Row = { uid: string; name: string; weight: number }

const row = (name: string, weight = 0): Row => ({ uid: `uid-${name}`, name, weight })
const columns: readonly Column<Row>[] = [
  { id: 'name', title: 'Name', width: '200px', text: (it) => it.name, sortKey: (it) => it.name },
  { id: 'weight', title: 'Weight', width: '80px', text: (it) => String(it.weight), sortKey: (it) => it.weight },
]

let clock: ManualClock
let order: RowOrder<Row>
let opened: string[]
let drawn: string[]
let selection: Selection
let sorted: unknown[]

beforeEach(() => {
  clock = new ManualClock()
  order = new RowOrder(clock, { key: (it) => it.name, descending: false })
  opened = []
  drawn = []
  sorted = []
  selection = new Selection()
})
afterEach(cleanup)

function show(rows: readonly Row[]) {
  order.load(rows)
  const time = createTime({ now: () => clock.now(), after: (ms, run) => clock.after(ms, run), age: () => '' })
  const seen: readonly Column<Row>[] = [
    ...columns,
    {
      id: 'drawn',
      title: 'Drawn',
      width: '1px',
      text: () => '',
      cell: (it) => {
        drawn.push(it.name)
        return null
      },
    },
  ]
  render(
    <TimeContext value={time}>
      <LiveRegion>
        <Grid
          name="Things"
          order={order}
          columns={seen}
          sort={{ column: 'name', descending: false }}
          onSort={(sort) => sorted.push(sort)}
          onOpen={(it) => opened.push(it.name)}
          selection={selection}
          empty={() => <p>Nothing here</p>}
        />
      </LiveRegion>
    </TimeContext>,
  )
}

const names = () => screen.getAllByRole('row').flatMap((it) => (it.dataset['uid'] ? [it.querySelector('[data-column=name]')?.textContent ?? ''] : []))
const rowOf = (name: string) => {
  const found = screen.getAllByRole('row').find((it) => it.dataset['uid'] === `uid-${name}`)
  if (!found) throw new Error(`no row ${name}`)
  return found
}
const focused = () => (document.activeElement instanceof HTMLElement ? (document.activeElement.dataset['uid'] ?? document.activeElement.textContent) : null)
const press = (key: string, more: object = {}) => fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more })
const set = (...rows: Row[]) => act(() => order.apply({ replaced: false, set: rows, removed: [] }))
const remove = (...rows: Row[]) => act(() => order.apply({ replaced: false, set: [], removed: rows }))
const pass = (ms: number) => act(() => clock.advance(ms))

describe('a grid', () => {
  it('tells how many rows there are and where each stands, also of those that are not drawn', () => {
    show(Array.from({ length: 5_000 }, (_, at) => row(`n${String(at).padStart(4, '0')}`)))
    const grid = screen.getByRole('grid', { name: 'Things' })
    expect(grid.getAttribute('aria-rowcount')).toBe('5001')
    expect(names().length).toBeLessThan(100)
    expect(rowOf('n0003').getAttribute('aria-rowindex')).toBe('5')
    expect(screen.getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort')).toBe('ascending')
    expect(screen.getByRole('columnheader', { name: 'Weight' }).getAttribute('aria-sort')).toBe('none')
  })

  it('has one tab stop, which goes where the keys go', () => {
    show([row('a'), row('b'), row('c')])
    expect(document.querySelectorAll('[role=grid] [tabindex="0"]').length).toBe(1)
    act(() => rowOf('a').focus())
    press('ArrowDown')
    expect(focused()).toBe('uid-b')
    press('End')
    expect(focused()).toBe('uid-c')
    press('k')
    expect(focused()).toBe('uid-b')
    press('Home')
    press('ArrowUp')
    expect(focused()).toBe('Name')
    press('ArrowRight')
    expect(focused()).toBe('Weight')
    press('ArrowDown')
    expect(focused()).toBe('uid-a')
    expect(document.querySelectorAll('[role=grid] [tabindex="0"]').length).toBe(1)
  })

  it('opens by Enter and by click, chooses by Space and ranges by Shift', () => {
    show([row('a'), row('b'), row('c'), row('d')])
    act(() => rowOf('b').focus())
    press('Enter')
    fireEvent.click(rowOf('c'))
    expect(opened).toEqual(['b', 'c'])
    press(' ')
    expect(rowOf('b').getAttribute('aria-selected')).toBe('true')
    act(() => rowOf('d').focus())
    press(' ', { shiftKey: true })
    expect(selection.uids().sort()).toEqual(['uid-b', 'uid-c', 'uid-d'])
    press('Escape')
    expect(selection.size).toBe(0)
    expect(opened).toEqual(['b', 'c'])
  })

  it('sorts by its headers, by click and by Shift and a digit', () => {
    show([row('a')])
    fireEvent.click(screen.getByRole('button', { name: 'Weight' }))
    act(() => rowOf('a').focus())
    press('!', { shiftKey: true, code: 'Digit1' })
    expect(sorted).toEqual([
      { column: 'weight', descending: false },
      { column: 'name', descending: true },
    ])
  })

  it('draws a changed row, and no other', () => {
    show([row('a'), row('b'), row('c')])
    drawn = []
    set(row('b', 7))
    expect(new Set(drawn)).toEqual(new Set(['b']))
    expect(rowOf('b').textContent).toContain('7')
  })

  it('keeps the keyboard where it is while rows come before it', () => {
    show([row('m'), row('n')])
    act(() => rowOf('m').focus())
    set(...Array.from({ length: 20 }, (_, at) => row(`a${at}`)))
    expect(focused()).toBe('uid-m')
    expect(names().slice(0, 2)).toEqual(['m', 'n'])
    expect(rowOf('m').style.transform).toBe('translateY(0px)')
  })

  it('gives the keyboard to the row that takes the place of a deleted one, and names it', () => {
    show([row('a'), row('b'), row('c')])
    act(() => rowOf('b').focus())
    remove(row('b'))
    expect(rowOf('b').dataset['gone']).toBe('true')
    pass(GONE_MS)
    expect(focused()).toBe('uid-c')
    expect(document.querySelector('[data-announcer=polite]')?.textContent).toBe('b is gone. Now on c')
    remove(row('c'))
    pass(GONE_MS)
    expect(focused()).toBe('uid-a')
  })

  it('holds its order while the pointer is over the rows, and lets go a moment after', () => {
    show([row('a'), row('c')])
    pass(PLACES_MS)
    const body = rowOf('a').parentElement ?? document.body
    fireEvent.pointerEnter(body)
    set(row('b'))
    expect(names()).toEqual(['a', 'c', 'b'])
    fireEvent.pointerLeave(body)
    pass(RELEASE_MS)
    expect(names()).toEqual(['a', 'b', 'c'])
  })

  it('holds its order while rows are chosen', () => {
    show([row('a'), row('c')])
    act(() => selection.toggle('uid-a'))
    set(row('b'))
    pass(60_000)
    expect(names()).toEqual(['a', 'c', 'b'])
  })

  it('tints the cell that changed, not its neighbours, and anew for a second change', () => {
    show([row('a', 1), row('b', 2)])
    set(row('a', 5))
    const cell = (column: string) => rowOf('a').querySelector<HTMLElement>(`[data-column=${column}]`)
    const first = cell('weight')?.dataset['tint']
    expect(first).toBeDefined()
    expect(cell('name')?.dataset['tint']).toBeUndefined()
    set(row('a', 6))
    expect(cell('weight')?.dataset['tint']).not.toBe(first)
    pass(3_000)
    expect(cell('weight')?.dataset['tint']).toBeUndefined()
  })

  it('says what it was told to while it is empty', () => {
    show([])
    expect(screen.getByText('Nothing here')).toBeDefined()
  })
})
