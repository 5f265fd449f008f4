import type { NewObject } from '../objects.ts'
import type { Stage } from './Stage.ts'

const VERSION = 'v1.36.3'
const NAMESPACE = 'kube-system'

/** The static pods of a control plane, as minikube's kubelet mirrors them. */
const STATIC = [
  { name: 'etcd', image: 'registry.k8s.io/etcd:3.6.8-0', cpu: '100m' },
  { name: 'kube-apiserver', image: `registry.k8s.io/kube-apiserver:${VERSION}`, cpu: '250m' },
  { name: 'kube-controller-manager', image: `registry.k8s.io/kube-controller-manager:${VERSION}`, cpu: '200m' },
  { name: 'kube-scheduler', image: `registry.k8s.io/kube-scheduler:${VERSION}`, cpu: '100m' },
]

/** What stands in kube-system on minikube. The pods are there for what people look for; what they do, this cluster does by itself. */
export function kubeSystem({ create }: Stage, node: string): void {
  for (const { name, image, cpu } of STATIC) create('pods', controlPlanePod({ name, image, cpu }, node))
  create('pods', {
    ...systemPod('storage-provisioner', { integration: 'storage-provisioner' }),
    spec: {
      ...onNode(node),
      containers: [{ name: 'storage-provisioner', image: 'gcr.io/k8s-minikube/storage-provisioner:v5', command: ['/storage-provisioner'] }],
    },
  })
  create('pods', {
    ...systemPod('kube-proxy-x7k2m', { 'k8s-app': 'kube-proxy' }),
    spec: { ...onNode(node), priorityClassName: 'system-node-critical', containers: [{ name: 'kube-proxy', image: `registry.k8s.io/kube-proxy:${VERSION}` }] },
  })
  create('serviceaccounts', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'coredns', namespace: NAMESPACE } })
  create('configmaps', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'coredns', namespace: NAMESPACE },
    data: {
      Corefile: '.:53 {\n    errors\n    health {\n       lameduck 5s\n    }\n    ready\n    kubernetes cluster.local in-addr.arpa ip6.arpa\n    cache 30\n}\n',
    },
  })
  create('deployments.apps', coredns())
  create('services', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: 'kube-dns',
      namespace: NAMESPACE,
      labels: { 'k8s-app': 'kube-dns', 'kubernetes.io/cluster-service': 'true', 'kubernetes.io/name': 'CoreDNS' },
    },
    spec: {
      clusterIP: '10.96.0.10',
      selector: { 'k8s-app': 'kube-dns' },
      ports: [
        { name: 'dns', port: 53, protocol: 'UDP', targetPort: 53 },
        { name: 'dns-tcp', port: 53, protocol: 'TCP', targetPort: 53 },
        { name: 'metrics', port: 9153, protocol: 'TCP', targetPort: 9153 },
      ],
    },
  })
}

function coredns(): NewObject {
  const labels = { 'k8s-app': 'kube-dns' }
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'coredns', namespace: NAMESPACE, labels },
    spec: {
      replicas: 1,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } },
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          serviceAccountName: 'coredns',
          priorityClassName: 'system-cluster-critical',
          tolerations: [
            { key: 'CriticalAddonsOnly', operator: 'Exists' },
            { key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' },
          ],
          containers: [
            {
              name: 'coredns',
              image: 'registry.k8s.io/coredns/coredns:v1.13.1',
              args: ['-conf', '/etc/coredns/Corefile'],
              resources: { requests: { cpu: '100m', memory: '70Mi' }, limits: { memory: '170Mi' } },
              volumeMounts: [{ name: 'config-volume', mountPath: '/etc/coredns', readOnly: true }],
              ports: [
                { containerPort: 53, name: 'dns', protocol: 'UDP' },
                { containerPort: 53, name: 'dns-tcp', protocol: 'TCP' },
              ],
            },
          ],
          volumes: [{ name: 'config-volume', configMap: { name: 'coredns', items: [{ key: 'Corefile', path: 'Corefile' }] } }],
        },
      },
    },
  }
}

function controlPlanePod({ name, image, cpu }: (typeof STATIC)[number], node: string): NewObject {
  return {
    ...systemPod(`${name}-${node}`, { component: name, tier: 'control-plane' }),
    spec: {
      ...onNode(node),
      priorityClassName: 'system-node-critical',
      containers: [{ name, image, command: [name], resources: { requests: { cpu } } }],
    },
  }
}

function systemPod(name: string, labels: Readonly<Record<string, string>>): NewObject {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: NAMESPACE, labels } }
}

function onNode(node: string) {
  return { nodeName: node, hostNetwork: true, tolerations: [{ operator: 'Exists' }] }
}
