import type { ObjectRow } from '@binnacle/shared'
import { ACCEPT_PROTOBUF, isProtobuf } from './kubeProtobuf.ts'
import { protobufRowDecoder } from './protobufRowDecoder.ts'
import { jsonRowDecoder, type RowDecoder } from './RowDecoder.ts'
import { rowReader } from './rowReader.ts'
import type { RowKind } from './Source.ts'

export type RowDecoders<Row extends ObjectRow> = {
  /** What to ask the apiserver for. */
  readonly accept: string
  /** For an answer of this type: what was asked for is not always what comes. */
  of(contentType: string): RowDecoder<Row>
}

export function rowDecoders<Row extends ObjectRow>(kind: RowKind<Row>): RowDecoders<Row> {
  const rows = rowReader(kind)
  const json = jsonRowDecoder(kind, rows)
  if (kind.protobuf === undefined) return { accept: 'application/json', of: () => json }
  const protobuf = protobufRowDecoder(kind.protobuf, rows)
  return { accept: ACCEPT_PROTOBUF, of: (contentType) => (isProtobuf(contentType) ? protobuf : json) }
}
