import { IMAGE } from '../rows/manifests.ts'

/** What the same story is told with, each in an image of its own. */
export type Cast = {
  readonly name: 'agnhost' | 'busybox'
  readonly image: string
  /** What serves until it is told to end, and how to see that it does. */
  readonly server: { readonly command: readonly string[]; readonly probe: object }
  readonly hostPort: number
}

/** agnhost serves HTTP and ends when it is told to; busybox's shell is looked at from inside and has to be killed. */
export const casts: readonly Cast[] = [
  {
    name: 'agnhost',
    image: IMAGE,
    server: { command: ['/agnhost', 'netexec', '--http-port=8080', '--udp-port=-1'], probe: { httpGet: { path: '/', port: 8080 } } },
    hostPort: 28_080,
  },
  {
    name: 'busybox',
    image: 'busybox:1.36',
    server: { command: ['sh', '-c', 'touch /tmp/ready; sleep 3600'], probe: { exec: { command: ['cat', '/tmp/ready'] } } },
    hostPort: 28_081,
  },
]

const GRACE = { terminationGracePeriodSeconds: 1 }
const sh = (script: string): readonly string[] => ['sh', '-c', script]
const metadata = (role: string) => ({ name: role, labels: { role } })

/** The pods of the Deployment `web` in one of its versions. */
export function webTemplate({ image, server }: Cast, role: string) {
  const container = { name: 'web', image, command: server.command, readinessProbe: { ...server.probe, periodSeconds: 1, timeoutSeconds: 5 } }
  return { metadata: { labels: { app: 'web', role } }, spec: { ...GRACE, containers: [container] } }
}

export function web(cast: Cast) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: { replicas: 3, selector: { matchLabels: { app: 'web' } }, template: webTemplate(cast, 'web-1') },
  }
}

export function job({ image }: Cast, name: string, { script, ...spec }: { readonly script: string; readonly [field: string]: unknown }) {
  const container = { name: 'job', image, command: sh(script) }
  const template = { metadata: { labels: { role: `job-${name}` } }, spec: { ...GRACE, restartPolicy: 'Never', containers: [container] } }
  return { apiVersion: 'batch/v1', kind: 'Job', metadata: { name }, spec: { ...spec, template } }
}

/** Its liveness probe fails from the start: three times, and it is killed. */
export function sick({ image }: Cast) {
  const livenessProbe = { exec: { command: ['cat', '/tmp/alive'] }, initialDelaySeconds: 1, periodSeconds: 3, timeoutSeconds: 5 }
  const container = { name: 'sick', image, command: sh('sleep 3600'), livenessProbe }
  return { apiVersion: 'v1', kind: 'Pod', metadata: metadata('sick'), spec: { ...GRACE, containers: [container] } }
}

/** It ends again and again, and is started later each time. */
export function crashing({ image }: Cast) {
  const container = { name: 'crashing', image, command: sh('exit 7') }
  return { apiVersion: 'v1', kind: 'Pod', metadata: metadata('crashing'), spec: { ...GRACE, containers: [container] } }
}

export function unschedulable({ image }: Cast) {
  const container = { name: 'large', image, resources: { requests: { cpu: '5000' } } }
  return { apiVersion: 'v1', kind: 'Pod', metadata: metadata('large'), spec: { ...GRACE, containers: [container] } }
}

/** A pod that takes a port of its node. */
export function porter({ image, hostPort }: Cast, role: string) {
  const container = { name: 'porter', image, command: sh('sleep 3600'), ports: [{ containerPort: 80, hostPort }] }
  return { apiVersion: 'v1', kind: 'Pod', metadata: metadata(role), spec: { ...GRACE, containers: [container] } }
}
