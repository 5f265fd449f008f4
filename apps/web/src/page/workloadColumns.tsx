import { age, type TemplateImage, visibleText } from '@binnacle/shared'
import type { ReactNode } from 'react'
import { Age } from '../ui/Age.tsx'
import type { Column } from '../ui/Column.ts'
import { MiddleTruncated } from '../ui/MiddleTruncated.tsx'

type Workload = {
  readonly namespace: string
  readonly name: string
  readonly created: number
  readonly images: readonly TemplateImage[]
  readonly selector: string
}

const NONE = '<none>'

const joined = (texts: readonly string[]): string => (texts.length === 0 ? NONE : texts.join(','))

/** Namespace and name. `cell` draws the name, as a link where there is a page about it. */
export const nameColumns = <Row extends Workload>(cell: (row: Row) => ReactNode = (row) => <MiddleTruncated text={row.name} />): readonly Column<Row>[] => [
  { id: 'namespace', title: 'Namespace', width: 'minmax(96px, 1fr)', text: (row) => row.namespace, sortKey: (row) => row.namespace },
  { id: 'name', title: 'Name', width: 'minmax(200px, 1.4fr)', mono: true, text: (row) => row.name, cell, sortKey: (row) => row.name },
]

/** A number as kubectl prints it. */
export const countColumn = <Row,>(id: string, title: string, count: (row: Row) => number): Column<Row> => ({
  id,
  title,
  width: '92px',
  align: 'end',
  text: (row) => String(count(row)),
  sortKey: count,
})

/** Age, and what `-o wide` adds. */
export const templateColumns = <Row extends Workload>(): readonly Column<Row>[] => [
  {
    id: 'age',
    title: 'Age',
    width: '76px',
    align: 'end',
    text: (row, now) => age(row.created, now / 1000),
    cell: (row) => <Age since={row.created} />,
    sortKey: (row) => -row.created,
  },
  { id: 'containers', title: 'Containers', width: 'minmax(120px, 0.8fr)', wide: true, text: (row) => joined(row.images.map(({ name }) => name)) },
  {
    id: 'images',
    title: 'Images',
    width: 'minmax(200px, 2fr)',
    mono: true,
    wide: true,
    text: (row) => visibleText(joined(row.images.map(({ image }) => image))),
  },
  { id: 'selector', title: 'Selector', width: 'minmax(140px, 1.2fr)', mono: true, wide: true, text: (row) => row.selector },
]
