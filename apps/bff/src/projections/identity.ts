import { sharedTextAt, textAt, timeAt, type Wire } from './wire.ts'

/** Shown where an object has no name, or one that is not a text. */
export const NAMELESS = '?'
/** What kubectl prints for what it cannot know; ours too where kubectl would print nothing at all. */
export const UNKNOWN = '<unknown>'

export type Identity = { uid: string; namespace: string; name: string; created: number }

/** The four fields that every row begins with. `created` is 0 where the object does not say it: `age` prints `<unknown>` for that. */
export function identity(metadata: Wire): Identity {
  return {
    uid: textAt(metadata, 'uid'),
    namespace: sharedTextAt(metadata, 'namespace'),
    name: textAt(metadata, 'name') || NAMELESS,
    created: timeAt(metadata, 'creationTimestamp') ?? 0,
  }
}
