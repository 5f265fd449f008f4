import { type ServedDocument, servedDocument } from './ServedDocument.ts'

const PROTOBUF = 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf'
const INFO = { title: 'Kubernetes', version: '1.36' }

/**
 * `/openapi/v2`, without a single type: version 3 is where they are. kubectl asks for it when version 3 says nothing of a kind, for files that are a `List` and in its
 * older versions; what is not in it is not checked on its side then, and left to the apiserver.
 */
export function openApiV2(accept: string): ServedDocument {
  if (!accept.includes('protobuf')) return servedDocument({ swagger: '2.0', info: INFO, paths: {} })
  const body = `${field(1, '2.0')}${field(2, `${field(1, INFO.title)}${field(2, INFO.version)}`)}`
  return { ...servedDocument({ body }), body, contentType: PROTOBUF }
}

/** A text or a message in protobuf, short enough for its length to be one byte, and plain ASCII. */
function field(number: number, content: string): string {
  return `${String.fromCharCode((number << 3) | 2, content.length)}${content}`
}
