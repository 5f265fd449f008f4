import type { JobRow } from '@binnacle/shared'
import { jobRow } from './jobRow.ts'
import { listAt, objectAt, wire } from './wire.ts'

/** A Job that Binnacle launched: its row, and the words its (first) container was given. */
export type LaunchedJob = JobRow & { command: string[]; args: string[] }

/** Longer command lines than this (characters of all words) are not kept. */
const MAX_CHARACTERS = 16 * 1024

export function launchedJob(object: unknown): LaunchedJob {
  const [container] = listAt(objectAt(objectAt(objectAt(wire(object), 'spec'), 'template'), 'spec'), 'containers')
  return { ...jobRow(object), command: words(container?.['command']), args: words(container?.['args']) }
}

function words(value: unknown): string[] {
  if (!Array.isArray(value)) return []
  const texts = value.filter((word) => typeof word === 'string')
  return texts.reduce((sum, word) => sum + word.length, 0) > MAX_CHARACTERS ? [] : texts
}
