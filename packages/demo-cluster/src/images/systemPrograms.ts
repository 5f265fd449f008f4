import type { Process, Program } from '../containers/Process.ts'
import { plain } from './answers.ts'
import { klog } from './goTexts.ts'

type Look = { readonly lines: (process: Process) => readonly string[]; readonly port?: number }

const log = (process: Process, at: string, text: string): string => klog(process, 'I', { at, text }).trimEnd()

const LOOKS: Readonly<Record<string, Look>> = {
  'coredns/coredns': {
    port: 8080,
    lines: () => [
      '.:53',
      '[INFO] plugin/reload: Running configuration SHA512 = 591cf328cccc12bc490481273e738df59329c62c0b729d94e8b61db9961c2fa5',
      'CoreDNS-1.14.2',
      'linux/amd64, go1.25.7, dd1df4f',
    ],
  },
  etcd: {
    lines: (process) => {
      const at = (text: string) =>
        JSON.stringify({ level: 'info', ts: new Date(process.sandbox.clock.now()).toISOString(), caller: 'etcdmain/etcd.go:64', msg: text })
      return [at('Running: etcd'), at('starting an etcd server'), at('ready to serve client requests'), at('serving client traffic securely')]
    },
  },
  'kube-apiserver': {
    lines: (process) => [
      log(process, 'options.go:263', 'external host was not specified, using 192.168.49.2'),
      log(process, 'server.go:150', 'Version: v1.36.3'),
      log(process, 'secure_serving.go:211', 'Serving securely on [::]:8443'),
    ],
  },
  'kube-controller-manager': {
    lines: (process) => [
      log(process, 'serving.go:386', 'Generated self-signed cert in-memory'),
      log(process, 'controllermanager.go:188', '"Starting" version="v1.36.3"'),
      log(process, 'leaderelection.go:271', 'successfully acquired lease kube-system/kube-controller-manager'),
    ],
  },
  'kube-scheduler': {
    lines: (process) => [
      log(process, 'server.go:174', '"Starting Kubernetes Scheduler" version="v1.36.3"'),
      log(process, 'leaderelection.go:271', 'successfully acquired lease kube-system/kube-scheduler...'),
    ],
  },
  'kube-proxy': {
    lines: (process) => [
      log(process, 'server_linux.go:103', '"Using iptables proxy"'),
      log(process, 'shared_informer.go:356', '"Caches are synced" controller="service config"'),
    ],
  },
  'storage-provisioner': {
    lines: (process) => [
      log(process, 'storage_provisioner.go:116', 'Initializing the minikube storage provisioner...'),
      log(process, 'storage_provisioner.go:141', 'Storage provisioner initialized, now starting service!'),
    ],
  },
}

/** Parts of Kubernetes as their pods look from outside: a few lines of their logs, health on their ports, and nothing they do. Null for any other name. */
export function systemProgram(repository: string): Program | null {
  const look = LOOKS[repository.replace(/^k8s-minikube\//, '')]
  if (look === undefined) return null
  return function* system(process) {
    process.onSignal('TERM', 'catch')
    for (const line of look.lines(process)) process.complain(`${line}\n`)
    const healthy = () => plain(process.sandbox.clock, 200, 'ok')
    for (const port of look.port === undefined ? [] : [look.port, 8181]) process.listen(port, healthy)
    while (process.pending.length === 0) yield process.signalled
    return 0
  }
}
