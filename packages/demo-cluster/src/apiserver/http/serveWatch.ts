import type { KubeObject } from '../../objects.ts'
import { statusObject } from '../../Status.ts'
import { apiVersionOf, type ServedResource } from '../../schema/resourceTable.ts'
import { type WatchAsked, type WatchEvent, watchObjects } from '../watchObjects.ts'
import { type Answer, taken } from './Answer.ts'
import type { Exchange } from './Exchange.ts'
import { presentObject } from './present.ts'
import { isNewerEvents, servedObject } from './servedObject.ts'

const END_OF_INITIAL = { 'k8s.io/initial-events-end': 'true' }

/** Streams a watch, a JSON document a line. The headers are sent before anything happens; whoever reads too slowly is cut off. */
export function serveWatch(exchange: Exchange, info: ServedResource, asked: WatchAsked): Answer {
  const { response, parts } = exchange
  response.writeHead(200, { 'cache-control': 'no-cache, private', 'content-type': 'application/json' })
  response.flushHeaders()
  let stop = () => {}
  const stream = parts.streams.open(response, () => stop())
  const lineOf = framer(exchange, info)
  let first = true
  stop = watchObjects(parts, asked, {
    emit: (event) => (first ? stream.first(lineOf(event)) : stream.line(lineOf(event))),
    end: () => stream.end(),
  })
  first = false
  if (response.destroyed) stop()
  return taken
}

/** Makes the lines of one watch. Plain objects are written as JSON once, however many watch them. */
function framer(exchange: Exchange, info: ServedResource): (event: WatchEvent) => string {
  let columns = true
  const object = (one: KubeObject) => {
    if (exchange.wanted.as === 'object') return isNewerEvents(info) ? JSON.stringify(servedObject(info, one)) : exchange.parts.streams.textOf(one)
    const text = JSON.stringify(presentObject(exchange, info, { object: one, columns }))
    columns = false
    return text
  }
  return (event) => {
    if (event.type === 'ERROR') return frame('ERROR', JSON.stringify(statusObject(event.status)))
    if (event.type !== 'BOOKMARK') return frame(event.type, object(event.object))
    const metadata = { resourceVersion: String(event.resourceVersion), ...(event.initialEventsEnd ? { annotations: END_OF_INITIAL } : {}) }
    return frame('BOOKMARK', JSON.stringify(bookmarkOf(exchange, info, metadata)))
  }
}

function bookmarkOf({ wanted }: Exchange, info: ServedResource, metadata: Readonly<Record<string, unknown>>): unknown {
  if (wanted.as === 'object') return { kind: info.kind, apiVersion: apiVersionOf(info), metadata }
  const partial = { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata }
  if (wanted.as === 'metadata') return partial
  const table = { resourceVersion: metadata['resourceVersion'] }
  return { kind: 'Table', apiVersion: 'meta.k8s.io/v1', metadata: table, columnDefinitions: null, rows: [{ cells: [], object: partial }] }
}

function frame(type: string, object: string): string {
  return `{"type":"${type}","object":${object}}\n`
}
