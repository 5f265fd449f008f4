import { seedAccess } from './access/seedAccess.ts'
import type { Api, WriteOptions } from './apiserver/Api.ts'

const NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system']
const OPTIONS: WriteOptions = { user: { name: 'system:apiserver', groups: ['system:masters'] }, fieldManager: 'kube-apiserver' }

/** What an apiserver makes for itself before anybody comes: its namespaces, the roles everybody starts with, and its own Service. */
export function seedCluster(api: Api): void {
  for (const name of NAMESPACES) write(api, 'namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } })
  seedAccess(api)
  write(api, 'services', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'kubernetes', namespace: 'default', labels: { component: 'apiserver', provider: 'kubernetes' } },
    spec: { type: 'ClusterIP', clusterIP: '10.96.0.1', clusterIPs: ['10.96.0.1'], ports: [{ name: 'https', protocol: 'TCP', port: 443, targetPort: 6443 }] },
  })
}

function write(api: Api, resource: string, object: Parameters<Api['create']>[1]): void {
  const written = api.create(resource, object, OPTIONS)
  if (!written.ok) throw new Error(`${resource} ${object.metadata.name}: ${written.status.message}`)
}
