import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { runOrThrow } from './run.ts'
import { writeKubeconfig } from './writeKubeconfig.ts'

/** The address of the node's own device and of the service `kubernetes`: both belong in certificates. */
export const NODE_NAME = 'node-1'
export const NODE_ADDRESS = '172.31.255.1'
const API_SERVICE_ADDRESS = '10.96.0.1'

const DAYS = '3650'
const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', DAYS]

export interface Certificate {
  name: string
  user: string
  groups?: readonly string[]
  /** subjectAltName, for those who serve. */
  hosts?: string
}

const CERTIFICATES: readonly Certificate[] = [
  {
    name: 'apiserver',
    user: 'kube-apiserver',
    hosts: `DNS:localhost,DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,DNS:kubernetes.default.svc.cluster.local,IP:127.0.0.1,IP:${API_SERVICE_ADDRESS}`,
  },
  { name: 'kubelet-client', user: 'apiserver-kubelet-client', groups: ['system:masters'] },
  {
    name: 'node',
    user: `system:node:${NODE_NAME}`,
    groups: ['system:nodes'],
    hosts: `DNS:${NODE_NAME},IP:127.0.0.1,IP:${NODE_ADDRESS}`,
  },
  { name: 'admin', user: 'admin', groups: ['system:masters'] },
  { name: 'controller-manager', user: 'system:kube-controller-manager' },
  { name: 'scheduler', user: 'system:kube-scheduler' },
  { name: 'proxy', user: 'system:kube-proxy' },
]

const KUBECONFIGS = ['admin', 'controller-manager', 'scheduler', 'proxy', 'node']

/** One authority and everybody's certificate and kubeconfig in `dir`/pki; what exists already is kept. */
export async function createPki(dir: string, server: string): Promise<void> {
  const pki = join(dir, 'pki')
  mkdirSync(pki, { recursive: true, mode: 0o700 })
  if (!existsSync(join(pki, 'ca.crt'))) await createAuthority(pki)
  await Promise.all(CERTIFICATES.map((certificate) => issueCertificate(pki, certificate)))
  for (const name of KUBECONFIGS) writeKubeconfig(dir, name, server)
}

async function createAuthority(pki: string): Promise<void> {
  // In the older SEC 1 form: the apiserver derives the public key only from that.
  await runOrThrow('openssl', ['ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', join(pki, 'sa.key')])
  const authority = ['-subj', '/CN=binnacle-test-ca', '-addext', 'keyUsage=critical,keyCertSign,digitalSignature']
  const files = ['-keyout', join(pki, 'ca.key'), '-out', join(pki, 'ca.crt')]
  await runOrThrow('openssl', ['req', '-x509', ...NEW_KEY, ...authority, ...files])
}

/** A key and a certificate signed by the cluster's authority: pki/<name>.key and .crt. */
export async function issueCertificate(pki: string, certificate: Certificate): Promise<void> {
  const { name, user, groups = [], hosts } = certificate
  const file = join(pki, name)
  if (existsSync(`${file}.crt`)) return
  const subject = [...groups.map((group) => `O=${escapeSubject(group)}`), `CN=${escapeSubject(user)}`]
  const extensions = ['basicConstraints=critical,CA:FALSE', 'extendedKeyUsage=serverAuth,clientAuth']
  if (hosts !== undefined) extensions.push(`subjectAltName=${hosts}`)
  const signer = ['-CA', join(pki, 'ca.crt'), '-CAkey', join(pki, 'ca.key')]
  const content = ['-subj', `/${subject.join('/')}`, ...extensions.flatMap((extension) => ['-addext', extension])]
  const files = ['-keyout', `${file}.key`, '-out', `${file}.crt`]
  await runOrThrow('openssl', ['req', '-x509', ...NEW_KEY, ...signer, ...content, ...files])
}

function escapeSubject(text: string): string {
  return text.replaceAll(/[\\/+]/g, '\\$&')
}
