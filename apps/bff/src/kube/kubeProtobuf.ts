import { type Message, ProtobufReader } from './ProtobufReader.ts'

/** Before every object that an apiserver sends as protobuf; then follows a `runtime.Unknown`. */
export const MAGIC = Buffer.from('k8s\0')
const MEDIA_TYPE = 'application/vnd.kubernetes.protobuf'
/** Where there is no protobuf of a resource, or a proxy answers in its place, JSON will do. */
export const ACCEPT_PROTOBUF = `${MEDIA_TYPE}, application/json`

export function isProtobuf(contentType: string): boolean {
  return contentType.startsWith(MEDIA_TYPE)
}

const unknown = new ProtobufReader({ 1: ['typeMeta', 'object', { 2: ['kind', 'text'] }], 2: ['raw', 'bytes'] })
const status = new ProtobufReader({ 3: ['message', 'text'], 4: ['reason', 'text'], 6: ['code', 'integer'] })

/** The message of an object, to be read with the shape of its kind. Null: no object of an apiserver. */
export function unwrap(bytes: Buffer): { readonly kind: string; readonly raw: Buffer } | null {
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) return null
  const object = unknown.read(bytes.subarray(MAGIC.length))
  if (object === null) return null
  const { typeMeta, raw } = object
  const kind: unknown = Reflect.get(Object(typeMeta), 'kind')
  return { kind: typeof kind === 'string' ? kind : '', raw: Buffer.isBuffer(raw) ? raw : Buffer.alloc(0) }
}

/** A `metav1.Status` with the fields that its JSON has; null for anything else. */
export function statusOf(bytes: Buffer): Message | null {
  const object = unwrap(bytes)
  const fields = object?.kind === 'Status' ? status.read(object.raw) : null
  return fields && { kind: 'Status', ...fields }
}
