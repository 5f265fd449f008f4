import { readFileSync } from 'node:fs'
import { load } from 'js-yaml'

type Named = { name: string }
type Kubeconfig = {
  apiVersion: string
  kind: string
  'current-context': string
  contexts: (Named & { context: { cluster: string; user: string } })[]
  clusters: (Named & { cluster: Record<string, string | undefined> })[]
  users: (Named & { user: Record<string, string | undefined> })[]
}

/** A kubeconfig with its current context, that one's cluster and user, and nothing of others. */
export function readKubeconfig(path: string): Kubeconfig {
  const config = load(readFileSync(path, 'utf8')) as Kubeconfig // the border: the file that the cluster came with
  const context = config.contexts.find(({ name }) => name === config['current-context'])
  if (context === undefined) throw new Error(`${path} has no current context`)
  const { cluster, user } = context.context
  return {
    ...config,
    contexts: [context],
    clusters: config.clusters.filter(({ name }) => name === cluster),
    users: config.users.filter(({ name }) => name === user),
  }
}
