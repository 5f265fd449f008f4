import type { ServerFrame } from '@binnacle/shared'

/** The bytes of a frame. Made once, then given to every socket. */
export const frame = (content: ServerFrame): Uint8Array => Buffer.from(JSON.stringify(content))
