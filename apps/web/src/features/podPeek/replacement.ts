import type { PodDetail, PodRow } from '@binnacle/shared'

/** A controller makes the new pod while the old one ends, so the new one may be this much older than our notice of the end (seconds). */
const MADE_BEFORE = 120

/** The pod that the same controller made in place of this one: the first made after its end began. Null where there is none (yet). */
export const replacementOf = (deleted: PodDetail, goneAt: number, pods: Iterable<PodRow>): PodRow | null => {
  const controller = deleted.row.controller
  if (controller === null) return null
  const from = deleted.row.deletedAt === null ? goneAt / 1000 - MADE_BEFORE : deleted.row.deletedAt - (deleted.gracePeriodSeconds ?? 0) - 1
  let first: PodRow | null = null
  for (const pod of pods) {
    if (pod.uid === deleted.uid || pod.controller?.uid !== controller.uid || pod.deletedAt !== null) continue
    if (pod.created < from || pod.created < deleted.created) continue
    if (first === null || pod.created < first.created || (pod.created === first.created && pod.name < first.name)) first = pod
  }
  return first
}
