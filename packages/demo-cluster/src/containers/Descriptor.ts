import type { Terminal } from './Terminal.ts'
import { never, type Wait } from './Wait.ts'

/** An open file, end of a pipe, terminal or device, as processes hold it. Several may hold one: each `hold` is ended by one `close`. */
export type Descriptor = {
  /** Text; null at the end; undefined while `changed` has to be waited for. With `line` up to the next line's end. */
  readonly read: (line?: boolean) => string | null | undefined
  /** Takes everything, at once. */
  readonly write: (text: string) => void
  readonly isFull: () => boolean
  /** Nobody will ever read what is written. */
  readonly isBroken: () => boolean
  readonly changed: Wait
  readonly hold: () => void
  readonly close: () => void
  readonly terminal?: Terminal
  /** Gives text without end. */
  readonly endless?: true
}

const still = { isFull: () => false, isBroken: () => false, changed: never, hold: () => {}, close: () => {} }

/** /dev/null */
export const nullDevice: Descriptor = { ...still, read: () => null, write: () => {} }

/** /dev/zero */
export const zeroDevice: Descriptor = { ...still, read: () => '\0'.repeat(4_096), write: () => {}, endless: true }

/** What only takes, and passes on. */
export function sink(write: (text: string) => void): Descriptor {
  return { ...still, read: () => null, write }
}

/** What only gives: this text, once. */
export function source(text: string): Descriptor {
  let rest = text
  return {
    ...still,
    read(line) {
      if (rest === '') return null
      const end = line === true ? rest.indexOf('\n') + 1 || rest.length : rest.length
      const taken = rest.slice(0, end)
      rest = rest.slice(end)
      return taken
    },
    write: () => {},
  }
}
