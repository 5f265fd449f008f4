import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { gzip } from 'node:zlib'
import { stringify } from 'yaml'
import type { Answer } from './Answer.ts'

/** Smaller answers are not worth packing; the apiserver's own limit. */
const GZIP_FROM = 128 * 1024
const PRETTY_CLIENTS = /^(?:curl|Wget|Mozilla\/5\.0)/

/** Writes an answer: JSON or YAML as asked for, indented for people's tools, packed where it is large and the client takes it. */
export function send(
  request: IncomingMessage,
  response: ServerResponse,
  { answer, format }: { readonly answer: Answer; readonly format: 'json' | 'yaml' },
): void {
  if (answer.is === 'taken' || response.destroyed || response.headersSent) return
  const type = answer.type ?? (answer.is === 'text' ? 'text/plain; charset=utf-8' : format === 'yaml' ? 'application/yaml' : 'application/json')
  const text = answer.is === 'text' ? answer.text : format === 'yaml' ? yamlOf(answer.object) : jsonOf(answer.object, isPretty(request))
  const headers = { 'audit-id': randomUUID(), 'cache-control': 'no-cache, private', 'content-type': type, ...answer.headers }
  const body = Buffer.from(text)
  const finish = (bytes: Buffer, more: Readonly<Record<string, string>>) => {
    if (response.destroyed) return
    response.writeHead(answer.code, { ...headers, ...more, 'content-length': String(bytes.length) }).end(request.method === 'HEAD' ? undefined : bytes)
  }
  const packs = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))
  if (!packs || body.length < GZIP_FROM) return finish(body, {})
  gzip(body, { level: 1 }, (error, packed) => (error ? finish(body, {}) : finish(packed, { 'content-encoding': 'gzip', vary: 'Accept-Encoding' })))
}

function isPretty(request: IncomingMessage): boolean {
  const asked = /[?&]pretty=([^&]*)/.exec(request.url ?? '')?.[1]
  if (asked !== undefined && asked !== '') return ['1', 't', 'T', 'true', 'True', 'TRUE'].includes(asked)
  return PRETTY_CLIENTS.test(request.headers['user-agent'] ?? '')
}

function jsonOf(object: unknown, pretty: boolean): string {
  return pretty ? JSON.stringify(object, null, 2) : `${JSON.stringify(object)}\n`
}

function yamlOf(object: unknown): string {
  return stringify(JSON.parse(JSON.stringify(object)), { sortMapEntries: true, lineWidth: 0, indentSeq: false })
}
