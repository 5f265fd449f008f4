import type { KubeObject } from '../../objects.ts'
import type { ServedResource } from '../../schema/resourceTable.ts'

/** Names of fields in core/v1 Events, and what events.k8s.io/v1 calls them. */
const RENAMED: Readonly<Record<string, string>> = {
  involvedObject: 'regarding',
  message: 'note',
  source: 'deprecatedSource',
  firstTimestamp: 'deprecatedFirstTimestamp',
  lastTimestamp: 'deprecatedLastTimestamp',
  count: 'deprecatedCount',
  reportingComponent: 'reportingController',
}

export function isNewerEvents({ group, resource }: Pick<ServedResource, 'group' | 'resource'>): boolean {
  return group === 'events.k8s.io' && resource === 'events'
}

/** An object as its path's version has it: Events are stored as core/v1 and read as events.k8s.io/v1 too; everything else is served as it is stored. */
export function servedObject(info: ServedResource, object: KubeObject): KubeObject {
  if (!isNewerEvents(info)) return object
  const { apiVersion: _stored, kind, metadata, ...fields } = object
  const renamed = Object.fromEntries(Object.entries(fields).map(([field, value]) => [RENAMED[field] ?? field, value]))
  return { apiVersion: 'events.k8s.io/v1', kind, metadata, eventTime: null, ...renamed }
}
