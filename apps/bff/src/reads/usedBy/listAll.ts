import * as z from 'zod'
import type { Client } from '../../access/Identity.ts'
import { kubePath } from '../../kube/kubePath.ts'
import type { Place, Read } from './places.ts'

const PAGE = 500
/** More pages than this are not read for one question. */
const MAX_PAGES = 4

const List = z.object({ metadata: z.object({ continue: z.string().optional() }), items: z.array(z.unknown()).nullish() })

/** The objects of one kind in a namespace, up to a few pages of them. */
export async function listAll({ group, resource }: Place, namespace: string, client: Client): Promise<Omit<Read, 'place'>> {
  const path = kubePath({ group, version: 'v1', resource, namespace })
  const items: unknown[] = []
  let more: string | undefined
  for (let page = 0; page < MAX_PAGES; page++) {
    const answer = await client.json({ path, query: { limit: PAGE, continue: more } })
    if (!answer.ok) return { items, failure: answer.failure, partly: false }
    const list = List.safeParse(answer.output).data
    items.push(...(list?.items ?? []))
    more = list?.metadata.continue || undefined
    if (more === undefined) return { items, failure: null, partly: false }
  }
  return { items, failure: null, partly: true }
}
