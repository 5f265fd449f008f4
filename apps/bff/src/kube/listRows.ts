import type { Failure, ObjectRow, Outcome } from '@binnacle/shared'
import type { ClusterClient } from './ClusterClient.ts'
import { notKubernetes } from './failure.ts'
import type { Envelope } from './JsonItems.ts'
import type { KubePath } from './kubePath.ts'
import type { ListItems, RowDecoder } from './RowDecoder.ts'
import type { Query } from './request.ts'
import type { RowDecoders } from './rowDecoders.ts'

/** A consistent read of a big cluster may take the apiserver a while before it answers; silence within the answer may not. */
const HEAD_LIMIT_MS = 30_000
const IDLE_LIMIT_MS = 20_000
/** Only where the list in one piece fails. */
const PAGE = 500

export type ListRequest<Row extends ObjectRow> = {
  readonly client: ClusterClient
  readonly path: Outcome<KubePath>
  readonly query: Query
  readonly decoders: RowDecoders<Row>
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
  const { client, path, decoders, signal, paged } = request
  const broken = new AbortController()
  let items: ListItems | null = null
  const onOpen = (contentType: string) => {
    items = itemsOf(decoders.of(contentType), request.onRow)
    request.onOpen()
  }
  const onBytes = (bytes: Buffer) => {
    items?.push(bytes)
    if (items?.broken) broken.abort()
  }
  const query = { ...request.query, ...(paged ? { limit: PAGE } : {}), ...(more === '' ? {} : { continue: more }) }
  const end = await client.stream(
    { path, query, accept: decoders.accept, signal: AbortSignal.any([signal, broken.signal]), timeoutMs: HEAD_LIMIT_MS, idleMs: IDLE_LIMIT_MS },
    { onOpen, onBytes },
  )
  if (!end.ok && !broken.signal.aborted) return end
  const envelope = endOf(items)
  if (broken.signal.aborted || envelope === null) return { ok: false, failure: notKubernetes('the list is not whole, or not a list'), retryAfterMs: null }
  return { ok: true, version: envelope.resourceVersion, more: envelope.continue }
}

function itemsOf<Row extends ObjectRow>(decoder: RowDecoder<Row>, onRow: (row: Row) => void): ListItems {
  return decoder.items((bytes) => {
    const row = decoder.item(bytes)
    if (row) onRow(row)
    return row !== null
  })
}

function endOf(items: ListItems | null): Envelope | null {
  return items === null ? null : items.end()
}
