import type { Namespaces } from '@binnacle/shared'

/** Where an empty list was looked for, in words. */
export function inNamespaces(namespaces: Namespaces): string {
  return namespaces === '*' ? 'in this cluster that you may see' : `in ${namespaces.join(', ')}`
}
