import { stringify } from 'yaml'

type Way = { readonly name: string; readonly url: string; readonly token?: string | undefined }

/** A kubeconfig, as YAML, for a cluster at `url`; cluster, user and context have its name. With a token its user shows it; without one the server takes whoever comes for its administrator. */
export function kubeconfigFor({ name, url, token }: Way): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server: url, 'insecure-skip-tls-verify': true } }],
    users: [{ name, user: token === undefined ? {} : { token } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    'current-context': name,
  })
}
