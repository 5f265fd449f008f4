import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Writes `dir`/<name>.kubeconfig, complete in itself, for the certificate pki/<name>, and returns its path. */
export function writeKubeconfig(dir: string, name: string, server: string): string {
  const inline = (file: string): string => readFileSync(join(dir, 'pki', file)).toString('base64')
  const path = join(dir, `${name}.kubeconfig`)
  const text = `apiVersion: v1
kind: Config
current-context: binnacle-test
contexts:
- name: binnacle-test
  context: {cluster: binnacle-test, user: ${JSON.stringify(name)}}
clusters:
- name: binnacle-test
  cluster:
    server: ${server}
    certificate-authority-data: ${inline('ca.crt')}
users:
- name: ${JSON.stringify(name)}
  user:
    client-certificate-data: ${inline(`${name}.crt`)}
    client-key-data: ${inline(`${name}.key`)}
`
  writeFileSync(path, text, { mode: 0o600 })
  return path
}
