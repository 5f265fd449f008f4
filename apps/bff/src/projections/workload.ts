import { MAX_CHANGE_CAUSE, type TemplateImage, type WorkloadCondition } from '@binnacle/shared'
import { cut } from './cut.ts'
import { listAt, objectAt, sharedTextAt, textAt, timeAt, type Wire } from './wire.ts'

/** What a quota or an admission webhook says may be long; a page shows a few lines of it. */
const MAX_MESSAGE = 1024
/** Earlier numbers of one ReplicaSet that are kept; its controller keeps about as many. */
const MAX_EARLIER = 500

const REVISION = 'deployment.kubernetes.io/revision'
const REVISION_HISTORY = 'deployment.kubernetes.io/revision-history'
const CHANGE_CAUSE = 'kubernetes.io/change-cause'

/** Containers of `spec.template`, in its order; init containers are not among them, as for kubectl's CONTAINERS and IMAGES. */
export function templateImages(spec: Wire): TemplateImage[] {
  const containers = listAt(objectAt(objectAt(spec, 'template'), 'spec'), 'containers')
  return containers.map((container) => ({ name: sharedTextAt(container, 'name'), image: sharedTextAt(container, 'image') }))
}

/** Of two conditions of one type the first counts, as for kubectl. */
export function workloadCondition(status: Wire, type: string): WorkloadCondition | null {
  const found = listAt(status, 'conditions').find((condition) => condition['type'] === type)
  if (!found) return null
  return {
    status: sharedTextAt(found, 'status'),
    reason: sharedTextAt(found, 'reason'),
    message: cut(textAt(found, 'message'), MAX_MESSAGE),
    since: timeAt(found, 'lastTransitionTime'),
    updated: timeAt(found, 'lastUpdateTime'),
  }
}

/** The number that the Deployment controller wrote, read as kubectl reads it: 0 where there is none, null for what is no number. */
export function revision(metadata: Wire): number | null {
  const written = objectAt(metadata, 'annotations')[REVISION]
  return written === undefined ? 0 : wholeNumber(written)
}

export function revisionHistory(metadata: Wire): number[] {
  const numbers = textAt(objectAt(metadata, 'annotations'), REVISION_HISTORY).split(',').slice(-MAX_EARLIER)
  return numbers.map(wholeNumber).filter((number) => number !== null)
}

/** The change cause of the object itself; null where there is none, or an empty one. */
export function changeCause(metadata: Wire): string | null {
  return cut(textAt(objectAt(metadata, 'annotations'), CHANGE_CAUSE), MAX_CHANGE_CAUSE) || null
}

function wholeNumber(text: unknown): number | null {
  if (typeof text !== 'string' || !/^[+-]?\d+$/.test(text)) return null
  // Minus zero is zero.
  const number = Number(text) + 0
  return Number.isSafeInteger(number) ? number : null
}
