import * as z from 'zod/mini'

/** One line of a log. `at` is the time the node gave it (RFC 3339 with nanoseconds), empty where unknown. */
export const LogLine = z.strictObject({ at: z.string(), text: z.string() })
export type LogLine = z.infer<typeof LogLine>
