/** Makes and removes what tests need in a cluster; throws what the cluster says. */
export interface Objects {
  createNamespace: (name: string) => Promise<void>
  /** Asks for its end and does not wait for it. */
  deleteNamespace: (name: string) => Promise<void>
  /** Every document of the YAML, in this namespace unless it names another. */
  apply: (yaml: string, namespace: string) => Promise<void>
}
