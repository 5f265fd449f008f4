import {
  type LaunchedRun,
  MANAGED_BY,
  MANAGED_BY_LABEL,
  OUTCOME_ANNOTATION,
  RUN_ANNOTATION,
  RunOutcome,
  RunPlan,
  TERMINATED_AT_ANNOTATION,
} from '@binnacle/shared'
import { cut } from './cut.ts'
import { objectAt, textAt, timeAt, type Wire } from './wire.ts'

/** Anybody may write an annotation: longer ones are not read, and texts in them are cut. */
const MAX_ANNOTATION = 64 * 1024
const MAX_TEXT = 256

/** What Binnacle wrote on a Job that it launched; null for any other Job, and where what is written is not ours. */
export function launchedRun(metadata: Wire): LaunchedRun | null {
  if (objectAt(metadata, 'labels')[MANAGED_BY_LABEL] !== MANAGED_BY) return null
  const annotations = objectAt(metadata, 'annotations')
  const plan = RunPlan.safeParse(json(textAt(annotations, RUN_ANNOTATION)))
  if (!plan.success) return null
  const { runTimeSeconds, sampleSeconds, atEnd } = plan.data
  return { runTimeSeconds, sampleSeconds, atEnd, terminatedAt: timeAt(annotations, TERMINATED_AT_ANNOTATION), outcome: outcome(annotations) }
}

function outcome(annotations: Wire): RunOutcome | null {
  const written = RunOutcome.safeParse(json(textAt(annotations, OUTCOME_ANNOTATION)))
  if (!written.success) return null
  const { verdict, reason, exitCodes } = written.data
  const exits = exitCodes.slice(0, 100).map((exit) => ({
    pod: cut(exit.pod, MAX_TEXT),
    container: cut(exit.container, MAX_TEXT),
    exitCode: exit.exitCode,
    reason: cut(exit.reason, MAX_TEXT),
  }))
  return { verdict, reason: cut(reason, MAX_TEXT), exitCodes: exits }
}

function json(text: string): unknown {
  if (text.length > MAX_ANNOTATION) return null
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}
