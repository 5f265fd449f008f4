/** What stands between this tab and any change. */
export type Standing = { readonly connected: boolean; readonly readOnly?: boolean; readonly protectedNamespaces: readonly string[] }

/** Why nothing at all can be changed in these namespaces now; null when it may be tried. */
export function standingRefusal({ connected, readOnly = false, protectedNamespaces }: Standing, namespaces: readonly (string | null)[]): string | null {
  if (!connected) return 'No connection to Binnacle: nothing can be changed until it is back.'
  if (readOnly) return 'Binnacle was started with --read-only: nothing can be changed through it.'
  const shielded = namespaces.find((namespace) => namespace !== null && protectedNamespaces.includes(namespace))
  return shielded == null ? null : `${shielded} keeps the cluster running: Binnacle changes nothing in it unless it is started with --allow-system.`
}
