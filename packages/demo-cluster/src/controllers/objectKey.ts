import type { ObjectMeta } from '../objects.ts'

export type NamespacedName = { readonly namespace: string | undefined; readonly name: string }

/** `namespace/name`, or the name alone where there is no namespace: how work queues call an object. */
export function objectKey({ namespace, name }: Pick<ObjectMeta, 'name'> & { readonly namespace?: string | undefined }): string {
  return namespace === undefined ? name : `${namespace}/${name}`
}

export function fromObjectKey(key: string): NamespacedName {
  const slash = key.indexOf('/')
  return slash < 0 ? { namespace: undefined, name: key } : { namespace: key.slice(0, slash), name: key.slice(slash + 1) }
}
