import * as z from 'zod/mini'
import { Label, ObjectRef, Subdomain } from './kubeNames.ts'

/** The apiserver's limit for the values of one Secret or ConfigMap together (bytes, decoded). */
export const MAX_DATA_BYTES = 1_048_576
/** Largest request that changes one: base64 needs a third more than the bytes. */
export const MAX_DATA_REQUEST_BYTES = 2 * 1024 * 1024

/** A key of a Secret or ConfigMap as the apiserver takes it. `__proto__` is one. */
export const ConfigKey = z
  .string()
  .check(z.maxLength(253), z.regex(/^(?!\.$|\.\.)[-._a-zA-Z0-9]+$/, 'must be letters, digits, "-", "_" and ".", and not begin with ".."'))

const Base64 = z.string().check(z.refine((text) => text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text), 'must be base64'))

/** One key and its bytes as base64 (of UTF-8, where it is text). Lists of these and no records: a record could not hold every legal key. */
export const DataEntry = z.strictObject({ key: ConfigKey, value: Base64 })
export type DataEntry = z.infer<typeof DataEntry>

/** Bytes that a base64 text stands for. */
export const decodedBytes = (base64: string): number => (base64.length / 4) * 3 - (base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0)

const Entries = z.array(DataEntry).check(
  z.refine((entries) => new Set(entries.map(({ key }) => key)).size === entries.length, 'a key stands twice'),
  z.refine((entries) => entries.reduce((sum, { value }) => sum + decodedBytes(value), 0) <= MAX_DATA_BYTES, 'more than 1,048,576 bytes together'),
)

/** What creating one takes: at least one key, though the apiserver would take none. */
export const newData = {
  namespace: Label,
  name: Subdomain,
  immutable: z.boolean(),
  data: Entries.check(z.minLength(1, 'needs at least one key')),
}

/** What changing one takes. `version` is the resourceVersion that was seen: when it is another by then, nothing is written (Conflict). Keys that are not named stay. `seal` makes it immutable, for good. */
export const changedData = {
  ...ObjectRef.shape,
  version: z.string().check(z.regex(/^[0-9]{1,32}$/)),
  set: Entries,
  remove: z.array(ConfigKey),
  seal: z.boolean(),
}

/** The object after the change, without its values. */
export const WrittenData = z.strictObject({ uid: z.string(), version: z.string() })
export type WrittenData = z.infer<typeof WrittenData>
