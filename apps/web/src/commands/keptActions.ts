import { commands, Failure, isWithheld } from '@binnacle/shared'
import * as z from 'zod/mini'
import type { Action, Undo } from './Activity.ts'

/** sessionStorage, or what stands in for it. */
export type Kept = { getItem(key: string): string | null; setItem(key: string, value: string): void }

const KEY = 'binnacle.activity'
const text = z.string()
const ms = z.nullable(z.number())
const command = z.enum(Object.keys(commands) as [keyof typeof commands])

const KeptUndo = z.object({
  command,
  input: z.unknown(),
  before: z.optional(z.object({ revision: z.optional(z.nullable(z.number())), cause: z.optional(z.nullable(text)) })),
})

const KeptAction = z.object({
  id: text,
  command,
  context: text,
  target: z.object({ kind: text, namespace: z.nullable(text), name: text, uid: z.nullable(text) }),
  wish: text,
  line: z.nullable(text),
  at: z.number(),
  state: z.enum(['sent', 'accepted', 'seen', 'done', 'refused', 'unknown']),
  acceptedMs: ms,
  seenMs: ms,
  doneMs: ms,
  followed: z.boolean(),
  late: z.boolean(),
  progress: z.nullable(text),
  failure: z.nullable(Failure),
  undo: z.nullable(KeptUndo),
  undoes: z.nullable(text),
  undoneBy: z.nullable(text),
})

const reloaded: Failure = { reason: 'Disconnected', code: 0, message: 'The page was reloaded before an answer came, so nobody knows whether this happened.' }

export function writeActions(kept: Kept, actions: readonly Action[]): void {
  const written = actions.map((action) => {
    if (!isWithheld(action.command)) return action
    // Also a refusal may quote what the input held.
    const { causes: _, ...failure } = action.failure ?? { causes: [] }
    return { ...action, undo: null, failure: action.failure && { ...failure, message: 'What the cluster said is not kept: it may quote a value.' } }
  })
  try {
    kept.setItem(KEY, JSON.stringify(written))
  } catch {
    // A browser that stores nothing: then the list ends with the page.
  }
}

export function readActions(kept: Kept): readonly Action[] {
  let written: unknown
  try {
    written = JSON.parse(kept.getItem(KEY) ?? '[]')
  } catch {
    return []
  }
  return Array.isArray(written) ? written.flatMap(kindOf) : []
}

function kindOf(written: unknown): readonly Action[] {
  const read = KeptAction.safeParse(written)
  if (!read.success) return []
  const { undo, ...action } = read.data
  const lost = action.state === 'sent' ? ({ state: 'unknown', failure: reloaded } as const) : {}
  return [{ ...action, ...lost, followed: false, late: false, undo: undoOf(undo) }]
}

function undoOf(undo: z.infer<typeof KeptUndo> | null): Undo | null {
  if (undo === null) return null
  const input = commands[undo.command].input.safeParse(undo.input)
  // The schema of this name's table entry has just accepted it.
  return input.success ? ({ ...undo, input: input.data } as Undo) : null
}
