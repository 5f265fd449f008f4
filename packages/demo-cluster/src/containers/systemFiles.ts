import type { ImageContent } from '../images/ImageContent.ts'
import { type Layer, makeLayer } from './Files.ts'
import type { Sandbox } from './Sandbox.ts'

const DIRECTORIES = ['/bin', '/dev', '/dev/shm', '/etc', '/home', '/lib', '/lib64', '/proc', '/root', '/sys', '/tmp', '/usr', '/usr/bin', '/var', '/var/run']

/** The files of an image, with the directories that every image has. */
export function imageLayer({ programs, files = {}, directories = [] }: ImageContent): Layer {
  return makeLayer([
    ...[...DIRECTORIES, ...directories].map((path) => [path, null, path === '/tmp' ? 'drwxrwxrwt' : path === '/root' ? 'drwx------' : 'drwxr-xr-x'] as const),
    ...[...programs.keys()].map((path) => [path, '', '-rwxr-xr-x'] as const),
    ...Object.entries(files).map(([path, text]) => [path, text, '-rw-r--r--'] as const),
  ])
}

/** Writes into a new container what a kubelet writes into each. */
export function systemFiles({ files, hostname, podIP, serviceAccount }: Sandbox): void {
  const namespace = serviceAccount.name.split(':')[2] ?? 'default'
  files.add('/etc/hostname', `${hostname}\n`)
  files.add('/etc/hosts', hosts(podIP, hostname))
  files.add('/etc/resolv.conf', `search ${namespace}.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n`)
  files.add('/dev/termination-log', '', '-rw-rw-rw-')
}

function hosts(podIP: string, hostname: string): string {
  const lines = [
    '# Kubernetes-managed hosts file.',
    '127.0.0.1\tlocalhost',
    '::1\tlocalhost ip6-localhost ip6-loopback',
    'fe00::0\tip6-localnet',
    'fe00::0\tip6-mcastprefix',
    'fe00::1\tip6-allnodes',
    'fe00::2\tip6-allrouters',
    `${podIP}\t${hostname}`,
  ]
  return `${lines.join('\n')}\n`
}
