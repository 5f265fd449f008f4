import { done } from '../../Status.ts'
import { listObjects } from '../listObjects.ts'
import { listOptionsOf, tooLargeVersion } from '../listOptions.ts'
import { badRequest } from '../refusals.ts'
import { type Selection, selectionOf } from '../selectors.ts'
import { type Answer, objectAnswer, refusal } from './Answer.ts'
import type { Exchange } from './Exchange.ts'
import { presentList, presentObject } from './present.ts'
import type { ResourceRoute } from './routeOf.ts'
import { serveWatch } from './serveWatch.ts'
import { storedAs } from './storedAs.ts'

/** `GET` of one object; of the whole object also through `status`. */
export function readOne(exchange: Exchange, { info, namespace, name = '' }: ResourceRoute): Answer {
  const { api, store } = exchange.parts
  const asked = exchange.query.get('resourceVersion') ?? ''
  if (Number(asked) > store.version) return refusal(tooLargeVersion(Number(asked), store.version))
  const found = api.get({ resource: storedAs(info), namespace, name })
  return found.ok ? objectAnswer(200, presentObject(exchange, info, { object: found.value })) : refusal(found.status)
}

/** `GET` of a collection: a list, or a watch where the query says so. A name in the path selects that one. */
export function readMany(exchange: Exchange, { info, namespace, name }: ResourceRoute): Answer {
  const { query, parts } = exchange
  const options = listOptionsOf(query)
  if (!options.ok) return refusal(options.status)
  const selected = selectionOf(info, query)
  const selection = selected.ok && name !== undefined ? named(selected.value, name) : selected
  if (!selection.ok) return refusal(selection.status)
  const scope = { resource: storedAs(info), namespace }
  if (options.value.watch) return serveWatch(exchange, info, { scope, selection: selection.value, options: options.value })
  if (name !== undefined) return refusal(badRequest('a list has no name'))
  const page = listObjects(parts.store, scope, { options: options.value, selection: selection.value })
  return page.ok ? objectAnswer(200, presentList(exchange, info, page.value)) : refusal(page.status)
}

function named(selection: Selection, name: string) {
  return done({ empty: false, matches: (object) => object.metadata.name === name && selection.matches(object) } satisfies Selection)
}
