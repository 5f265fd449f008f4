import { type CommandName, commands, type Need, type Outcome, type ReadOutput } from '@binnacle/shared'
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useApi } from './ApiContext.ts'
import type { Api } from './api.ts'

const MINUTE = 60_000

/**
 * Why this command cannot be given here, in words that name every right that is missing; null when it can (also where it needs none that could be asked
 * about before), or when nobody knows yet: then the apiserver's own answer decides.
 */
export function useAllowed(name: CommandName, context: string | null, namespace: string | null): string | null {
  const api = useApi()
  const queries = useQueryClient()
  const needs: readonly Need[] = commands[name].needs
  const query = useQuery<string | null>({
    queryKey: ['allowed', context, name, namespace],
    enabled: context !== null && needs.length > 0,
    staleTime: MINUTE,
    queryFn: async () => {
      const asked = await Promise.all(
        needs.map(async (need) => ({ need, allowed: await isAllowed({ api, queries, context: context ?? '', namespace }, need) })),
      )
      const missing = asked.filter(({ allowed }) => allowed === false).map(({ need }) => need)
      return missing.length === 0 ? null : refusal(missing, namespace)
    },
  })
  return query.data ?? null
}

type Place = { readonly api: Api; readonly queries: QueryClient; readonly context: string; readonly namespace: string | null }

/** null: nobody knows. Who may do it in every namespace is not asked about each of them: a table of all namespaces would ask for every row. */
async function isAllowed(place: Place, need: Need): Promise<boolean | null> {
  const everywhere = await review({ ...place, namespace: null }, need)
  const outcome = place.namespace === null || !everywhere.ok || everywhere.output.allowed ? everywhere : await review(place, need)
  return outcome.ok ? outcome.output.allowed : null
}

function review({ api, queries, context, namespace }: Place, need: Need): Promise<Outcome<ReadOutput<'access.review'>>> {
  const input = { verb: need.verb, group: need.group, resource: need.resource, subresource: need.subresource ?? '', namespace }
  return queries.fetchQuery({
    queryKey: ['read', context, 'access.review', input],
    queryFn: () => api.read(context, 'access.review', input),
    staleTime: MINUTE,
  })
}

function refusal(missing: readonly Need[], namespace: string | null): string {
  const named = missing.map((need) => ({ ...need, resource: need.subresource === undefined ? need.resource : `${need.resource}/${need.subresource}` }))
  const deeds = listed(named.map(({ verb, resource }) => `${verb} ${resource}`))
  const rights = listed(named.map(({ verb, resource }) => `the verb "${verb}" on ${resource}`))
  return `You may not ${deeds}${namespace === null ? '' : ` in ${namespace}`}: it needs ${rights}.`
}

/** `a, b and c`. */
function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`
}
