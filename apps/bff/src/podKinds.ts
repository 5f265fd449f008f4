import type { PodDetail, PodRow } from '@binnacle/shared'
import type { RowKind } from './kube/Source.ts'
import { podDetail } from './projections/podDetail.ts'
import { podRow } from './projections/podRow.ts'
import { podShape } from './projections/podShape.ts'

const core = { group: '', version: 'v1', resource: 'pods' } as const

/** Pods as rows: the same object for topics and runs, so that they share their watches. */
export const pods: RowKind<PodRow> = { id: 'pods', ...core, project: podRow, protobuf: podShape }
export const podDetails: RowKind<PodDetail> = { id: 'pods.detail', ...core, project: podDetail }
