import type { ObjectRow } from '@binnacle/shared'
import { Frames } from './Frames.ts'
import { statusOf, unwrap } from './kubeProtobuf.ts'
import { ProtobufItems } from './ProtobufItems.ts'
import { ProtobufReader, type Shape } from './ProtobufReader.ts'
import type { RowDecoder } from './RowDecoder.ts'
import { isObject, NO_EVENT, type RowReader } from './rowReader.ts'

const watchEvent = new ProtobufReader({ 1: ['type', 'text'], 2: ['object', 'object', { 1: ['raw', 'bytes'] }] })

/** Reads of each object what its shape declares and steps over the rest. The projection is the one that JSON goes through, so the rows are equal. */
export function protobufRowDecoder<Row extends ObjectRow>(shape: Shape, rows: RowReader<Row>): RowDecoder<Row> {
  const reader = new ProtobufReader(shape)
  return {
    items: (onItem) => new ProtobufItems(onItem),
    parts: (onPart) => new Frames(onPart),
    item(bytes) {
      const object = reader.read(bytes)
      return object && rows.rowOf(object)
    },
    event(bytes) {
      const event = watchEvent.read(bytes)
      const raw = isObject(event?.['object']) ? event['object']['raw'] : null
      if (event === null || !Buffer.isBuffer(raw)) return NO_EVENT
      const object = event['type'] === 'ERROR' ? statusOf(raw) : reader.read(unwrap(raw)?.raw ?? NOTHING)
      return object ? rows.eventOf(event['type'], object) : NO_EVENT
    },
  }
}

const NOTHING = Buffer.alloc(0)
