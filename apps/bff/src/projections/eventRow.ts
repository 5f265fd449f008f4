import type { EventRow } from '@binnacle/shared'
import { cut } from './cut.ts'
import { identity, UNKNOWN } from './identity.ts'
import { integerAt, maybeObjectAt, objectAt, sharedTextAt, textAt, timeAt, type Wire, wire } from './wire.ts'

/** As long as the newer events API allows a note to be; the older one has no limit. */
const MAX_MESSAGE = 1024

/**
 * One line of `kubectl get events -o wide` (1.36, `printEvent`): a series tells its own count and last time, an event without a count happened once, and
 * times fall back from firstTimestamp to eventTime. Differs: the message keeps all its lines (kubectl prints the first) up to 1,024 characters;
 * `<unknown>` stands where kubectl prints no type or reason at all.
 */
export function eventRow(object: unknown): EventRow {
  const event = wire(object)
  const { uid, namespace, name, created } = identity(objectAt(event, 'metadata'))
  const about = objectAt(event, 'involvedObject')
  const series = maybeObjectAt(event, 'series')
  const firstSeen = timeAt(event, 'firstTimestamp') ?? timeAt(event, 'eventTime')
  return {
    uid,
    namespace,
    name,
    created,
    type: sharedTextAt(event, 'type') || UNKNOWN,
    reason: sharedTextAt(event, 'reason') || UNKNOWN,
    object: {
      kind: sharedTextAt(about, 'kind'),
      namespace: sharedTextAt(about, 'namespace'),
      name: textAt(about, 'name'),
      uid: textAt(about, 'uid'),
      fieldPath: sharedTextAt(about, 'fieldPath'),
    },
    message: cut(textAt(event, 'message').trim(), MAX_MESSAGE),
    source: source(event),
    count: series ? integerAt(series, 'count') : integerAt(event, 'count') || 1,
    firstSeen,
    lastSeen: series ? timeAt(series, 'lastObservedTime') : (timeAt(event, 'lastTimestamp') ?? firstSeen),
  }
}

function source(event: Wire): string {
  const of = objectAt(event, 'source')
  const component = sharedTextAt(of, 'component') || sharedTextAt(event, 'reportingComponent')
  const instance = sharedTextAt(of, 'host') || sharedTextAt(event, 'reportingInstance')
  return instance === '' ? component : `${component}, ${instance}`
}
