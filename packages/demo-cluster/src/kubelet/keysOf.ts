import type { Store } from '../storage/Store.ts'

export type KeySource = { readonly kind: 'configmap' | 'secret'; readonly namespace: string; readonly name: string }

/** The keys of a ConfigMap or a Secret and what they hold as text; null where there is none of that name. */
export function keysOf(store: Store, { kind, namespace, name }: KeySource): ReadonlyMap<string, string> | null {
  const found = store.get(`${kind}s`, namespace, name)
  if (!found) return null
  const keys = new Map<string, string>()
  for (const [field, encoded] of kind === 'secret'
    ? ([['data', true]] as const)
    : ([
        ['data', false],
        ['binaryData', true],
      ] as const)) {
    for (const [key, value] of Object.entries(found[field] ?? {})) {
      if (typeof value === 'string') keys.set(key, encoded ? Buffer.from(value, 'base64').toString('utf8') : value)
    }
  }
  return keys
}
