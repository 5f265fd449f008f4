import { setTimeout as sleep } from 'node:timers/promises'
import type { Cluster } from '../clusters/Cluster.ts'
import type { ApiProxy } from './ApiProxy.ts'
import type { RecordedTable } from './Recording.ts'
import type { Json } from './statuses.ts'

const TRIES = 20

export type Asked = Pick<RecordedTable, 'kind' | 'title'> & { readonly path: string; readonly words: readonly string[] }

/**
 * The objects and kubectl's table of them, printed within one second of the clock: ages change on whole seconds (times with a fraction in
 * the cases lie just after one), so every age in the table is that of the second. Tries again when the second ended meanwhile.
 */
export async function readTable(api: ApiProxy, cluster: Cluster, { path, words, ...about }: Asked): Promise<RecordedTable> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const before = await api.get(path)
    await sleep(1020 - (Date.now() % 1000))
    const moment = Math.floor(Date.now() / 1000)
    const { code, stdout, stderr } = await cluster.kubectl(...words)
    const end = Math.floor(Date.now() / 1000)
    if (code !== 0) throw new Error(`kubectl ${words.join(' ')}: ${stderr}`)
    const after = await api.get(path)
    if (end === moment && versions(before) === versions(after)) {
      return { ...about, command: `kubectl ${words.join(' ')}`, moment, printed: stdout, objects: items(after).map(slim) }
    }
  }
  throw new Error(`kubectl ${words.join(' ')}: not one of ${TRIES} tries ended within its second`)
}

function items(list: Json): readonly Json[] {
  return Array.isArray(list['items']) ? list['items'] : []
}

function versions(list: Json): string {
  return items(list)
    .map((item) => JSON.stringify(item['metadata']))
    .join()
}

/** Without who wrote which field and the tolerations that every pod gets: half of the text, and nothing prints them. */
function slim(object: Json): Json {
  const { managedFields: _, ...metadata } = part(object, 'metadata')
  const { tolerations: __, ...spec } = part(object, 'spec')
  return { ...object, metadata, ...('spec' in object && { spec }) }
}

function part(object: Json, field: string): Json {
  return (object[field] ?? {}) as Json // the border: metadata and spec are objects where an apiserver sends them
}
