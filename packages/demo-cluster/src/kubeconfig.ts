import { stringify } from 'yaml'

const NAME = 'binnacle-demo'

/** A kubeconfig, as YAML, for a cluster at `url`. With a token its user shows it; without one the server takes whoever comes for its administrator. */
export function kubeconfigFor({ url, token }: { readonly url: string; readonly token?: string | undefined }): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: NAME, cluster: { server: url, 'insecure-skip-tls-verify': true } }],
    users: [{ name: NAME, user: token === undefined ? {} : { token } }],
    contexts: [{ name: NAME, context: { cluster: NAME, user: NAME } }],
    'current-context': NAME,
  })
}
