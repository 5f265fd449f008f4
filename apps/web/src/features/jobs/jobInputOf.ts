import { type JobInput, splitCommand } from '@binnacle/shared'
import type { JobDraft } from './JobDraft.ts'

/** What a draft would send. It has the shape of an input, but its values are as good as what was typed: `JobInput` says whether it may be sent. */
export function jobInputOf(draft: JobDraft): JobInput {
  const split = splitCommand(draft.words)
  const words = split.ok ? [...split.words] : []
  return {
    name: draft.name,
    namespace: draft.namespace,
    image: draft.image,
    command: draft.wordsAre === 'command' ? words : [],
    args: draft.wordsAre === 'args' ? words : [],
    runTimeSeconds: numberOf(draft.runTimeSeconds),
    sampleSeconds: numberOf(draft.sampleSeconds),
    atEnd: draft.atEnd,
    parallelism: numberOf(draft.parallelism),
    completions: draft.completions.trim() === '' ? null : numberOf(draft.completions),
    backoffLimit: numberOf(draft.backoffLimit),
    env: draft.env.map(({ name, value }) => ({ name, value })),
    resources: {
      cpuRequest: amountOf(draft.cpuRequest),
      cpuLimit: amountOf(draft.cpuLimit),
      memoryRequest: amountOf(draft.memoryRequest),
      memoryLimit: amountOf(draft.memoryLimit),
    },
  }
}

/** Digits and a sign; `1.5`, `1e30` and `"60"` are no whole numbers. One that no number can hold is the largest that can be held. */
function numberOf(text: string): number {
  if (!/^\s*-?\d+\s*$/.test(text)) return Number.NaN
  return Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, Number(text)))
}

function amountOf(text: string): string | null {
  return text.trim() === '' ? null : text.trim()
}
