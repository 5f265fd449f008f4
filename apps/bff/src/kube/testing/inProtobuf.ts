import type { IncomingMessage, ServerResponse } from 'node:http'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import type { Step } from '@binnacle/demo-cluster'
import type { Shape } from '../ProtobufReader.ts'
import { encodeProtobuf, framed, protobufEvent, protobufList, protobufStatus, wrapped } from './encodeProtobuf.ts'

const TYPE = 'application/vnd.kubernetes.protobuf'

type Answered = { readonly kind: string; readonly metadata: { readonly resourceVersion: string }; readonly items: readonly unknown[] }

/** What the demo cluster at `url` answers to a list or a watch, in the protobuf that a real apiserver answers with. */
export function inProtobuf(url: string, shape: Shape): Step {
  return (response, request) => {
    answer({ url, shape, response, request }).catch(() => response.destroy())
  }
}

type Asked = { readonly url: string; readonly shape: Shape; readonly response: ServerResponse; readonly request: IncomingMessage }

async function answer({ url, shape, response, request }: Asked): Promise<void> {
  const { pathname, search, searchParams } = new URL(request.url ?? '/', url)
  const who = request.headers['impersonate-user']
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  // With a slash at its end it is the same resource, but not the path that this step is planned for.
  const json = await fetch(`${url}${pathname}/${search}`, { signal: gone.signal, headers: who === undefined ? {} : { 'impersonate-user': String(who) } })
  if (!json.ok || !searchParams.has('watch')) {
    response.writeHead(json.status, { 'content-type': TYPE }).end(wholeOf((await json.json()) as Answered, shape))
    return
  }
  response.writeHead(200, { 'content-type': `${TYPE};stream=watch` }).flushHeaders()
  for await (const line of createInterface({ input: Readable.from(json.body ?? []) })) {
    const { type, object } = JSON.parse(line) as { type: string; object: Answered }
    response.write(framed(protobufEvent(type, object.kind, objectOf(object, shape))))
  }
  response.end()
}

function wholeOf(body: Answered, shape: Shape): Buffer {
  if (body.kind === 'Status') return wrapped('Status', objectOf(body, shape))
  return protobufList(
    body.metadata.resourceVersion,
    body.items.map((item) => encodeProtobuf(item, shape)),
  )
}

function objectOf(object: Answered, shape: Shape): Buffer {
  if (object.kind !== 'Status') return encodeProtobuf(object, shape)
  const { code, reason, message } = object as unknown as { code: number; reason: string; message: string }
  return protobufStatus(code, reason, message)
}
