import type { Api, WriteOptions } from '../apiserver/Api.ts'
import type { Clock } from '../clock.ts'
import { type KubeObject, microTimestamp, type NewObject, timestamp } from '../objects.ts'
import { EventCorrelator, type Happening, type Occurrence } from './EventCorrelator.ts'
import type { EventRecorder, EventSource } from './EventRecorder.ts'
import { EventSeries, type SeriesOccurrence } from './EventSeries.ts'

/** The machine that the control plane says it runs on. */
const HOST = 'control-plane'

/**
 * The recorders of one cluster. Sources with an action write Events in the newer form, as the scheduler does, all others as client-go's older recorder; both keep
 * repetitions few. What the apiserver refuses, in a namespace that goes for example, is lost.
 */
export function createRecorders({ api, clock }: { readonly api: Api; readonly clock: Clock }): (source: EventSource) => EventRecorder {
  const newName = namesByTime(clock)
  const correlator = new EventCorrelator(newName)
  const series = new EventSeries(newName)

  return (source) => ({
    record(about, note) {
      const happening = { about, source, note }
      const now = clock.now()
      const event = source.action === undefined ? older(happening, now) : newer(happening, now)
      if (event) write(api, event, optionsOf(source))
    },
  })

  function older(happening: Happening, now: number): NamedEvent | null {
    const occurrence = correlator.correlate(happening, now)
    return occurrence && olderEvent(happening, occurrence, now)
  }

  function newer(happening: Happening, now: number): NamedEvent | null {
    const occurrence = series.occur(happening, now)
    return occurrence && newerEvent(happening, occurrence)
  }
}

type NamedEvent = NewObject & { readonly metadata: { readonly name: string; readonly namespace: string } }

/** `web.18eb1306ebe5d43d`: nanoseconds since 1970, and never the same twice. */
function namesByTime(clock: Clock): (of: string) => string {
  let last = 0n
  return (of) => {
    const now = BigInt(clock.now()) * 1_000_000n
    last = now > last ? now : last + 1n
    return `${of}.${last.toString(16)}`
  }
}

function optionsOf({ component, host, action }: EventSource): WriteOptions {
  if (host !== undefined) return { user: { name: `system:node:${host}`, groups: ['system:nodes', 'system:authenticated'] }, fieldManager: component }
  if (action !== undefined) return { user: { name: 'system:kube-scheduler', groups: ['system:authenticated'] }, fieldManager: 'kube-scheduler' }
  const groups = ['system:serviceaccounts', 'system:serviceaccounts:kube-system', 'system:authenticated']
  return { user: { name: `system:serviceaccount:kube-system:${component}`, groups }, fieldManager: 'kube-controller-manager' }
}

/** Also one that was counted up before may be gone: then it comes anew, with its count. */
function write(api: Api, event: NamedEvent, options: WriteOptions): void {
  const of = { resource: 'events', namespace: event.metadata.namespace, name: event.metadata.name }
  const before = api.get(of)
  if (!before.ok) api.create('events', event, options)
  else api.update(of, { ...before.value, ...event, metadata: before.value.metadata, involvedObject: before.value['involvedObject'] }, options)
}

function olderEvent(happening: Happening, { name, count, firstAt, message, combined }: Occurrence, now: number): NamedEvent {
  const { component, host } = happening.source
  return {
    ...eventOf(happening, name),
    message,
    source: host === undefined ? { component } : { component, host },
    firstTimestamp: timestamp(firstAt),
    lastTimestamp: timestamp(now),
    count,
    eventTime: null,
    reportingComponent: combined ? '' : component,
    reportingInstance: combined ? '' : (host ?? ''),
  }
}

function newerEvent(happening: Happening, { name, firstAt, count, lastAt }: SeriesOccurrence): NamedEvent {
  const { component, action } = happening.source
  return {
    ...eventOf(happening, name),
    message: happening.note.message,
    source: {},
    firstTimestamp: null,
    lastTimestamp: null,
    eventTime: microTimestamp(firstAt),
    ...(count > 1 ? { series: { count, lastObservedTime: microTimestamp(lastAt) } } : {}),
    action,
    reportingComponent: component,
    reportingInstance: `${component}-${HOST}`,
  }
}

function eventOf({ about, note }: Happening, name: string): NamedEvent {
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name, namespace: about.metadata.namespace ?? 'default' },
    involvedObject: { ...referenceTo(about), ...(note.fieldPath === undefined ? {} : { fieldPath: note.fieldPath }) },
    reason: note.reason,
    type: note.type,
  }
}

function referenceTo({ apiVersion, kind, metadata: { name, namespace, uid, resourceVersion } }: KubeObject) {
  return { kind, ...(namespace === undefined ? {} : { namespace }), name, uid, apiVersion, resourceVersion }
}
