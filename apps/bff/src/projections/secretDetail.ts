import { MAX_SHOWN_KEYS, type SecretDetail } from '@binnacle/shared'
import { secretRow } from './secretRow.ts'
import { versionAndLabels } from './versionAndLabels.ts'

/** What a page about one Secret shows: its row with more keys, and what an update must name. */
export function secretDetail(object: unknown): SecretDetail {
  return { ...secretRow(object, MAX_SHOWN_KEYS), ...versionAndLabels(object) }
}
