import { type CommandName, commands, type Need } from '@binnacle/shared'
import { useRead } from './useRead.ts'

/** Why this command cannot be given here, in words; null when it can, or when nobody knows yet: then the apiserver's own answer decides. */
export function useAllowed(name: CommandName, context: string | null, namespace: string | null): string | null {
  // The last need is what is done. Null: which right it takes depends on what it is given.
  const need: Need | null = commands[name].needs.at(-1) ?? null
  const everywhere = useRead('access.review', { ...wordsOf(need), namespace: null }, { context: need === null ? null : context }).outcome
  // Who may do it in every namespace is not asked about each of them: a table of all namespaces would ask for every row.
  const narrower = namespace !== null && everywhere?.ok === true && !everywhere.output.allowed
  const here = useRead('access.review', { ...wordsOf(need), namespace }, { context: narrower ? context : null }).outcome
  const outcome = narrower ? here : everywhere
  if (need === null || !outcome?.ok || outcome.output.allowed) return null
  return `You may not ${sentence(need)}${namespace === null ? '' : ` in ${namespace}`}: it needs the verb "${need.verb}" on ${need.resource}.`
}

function wordsOf(need: Need | null) {
  if (need === null) return { verb: 'get', group: '', resource: '', subresource: '' } as const
  return { verb: need.verb, group: need.group, resource: need.resource, subresource: need.subresource ?? '' }
}

function sentence(need: Need): string {
  return `${need.verb} ${need.resource}`
}
