import type { Shape } from '../ProtobufReader.ts'

/** Fields that no shape knows, of every wire type: what an apiserver sends besides, and what later ones will. */
export const UNKNOWN_FIELDS = Buffer.concat([
  Buffer.from([...varint(1000 * 8), 0xff, 0x01]),
  Buffer.from([...varint(1001 * 8 + 1), 1, 2, 3, 4, 5, 6, 7, 8]),
  field(1002, Buffer.from([0x0a, 0x00, 0xff, 0xff])),
  Buffer.from([...varint(1003 * 8 + 5), 1, 2, 3, 4]),
])

export function varint(value: number | bigint): number[] {
  let rest = BigInt.asUintN(64, BigInt(value))
  const bytes: number[] = []
  for (; rest >= 0x80n; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80)
  return [...bytes, Number(rest)]
}

export function field(number: number, bytes: Uint8Array | string): Buffer {
  const content = Buffer.from(bytes)
  return Buffer.concat([Buffer.from([...varint(number * 8 + 2), ...varint(content.length)]), content])
}

/** An object, as its JSON has it, as an apiserver would encode the fields of the shape; `around` goes before and after every one. */
export function encodeProtobuf(value: unknown, shape: Shape, around: Buffer = Buffer.alloc(0)): Buffer {
  const parts = Object.entries(shape).flatMap(([number, step]) => {
    const [name, kind] = step
    const content: unknown = Reflect.get(Object(value), name)
    if (content === undefined || content === null) return []
    const all = kind === 'list' && Array.isArray(content) ? content : [content]
    return all.map((one) => encodeField({ number: Number(number), kind, shape: step[2] ?? {}, around }, one))
  })
  return Buffer.concat([around, ...parts.flatMap((part) => [part, around])])
}

function encodeField({ number, kind, shape, around }: { number: number; kind: string; shape: Shape; around: Buffer }, value: unknown): Buffer {
  if (kind === 'integer' || kind === 'flag') return Buffer.from([...varint(number * 8), ...varint(Number(value))])
  if (kind === 'time') {
    const seconds = Math.floor(Date.parse(String(value)) / 1000)
    return field(number, Buffer.from([0x08, ...varint(seconds), 0x10, 0x00]))
  }
  return field(number, kind === 'text' ? String(value) : encodeProtobuf(value, shape, around))
}

/** `k8s\0` and a `runtime.Unknown` around an object's message. */
export function wrapped(kind: string, raw: Uint8Array): Buffer {
  const typeMeta = Buffer.concat([field(1, 'v1'), field(2, kind)])
  return Buffer.concat([Buffer.from('k8s\0'), field(1, typeMeta), field(2, raw), field(3, ''), field(4, '')])
}

export function protobufList(version: string, items: readonly Uint8Array[], more = ''): Buffer {
  const metadata = Buffer.concat([field(1, ''), field(2, version), field(3, more)])
  return wrapped('PodList', Buffer.concat([field(1, metadata), ...items.map((item) => field(2, item))]))
}

/** An event of a watch, without the length before it. */
export function protobufEvent(type: string, kind: string, raw: Uint8Array): Buffer {
  return Buffer.concat([field(1, type), field(2, field(1, wrapped(kind, raw)))])
}

export function protobufStatus(code: number, reason: string, message = reason): Buffer {
  return Buffer.concat([field(1, ''), field(2, 'Failure'), field(3, message), field(4, reason), Buffer.from([6 * 8, ...varint(code)])])
}

export function framed(frame: Uint8Array): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt32BE(frame.length)
  return Buffer.concat([head, frame])
}
