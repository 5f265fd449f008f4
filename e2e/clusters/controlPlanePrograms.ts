import { join } from 'node:path'
import type { Program } from './Processes.ts'

/** Where a cluster keeps its files and listens. It uses the ports portBase … portBase + 7, all on loopback. */
export interface Place {
  dir: string
  portBase: number
  localkube: string
  controllers: boolean
}

const LOOPBACK = '127.0.0.1'
const POD_NETWORK = '10.244.0.0/16'
const SERVICE_NETWORK = '10.96.0.0/16'
/** 8 GiB, so that benches with 50,000 pods and their history fit. */
const ETCD_QUOTA_BYTES = 8 * 2 ** 30
/** Clients of the tests wait for reactions, nobody shares this apiserver: do not throttle. */
const UNTHROTTLED = ['--kube-api-qps=1000', '--kube-api-burst=2000']

export const ports = {
  apiserver: (portBase: number): number => portBase,
  etcd: (portBase: number): number => portBase + 1,
  etcdPeer: (portBase: number): number => portBase + 2,
  controllerManager: (portBase: number): number => portBase + 3,
  scheduler: (portBase: number): number => portBase + 4,
  kubeletHealth: (portBase: number): number => portBase + 5,
  proxyHealth: (portBase: number): number => portBase + 6,
  proxyMetrics: (portBase: number): number => portBase + 7,
}

export function etcd({ dir, portBase, localkube }: Place): Program {
  const clients = `http://${LOOPBACK}:${ports.etcd(portBase)}`
  const peers = `http://${LOOPBACK}:${ports.etcdPeer(portBase)}`
  const args = [
    `--data-dir=${join(dir, 'etcd')}`,
    `--listen-client-urls=${clients}`,
    `--advertise-client-urls=${clients}`,
    `--listen-peer-urls=${peers}`,
    `--initial-advertise-peer-urls=${peers}`,
    `--initial-cluster=default=${peers}`,
    `--quota-backend-bytes=${ETCD_QUOTA_BYTES}`,
    '--unsafe-no-fsync',
    '--log-level=warn',
  ]
  return { name: 'etcd', command: localkube, args: ['etcd', ...args] }
}

export function kubeApiserver({ dir, portBase, localkube, controllers }: Place): Program {
  const pki = (file: string): string => join(dir, 'pki', file)
  const args = [
    `--etcd-servers=http://${LOOPBACK}:${ports.etcd(portBase)}`,
    `--bind-address=${LOOPBACK}`,
    `--advertise-address=${LOOPBACK}`,
    `--secure-port=${ports.apiserver(portBase)}`,
    // Endpoints may not hold a loopback address, so the service `kubernetes` has none.
    '--endpoint-reconciler-type=none',
    `--client-ca-file=${pki('ca.crt')}`,
    `--tls-cert-file=${pki('apiserver.crt')}`,
    `--tls-private-key-file=${pki('apiserver.key')}`,
    '--service-account-issuer=https://kubernetes.default.svc.cluster.local',
    `--service-account-key-file=${pki('sa.key')}`,
    `--service-account-signing-key-file=${pki('sa.key')}`,
    `--service-cluster-ip-range=${SERVICE_NETWORK}`,
    '--authorization-mode=Node,RBAC',
    '--enable-admission-plugins=NodeRestriction',
    '--allow-privileged=true',
    `--kubelet-client-certificate=${pki('kubelet-client.crt')}`,
    `--kubelet-client-key=${pki('kubelet-client.key')}`,
    `--kubelet-certificate-authority=${pki('ca.crt')}`,
    '--kubelet-preferred-address-types=InternalIP',
  ]
  // Without controllers nobody makes the account `default`, which every pod would have to have.
  if (!controllers) args.push('--disable-admission-plugins=ServiceAccount')
  return { name: 'kube-apiserver', command: localkube, args: ['kube-apiserver', ...args] }
}

export function kubeControllerManager({ dir, portBase, localkube }: Place): Program {
  const pki = (file: string): string => join(dir, 'pki', file)
  const args = [
    `--kubeconfig=${join(dir, 'controller-manager.kubeconfig')}`,
    `--bind-address=${LOOPBACK}`,
    `--secure-port=${ports.controllerManager(portBase)}`,
    '--leader-elect=false',
    '--use-service-account-credentials',
    `--service-account-private-key-file=${pki('sa.key')}`,
    `--root-ca-file=${pki('ca.crt')}`,
    `--cluster-signing-cert-file=${pki('ca.crt')}`,
    `--cluster-signing-key-file=${pki('ca.key')}`,
    '--allocate-node-cidrs',
    `--cluster-cidr=${POD_NETWORK}`,
    ...UNTHROTTLED,
  ]
  return { name: 'kube-controller-manager', command: localkube, args: ['kube-controller-manager', ...args] }
}

export function kubeScheduler({ dir, portBase, localkube }: Place): Program {
  const args = [
    `--kubeconfig=${join(dir, 'scheduler.kubeconfig')}`,
    `--bind-address=${LOOPBACK}`,
    `--secure-port=${ports.scheduler(portBase)}`,
    '--leader-elect=false',
    ...UNTHROTTLED,
  ]
  return { name: 'kube-scheduler', command: localkube, args: ['kube-scheduler', ...args] }
}
