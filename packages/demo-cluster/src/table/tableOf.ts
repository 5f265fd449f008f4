import type { JsonObject, KubeObject } from '../objects.ts'
import type { ResourceInfo } from '../resources.ts'
import { autoscalerCells } from './autoscalerCells.ts'
import { clusterCells } from './clusterCells.ts'
import { columnsOf } from './columns.ts'
import { networkCells } from './networkCells.ts'
import { podCells } from './podCells.ts'
import { storageCells } from './storageCells.ts'
import { workloadCells } from './workloadCells.ts'

export type Cell = string | number | boolean

/** The cells of one object at a moment, wide ones included. */
export type CellsOf = (object: KubeObject, now: number) => readonly Cell[]

export type TableOptions = {
  readonly now: number
  /** What of an object goes with its row: nothing, its metadata (which is the default of requests), or all of it. */
  readonly includeObject: 'None' | 'Metadata' | 'Object'
  /** A list's own metadata; a single object's version is taken where it is left out. */
  readonly metadata?: Readonly<Record<string, unknown>>
  /** Watches send columns with the first event only. */
  readonly noHeaders?: boolean
}

export type Table = {
  readonly kind: 'Table'
  readonly apiVersion: 'meta.k8s.io/v1'
  readonly metadata: NonNullable<TableOptions['metadata']>
  readonly columnDefinitions: readonly JsonObject[] | null
  readonly rows: readonly Row[]
}

type Row = { readonly cells: readonly Cell[]; readonly conditions?: readonly JsonObject[]; readonly object: KubeObject | PartialObject | null }
type PartialObject = { readonly kind: 'PartialObjectMetadata'; readonly apiVersion: 'meta.k8s.io/v1'; readonly metadata: KubeObject['metadata'] }

const CELLS: Readonly<Record<string, CellsOf>> = {
  ...workloadCells,
  ...networkCells,
  ...storageCells,
  ...clusterCells,
  Pod: podCells,
  HorizontalPodAutoscaler: autoscalerCells,
}

const COMPLETED: Readonly<Record<string, string>> = { Succeeded: 'The pod has completed successfully.', Failed: 'The pod failed.' }

/** What the apiserver answers where kubectl asks for a Table: its columns and its cells, ages counted from `now`. Kinds without a printer show their name and when they were made. */
export function tableOf({ kind }: Pick<ResourceInfo, 'kind'>, objects: readonly KubeObject[], options: TableOptions): Table {
  const cells = CELLS[kind] ?? plainCells
  const [only] = objects
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata: options.metadata ?? (only && objects.length === 1 ? { resourceVersion: only.metadata.resourceVersion } : {}),
    columnDefinitions: options.noHeaders ? null : columnsOf(kind),
    rows: objects.map((object) => ({ cells: cells(object, options.now), ...conditionsOf(object, kind), object: shown(object, options.includeObject) })),
  }
}

const plainCells: CellsOf = ({ metadata }) => [metadata.name, metadata.creationTimestamp]

/** kubectl shows rows of pods that have ended as completed. */
function conditionsOf({ status }: KubeObject, kind: string): Pick<Row, 'conditions'> {
  const phase = kind === 'Pod' && typeof status === 'object' && status !== null && 'phase' in status ? String(status.phase) : ''
  const message = COMPLETED[phase]
  return message === undefined ? {} : { conditions: [{ type: 'Completed', status: 'True', reason: phase, message }] }
}

function shown(object: KubeObject, what: TableOptions['includeObject']): Row['object'] {
  if (what === 'None') return null
  return what === 'Object' ? object : { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: object.metadata }
}
