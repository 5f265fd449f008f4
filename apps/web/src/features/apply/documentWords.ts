import { type CommandOutput, documentHead, type Failure } from '@binnacle/shared'
import type { Family } from '../../ui/StatusGlyph.tsx'

export type Applied = CommandOutput<'objects.apply'>

/** What is known of a document. `doing`: what was asked, a dry run or the change itself. */
export type DocumentState =
  | { readonly state: 'unchecked' }
  | { readonly state: 'asked'; readonly doing: 'check' | 'apply' }
  | { readonly state: 'answered'; readonly doing: 'check' | 'apply'; readonly output: Applied; readonly ms: number }
  | { readonly state: 'refused'; readonly doing: 'check' | 'apply'; readonly failure: Failure }

export type Verdict = { readonly family: Family; readonly words: string }

/** What a document does or did, in a few words. `makes`: the namespaces that the text itself creates. */
export function verdictOf(state: DocumentState, makes: readonly string[]): Verdict {
  switch (state.state) {
    case 'unchecked':
      return { family: 'off', words: 'not checked' }
    case 'asked':
      return { family: 'progress', words: state.doing === 'check' ? 'checking' : 'sent' }
    case 'answered':
      return state.doing === 'check' ? checked(state.output) : { family: 'ok', words: `${state.output.result} in ${Math.max(1, Math.round(state.ms))} ms` }
    case 'refused':
      return refused(state.failure, makes)
    default:
      return state satisfies never
  }
}

function checked({ result, changes, moreChanges }: Applied): Verdict {
  if (result === 'created') return { family: 'progress', words: 'will be created' }
  if (result === 'unchanged') return { family: 'done', words: 'unchanged' }
  const count = changes.length + moreChanges
  return { family: 'attention', words: count === 0 ? 'will be changed' : `${count} ${count === 1 ? 'field' : 'fields'} will change` }
}

function refused(failure: Failure, makes: readonly string[]): Verdict {
  const missing = missingNamespace(failure)
  if (missing !== null && makes.includes(missing)) return { family: 'unknown', words: 'cannot be checked yet' }
  if (missing !== null) return { family: 'fail', words: `namespace ${missing} does not exist` }
  if (conflicts(failure).length > 0) return { family: 'attention', words: 'conflict' }
  if (failure.causes?.some(({ reason }) => reason === 'NotServed')) return { family: 'fail', words: 'not served here' }
  if (failure.code === 0 || failure.reason === 'Timeout') return { family: 'unknown', words: 'no answer' }
  return { family: 'fail', words: failure.reason === 'Forbidden' ? 'forbidden' : failure.code < 500 ? 'invalid' : 'refused' }
}

/** The namespace whose absence is the reason, in the apiserver's words. */
export function missingNamespace(failure: Failure): string | null {
  return failure.reason === 'NotFound' ? (/^namespaces "([^"]+)" not found$/.exec(failure.message)?.[1] ?? null) : null
}

/** Fields that other managers own, by manager. */
export function conflicts(failure: Failure): readonly { readonly manager: string; readonly fields: readonly string[] }[] {
  const byManager = new Map<string, string[]>()
  for (const { reason, field, message } of failure.causes ?? []) {
    if (reason !== 'FieldManagerConflict') continue
    const manager = /conflict with "([^"]*)"/.exec(message)?.[1] ?? message
    byManager.set(manager, [...(byManager.get(manager) ?? []), field.replace(/^\./, '')])
  }
  return [...byManager].map(([manager, fields]) => ({ manager, fields }))
}

/** What a document is called: as the cluster said, else as far as its text says. */
export function titleOf(text: string, state: DocumentState): { readonly kind: string; readonly name: string; readonly namespace: string | null } {
  if (state.state === 'answered') return state.output
  const { kind, name, namespace } = documentHead(text)
  return { kind: kind ?? 'Document', name: name ?? '', namespace }
}

/** Namespaces that documents of this text create. */
export function namespacesMade(texts: readonly string[]): string[] {
  return texts.flatMap((text) => {
    const { kind, name } = documentHead(text)
    return kind === 'Namespace' && name !== null ? [name] : []
  })
}
