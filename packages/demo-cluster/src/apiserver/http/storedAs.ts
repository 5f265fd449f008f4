import { type ResourceName, resourceName } from '../../resources.ts'
import type { ServedResource } from '../../schema/resourceTable.ts'

/** Under which name a resource's objects are stored: the newer Events are the older ones' objects. */
export function storedAs(info: ServedResource): ResourceName {
  return info.resource === 'events' ? 'events' : resourceName(info)
}
