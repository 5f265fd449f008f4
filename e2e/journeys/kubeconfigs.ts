import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Cluster } from '../clusters/Cluster.ts'
import { readKubeconfig } from '../clusters/readKubeconfig.ts'

type Changes = {
  /** What the context is called; several lead to the same cluster. The first is the current one. */
  readonly contexts?: readonly string[]
  /** Log in with this token in place of the certificate. */
  readonly token?: string
  /** Another address for the same cluster. */
  readonly server?: string
}

/** The text of a kubeconfig for this cluster, with one thing or another changed. */
export async function kubeconfigText(cluster: Cluster, { contexts, token, server }: Changes): Promise<string> {
  const config = readKubeconfig(cluster.kubeconfig)
  const [context] = config.contexts
  if (context === undefined) throw new Error('the kubeconfig has no context')
  return JSON.stringify({
    ...config,
    'current-context': contexts?.[0] ?? context.name,
    contexts: contexts?.map((name) => ({ ...context, name })) ?? config.contexts,
    clusters: config.clusters.map((entry) => ({ ...entry, cluster: { ...entry.cluster, ...(server === undefined ? {} : { server }) } })),
    users: config.users.map((entry) => (token === undefined ? entry : { ...entry, user: { token } })),
  })
}

/** Writes it into `folder` and answers with the path. */
export async function writeKubeconfig(folder: string, cluster: Cluster, changes: Changes): Promise<string> {
  const path = join(folder, 'config')
  writeFileSync(path, await kubeconfigText(cluster, changes), { mode: 0o600 })
  return path
}
