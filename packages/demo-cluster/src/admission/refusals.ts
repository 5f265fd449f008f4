import type { KubeObject } from '../objects.ts'
import type { ResourceName } from '../resources.ts'
import type { Status } from '../Status.ts'

/** The 403 of an admission rule. */
export function forbidden(resource: ResourceName, name: string, why: string): Status {
  const dot = resource.indexOf('.')
  const group = dot < 0 ? '' : resource.slice(dot + 1)
  return {
    code: 403,
    reason: 'Forbidden',
    message: `${resource} ${JSON.stringify(name)} is forbidden: ${why}`,
    details: { name, ...(group === '' ? {} : { group }), kind: dot < 0 ? resource : resource.slice(0, dot) },
  }
}

/** What a new object is called before a name is made out of `generateName`. */
export function askedName({ metadata }: KubeObject): string {
  return metadata.generateName ?? metadata.name
}
