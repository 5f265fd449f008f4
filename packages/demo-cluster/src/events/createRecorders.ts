import type { Api } from '../apiserver/Api.ts'
import type { Clock } from '../clock.ts'
import { timestamp } from '../objects.ts'
import type { EventRecorder, EventSource } from './EventRecorder.ts'

/** The recorders of one cluster: each note becomes one Event with a name of its own. */
export function createRecorders({ api, clock }: { readonly api: Api; readonly clock: Clock }): (source: EventSource) => EventRecorder {
  let nanoseconds = 0n
  const name = (of: string) => {
    const now = BigInt(clock.now()) * 1_000_000n
    nanoseconds = now > nanoseconds ? now : nanoseconds + 1n
    return `${of}.${nanoseconds.toString(16)}`
  }
  return (source) => ({
    record(about, { type, reason, message, fieldPath }) {
      const namespace = about.metadata.namespace ?? 'default'
      const now = timestamp(clock.now())
      api.create(
        'events',
        {
          apiVersion: 'v1',
          kind: 'Event',
          metadata: { name: name(about.metadata.name), namespace },
          involvedObject: {
            apiVersion: about.apiVersion,
            kind: about.kind,
            name: about.metadata.name,
            namespace: about.metadata.namespace,
            uid: about.metadata.uid,
            resourceVersion: about.metadata.resourceVersion,
            ...(fieldPath === undefined ? {} : { fieldPath }),
          },
          type,
          reason,
          message,
          source: { component: source.component, ...(source.host === undefined ? {} : { host: source.host }) },
          count: 1,
          firstTimestamp: now,
          lastTimestamp: now,
        },
        { user: { name: `system:serviceaccount:kube-system:${source.component}`, groups: [] }, fieldManager: source.component },
      )
    },
  })
}
