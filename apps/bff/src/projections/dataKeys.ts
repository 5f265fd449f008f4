import { type DataKey, decodedBytes } from '@binnacle/shared'
import type { Wire } from './wire.ts'

type Sized = { readonly data: number; readonly bytes: number; readonly keys: DataKey[] }
/** How many bytes a value has: base64 (`data` of a Secret, `binaryData`) or text (`data` of a ConfigMap). */
type Measure = (text: string) => number

export const base64Bytes: Measure = (text) => decodedBytes(text.replace(/\s+/g, ''))
export const textBytes: Measure = (text) => Buffer.byteLength(text)

/** Names and sizes of the keys in these fields, by name; the values are looked at here and nowhere else, and let go. `data` counts every key, `keys` names the first `limit`. */
export function dataKeys(fields: readonly (readonly [Wire, Measure])[], limit: number): Sized {
  const keys = fields.flatMap(([values, measure]) =>
    Object.entries(values).map(([name, value]) => ({ name, bytes: typeof value === 'string' ? Math.max(0, Math.floor(measure(value))) : 0 })),
  )
  keys.sort((one, other) => (one.name < other.name ? -1 : 1))
  return { data: keys.length, bytes: keys.reduce((sum, { bytes }) => sum + bytes, 0), keys: keys.slice(0, limit) }
}
