import { createHash } from 'node:crypto'
import type { JsonObject } from '../objects.ts'

/** A document that never changes while the cluster lives: its text, made once, and the value of its ETag header, quotes included. */
export type ServedDocument = { readonly body: string; readonly contentType: string; readonly etag: string }

export function servedDocument(content: JsonObject, contentType = 'application/json'): ServedDocument {
  const body = JSON.stringify(content)
  return { body, contentType, etag: `"${hashOf(body)}"` }
}

/** As the apiserver writes hashes of what it serves. */
export function hashOf(text: string): string {
  return createHash('sha512').update(text).digest('hex').toUpperCase()
}
