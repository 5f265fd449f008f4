import { type ConfigMapDetail, MAX_SHOWN_KEYS } from '@binnacle/shared'
import { configMapRow } from './configMapRow.ts'
import { versionAndLabels } from './versionAndLabels.ts'

/** What a page about one ConfigMap shows: its row with more keys, and what an update must name. */
export function configMapDetail(object: unknown): ConfigMapDetail {
  return { ...configMapRow(object, MAX_SHOWN_KEYS), ...versionAndLabels(object) }
}
