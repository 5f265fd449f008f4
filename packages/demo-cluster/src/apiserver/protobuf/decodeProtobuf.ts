import type { Json, JsonObject } from '../../objects.ts'
import { isJsonList, isJsonObject } from '../../schema/isJsonObject.ts'
import { normalise } from '../../schema/normalise.ts'
import type { FieldType, Schema, Struct } from '../../schema/Schema.ts'
import { BadProtobuf, packed, type WireValue, wireFields } from './wire.ts'

/** Every body starts with it: `k8s` and a zero byte. */
const MAGIC = [0x6b, 0x38, 0x73, 0x00]
/** Before this many seconds Go's time is its zero value. */
const ZERO_TIME_SECONDS = -62_135_596_800
const MILLION = 1_000_000

export type TypedObject = JsonObject & { readonly apiVersion: string; readonly kind: string }

export type Decoded = { readonly ok: true; readonly object: TypedObject } | { readonly ok: false; readonly message: string }

type Wire = WireValue['value']

/**
 * The object in a body of type application/vnd.kubernetes.protobuf: exactly what the same body in JSON would be after normalising. Proto2 writes zero values of fields
 * that are no pointers: those vanish, and zero values of pointers (`replicas: 0`) stay. Refused, in the apiserver's words where it has them, for other bytes and unknown kinds.
 */
export function decodeProtobuf(schema: Schema, bytes: Uint8Array): Decoded {
  if (MAGIC.some((byte, index) => bytes[index] !== byte)) {
    return { ok: false, message: `provided data does not appear to be a protobuf message, expected prefix [${MAGIC.join(' ')}]` }
  }
  try {
    return decodeEnvelope(schema, bytes.subarray(MAGIC.length))
  } catch (problem) {
    if (problem instanceof BadProtobuf || problem instanceof SyntaxError) return { ok: false, message: problem.message }
    throw problem
  }
}

/** `runtime.Unknown`: the type's name, then the object's own message. */
function decodeEnvelope(schema: Schema, bytes: Uint8Array): Decoded {
  const envelope = lastOf(bytes)
  const typeMeta = lastOf(bytesOf(envelope.get(1) ?? new Uint8Array()))
  const [apiVersion, kind] = [text(typeMeta.get(1)), text(typeMeta.get(2))]
  const struct = schema.kind(apiVersion, kind)
  if (!struct) return { ok: false, message: `no kind "${kind}" is registered for version "${apiVersion}"` }
  const object = message(schema, struct, bytesOf(envelope.get(2) ?? new Uint8Array()))
  return { ok: true, object: { ...normalise(schema, struct, { ...object, apiVersion, kind }), apiVersion, kind } }
}

function message(schema: Schema, struct: Struct, bytes: Uint8Array): JsonObject {
  const object: Record<string, Json> = {}
  for (const { number, value } of wireFields(bytes)) {
    const known = struct.wire.get(number)
    if (known === undefined) continue
    if ('inlined' in known) Object.assign(object, message(schema, schema.struct(known.inlined), bytesOf(value)))
    else object[known.field.name] = added(schema, known.field.type, { before: object[known.field.name], value })
  }
  return object
}

/** A field's value after one more entry of it: lists and maps come an element at a time. */
function added(schema: Schema, type: FieldType, { before, value }: { before: Json | undefined; value: Wire }): Json {
  if (type.is === 'list') return [...(isJsonList(before) ? before : []), ...elements(schema, type.of, value)]
  if (type.is !== 'map') return single(schema, type, value)
  const entry = lastOf(bytesOf(value))
  const element = entry.get(2)
  return { ...(isJsonObject(before) ? before : {}), [text(entry.get(1))]: element === undefined ? null : single(schema, type.of, element) }
}

/** Whole numbers may stand in one packed value. */
function elements(schema: Schema, of: FieldType, value: Wire): readonly Json[] {
  if (typeof value !== 'bigint' && (of.is === 'int32' || of.is === 'int64' || of.is === 'bool')) return packed(value).map((one) => single(schema, of, one))
  return [single(schema, of, value)]
}

function single(schema: Schema, type: FieldType, value: Wire): Json {
  switch (type.is) {
    case 'string':
      return text(value)
    case 'bool':
      return value !== 0n
    case 'int32':
    case 'int64':
      return signed(value)
    case 'double':
      return Number(new DataView(BigUint64Array.of(numberOf(value)).buffer).getFloat64(0, true))
    case 'bytes':
      return Buffer.from(bytesOf(value)).toString('base64')
    case 'struct':
      return message(schema, schema.struct(type.name), bytesOf(value))
    // Lists within maps are messages that hold the elements.
    case 'list':
      return [...wireFields(bytesOf(value))].flatMap((item) => elements(schema, type.of, item.value))
    case 'map':
      throw new BadProtobuf('a map within a map')
    default:
      return special(schema, type.is, bytesOf(value))
  }
}

/** The types that are values in JSON and messages on the wire. */
function special(schema: Schema, is: 'any' | 'intOrString' | 'quantity' | 'time' | 'microTime' | 'duration', bytes: Uint8Array): Json {
  const fields = lastOf(bytes)
  switch (is) {
    case 'quantity':
      return text(fields.get(1)) || '0'
    case 'intOrString':
      return signed(fields.get(1) ?? 0n) === 0 ? signed(fields.get(2) ?? 0n) : text(fields.get(3))
    case 'time':
    case 'microTime':
      return timeOf({ seconds: fields.get(1), nanos: fields.get(2) }, is)
    case 'duration':
      return durationOf(signed(fields.get(1) ?? 0n))
    case 'any':
      return raw(schema, bytesOf(fields.get(1) ?? new Uint8Array()))
  }
}

function raw(schema: Schema, bytes: Uint8Array): Json {
  if (bytes.length === 0) return null
  const decoded = decodeProtobuf(schema, bytes)
  return decoded.ok ? decoded.object : JSON.parse(text(bytes))
}

function timeOf({ seconds, nanos }: { seconds: Wire | undefined; nanos: Wire | undefined }, is: 'time' | 'microTime'): Json {
  if (seconds === undefined) return null
  const at = signed(seconds)
  if (at <= ZERO_TIME_SECONDS) return null
  const whole = new Date(at * 1000).toISOString().slice(0, 19)
  if (is === 'time') return `${whole}Z`
  const micros = Math.floor(signed(nanos ?? 0n) / 1000)
  return `${whole}.${String(micros).padStart(6, '0')}Z`
}

/** As Go writes it, for whole seconds: `15m0s`. */
function durationOf(nanos: number): string {
  const total = nanos / (1000 * MILLION)
  const [hours, minutes, seconds] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60]
  if (hours > 0) return `${hours}h${minutes}m${seconds}s`
  return minutes > 0 ? `${minutes}m${seconds}s` : `${seconds}s`
}

/** The last value of each number: what counts where a field does not repeat. */
function lastOf(bytes: Uint8Array): ReadonlyMap<number, Wire> {
  return new Map([...wireFields(bytes)].map(({ number, value }) => [number, value]))
}

function bytesOf(value: Wire): Uint8Array {
  if (typeof value === 'bigint') throw new BadProtobuf('proto: wrong wireType = 0')
  return value
}

function numberOf(value: Wire): bigint {
  if (typeof value !== 'bigint') throw new BadProtobuf('proto: wrong wireType = 2')
  return value
}

function signed(value: Wire): number {
  return Number(BigInt.asIntN(64, numberOf(value)))
}

function text(value: Wire | undefined): string {
  return value === undefined ? '' : Buffer.from(bytesOf(value)).toString('utf8')
}
