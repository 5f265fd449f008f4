import type { Failure, ObjectRow, Outcome } from '@binnacle/shared'
import type { ClusterClient } from './ClusterClient.ts'
import { notKubernetes } from './failure.ts'
import type { KubePath } from './kubePath.ts'
import type { RowDecoder } from './RowDecoder.ts'
import type { Query } from './request.ts'
import { SwiftItems } from './SwiftItems.ts'

/** A consistent read of a big cluster may take the apiserver a while before it answers; silence within the answer may not. */
const HEAD_LIMIT_MS = 30_000
const IDLE_LIMIT_MS = 20_000
/** Only where the list in one piece fails. */
const PAGE = 500

export type ListRequest<Row extends ObjectRow> = {
  readonly client: ClusterClient
  readonly path: Outcome<KubePath>
  readonly query: Query
  readonly decoder: RowDecoder<Row>
  readonly signal: AbortSignal
  readonly paged: boolean
  readonly onOpen: () => void
  /** Each row as soon as its bytes are there, in the apiserver's order (by namespace, then name). */
  readonly onRow: (row: Row) => void
}

export type ListEnd = { readonly ok: true; readonly version: string } | { readonly ok: false; readonly failure: Failure; readonly retryAfterMs: number | null }

/** One consistent LIST without a resourceVersion. Either every object came and was decoded, or it is a failure: rows are never left out in silence. */
export async function listRows<Row extends ObjectRow>(request: ListRequest<Row>): Promise<ListEnd> {
  let more = ''
  for (;;) {
    const page = await listPage(request, more)
    if (!page.ok) return page
    if (page.more === '') return { ok: true, version: page.version }
    more = page.more
  }
}

type Page = ListEnd & { readonly more?: string }

async function listPage<Row extends ObjectRow>(
  request: ListRequest<Row>,
  more: string,
): Promise<Extract<Page, { ok: false }> | { ok: true; version: string; more: string }> {
  const { client, path, decoder, signal, onOpen, onRow, paged } = request
  const broken = new AbortController()
  const items = new SwiftItems((bytes) => {
    const row = decoder.item(bytes)
    if (row) onRow(row)
    return row !== null
  })
  const onBytes = (bytes: Buffer) => {
    items.push(bytes)
    if (items.broken) broken.abort()
  }
  const query = { ...request.query, ...(paged ? { limit: PAGE } : {}), ...(more === '' ? {} : { continue: more }) }
  const end = await client.stream(
    { path, query, accept: decoder.accept, signal: AbortSignal.any([signal, broken.signal]), timeoutMs: HEAD_LIMIT_MS, idleMs: IDLE_LIMIT_MS },
    { onOpen, onBytes },
  )
  if (!end.ok && !broken.signal.aborted) return end
  const envelope = items.end()
  if (broken.signal.aborted || envelope === null) return { ok: false, failure: notKubernetes('the list is not whole, or not a list'), retryAfterMs: null }
  return { ok: true, version: envelope.resourceVersion, more: envelope.continue }
}
