import { done, type Result, refused } from '../../Status.ts'
import { type BodyFormat, type Expected, readBody } from '../../schema/readBody.ts'
import { apiVersionOf, type ServedResource } from '../../schema/resourceTable.ts'
import type { TypedObject } from '../protobuf/decodeProtobuf.ts'
import type { Exchange } from './Exchange.ts'

const FORMATS: Readonly<Record<string, BodyFormat>> = {
  'application/json': 'json',
  'application/yaml': 'yaml',
  'application/vnd.kubernetes.protobuf': 'protobuf',
}

/** The object in a request's body, which should be of the kind that the resource, or its subresource, takes. What it warns of goes into the response's headers. */
export function readRequest(exchange: Exchange, info: ServedResource, subresource?: string): Result<TypedObject> {
  const detail = info.details.find(({ name }) => name === subresource)
  const { group = info.group, version = info.version, kind = info.kind } = detail ?? {}
  return readKind(exchange, { apiVersion: apiVersionOf({ group, version }), kind })
}

/** The same for a kind that is not the path's. */
export function readKind(exchange: Exchange, expected: Pick<Expected, 'apiVersion' | 'kind'>): Result<TypedObject> {
  const { request, body, query, parts } = exchange
  const format = FORMATS[mediaTypeOf(request.headers['content-type'])]
  if (format === undefined) {
    const message = `the body of the request was in an unknown format - accepted media types include: ${Object.keys(FORMATS).join(', ')}`
    return refused({ code: 415, reason: 'UnsupportedMediaType', message })
  }
  const asked = query.get('fieldValidation')
  const fieldValidation = asked === 'Strict' || asked === 'Ignore' ? asked : 'Warn'
  const read = readBody(parts.schema, { bytes: body, format }, { ...expected, fieldValidation })
  if (!read.ok) return read
  for (const warning of read.value.warnings) warn(exchange, warning)
  return done(read.value.object)
}

/** Adds a `Warning` header to the answer. */
export function warn({ response }: Pick<Exchange, 'response'>, text: string): void {
  response.appendHeader('warning', `299 - ${JSON.stringify(text)}`)
}

function mediaTypeOf(header: string | undefined): string {
  return header?.split(';')[0]?.trim().toLowerCase() || 'application/json'
}
