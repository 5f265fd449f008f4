import * as z from 'zod'

/** The keys and values of a `data` or `binaryData`, as pairs: a record would lose the key `__proto__`, which is as legal as any. */
export const dataEntries = z.preprocess(
  (value) => (typeof value === 'object' && value !== null ? Object.entries(value) : []),
  z.array(z.tuple([z.string(), z.string()])),
)
