import type { Discovery, DiscoveryForm } from '../discovery.ts'
import type { OpenApi } from '../openApi.ts'
import { openApiV2 } from '../openApiV2.ts'
import type { ServedDocument } from '../ServedDocument.ts'
import { type Answer, refusal, resourceNotFound } from './Answer.ts'

export type Documents = { readonly discovery: Discovery; readonly openApi: OpenApi }
type Asked = { readonly path: string; readonly accept: string | undefined; readonly known: string | undefined }

/** `/api`, `/apis` and below, `/openapi/v2` and `/openapi/v3`; 304 for who has it already. Undefined for every other path. */
export function discoveryAnswer({ discovery, openApi }: Documents, { path, accept = '', known }: Asked): Answer | undefined {
  const parts = path.split('/').filter((part) => part !== '')
  const [root, first = '', second = ''] = parts
  const give = (document: ServedDocument | undefined) => (document ? documentAnswer(document, known) : undefined)
  if (root === 'openapi' && first === 'v3') return parts.length === 2 ? give(openApi.index()) : give(openApi.document(parts.slice(2).join('/')))
  if (root === 'openapi' && first === 'v2' && parts.length === 2) return give(openApiV2(accept))
  if (root === 'api') {
    if (parts.length === 1) return give(discovery.core(formOf(accept)))
    return give(discovery.resources('', first)) ?? refusal(resourceNotFound)
  }
  if (root !== 'apis') return undefined
  if (parts.length === 1) return give(discovery.groups(formOf(accept)))
  if (parts.length === 2) return give(discovery.group(first))
  return give(discovery.resources(first, second)) ?? refusal(resourceNotFound)
}

/** The first form that is accepted; names only for who asks for none. */
function formOf(accept: string): DiscoveryForm {
  for (const range of accept.split(',')) {
    if (!range.includes('as=APIGroupDiscoveryList')) continue
    if (/;\s*v=v2(?:;|$|\s)/.test(`${range.trim()};`)) return 'v2'
    if (/;\s*v=v2beta1(?:;|$|\s)/.test(`${range.trim()};`)) return 'v2beta1'
  }
  return 'plain'
}

function documentAnswer({ body, contentType, etag }: ServedDocument, known: string | undefined): Answer {
  const headers = { etag, vary: 'Accept', 'cache-control': 'public' }
  return known === etag ? { is: 'text', code: 304, text: '', type: contentType, headers } : { is: 'text', code: 200, text: body, type: contentType, headers }
}
