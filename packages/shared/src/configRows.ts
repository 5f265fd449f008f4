import * as z from 'zod/mini'
import { EpochSeconds, identity } from './rows.ts'

/** Keys that a line of a list names, and that a page about one object names; `data` counts them all. */
export const MAX_LISTED_KEYS = 50
export const MAX_SHOWN_KEYS = 2_000

/** A key of a Secret or ConfigMap and how many bytes its value has, decoded. The value itself is in no row. */
export const DataKey = z.strictObject({ name: z.string(), bytes: z.int() })
export type DataKey = z.infer<typeof DataKey>

const holding = {
  ...identity,
  /** kubectl's DATA: how many keys there are. `bytes` sums their values, decoded. */
  data: z.int(),
  bytes: z.int(),
  keys: z.array(DataKey),
  immutable: z.boolean(),
  deletedAt: z.nullable(EpochSeconds),
}

/** What a page about one needs besides: `version` is the resourceVersion that an update must name. */
const detailed = { version: z.string(), labels: z.array(z.tuple([z.string(), z.string()])) }

/** One line of `kubectl get secrets`, with the names and sizes of its first keys. No value, and no annotation (an applied Secret holds its values in one). */
export const SecretRow = z.strictObject({ ...holding, type: z.string() })
export type SecretRow = z.infer<typeof SecretRow>

/** One Secret, still without a value. */
export const SecretDetail = z.strictObject({ ...SecretRow.shape, ...detailed })
export type SecretDetail = z.infer<typeof SecretDetail>

/** One line of `kubectl get configmaps`; keys of `binaryData` are counted as kubectl counts them. */
export const ConfigMapRow = z.strictObject(holding)
export type ConfigMapRow = z.infer<typeof ConfigMapRow>

export const ConfigMapDetail = z.strictObject({ ...holding, ...detailed })
export type ConfigMapDetail = z.infer<typeof ConfigMapDetail>
