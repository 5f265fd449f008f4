import type { Failure } from '@binnacle/shared'
import { useRead } from '../../commands/useRead.ts'
import { useLive } from '../../topics/LiveContext.tsx'
import { type ChangeGroup, templateChanges } from './templateChanges.ts'

type SetRef = { readonly namespace: string; readonly name: string; readonly uid: string; readonly revision: number }

/** What differs between the templates of two revisions; `gone`: this revision's ReplicaSet is no longer kept. */
export type TemplateDiff =
  | { readonly state: 'reading' }
  | { readonly state: 'failed'; readonly failure: Failure; again(): void }
  | { readonly state: 'gone'; readonly revision: number }
  | { readonly state: 'ready'; readonly groups: readonly ChangeGroup[] }

/** A ReplicaSet's template never changes, so an answer is good for as long as the page lives. */
const FOR_GOOD = Number.POSITIVE_INFINITY

export function useTemplates(from: SetRef | null, to: SetRef | null): TemplateDiff {
  const before = useTemplate(from)
  const after = useTemplate(to)
  const again = () => {
    before.again()
    after.again()
  }
  if (!before.outcome || !after.outcome) return { state: 'reading' }
  if (!before.outcome.ok) return { state: 'failed', failure: before.outcome.failure, again }
  if (!after.outcome.ok) return { state: 'failed', failure: after.outcome.failure, again }
  if (before.outcome.output.template === null) return { state: 'gone', revision: from?.revision ?? 0 }
  if (after.outcome.output.template === null) return { state: 'gone', revision: to?.revision ?? 0 }
  return { state: 'ready', groups: templateChanges(before.outcome.output.template, after.outcome.output.template) }
}

function useTemplate(set: SetRef | null) {
  const { context } = useLive()
  const { namespace = '', name = '', uid = '' } = set ?? {}
  return useRead('replicasets.template', { namespace, name, uid }, { context: set === null ? null : context, fresh: FOR_GOOD })
}
