import type { NewObject } from '../objects.ts'

export const AGNHOST = 'registry.k8s.io/e2e-test-images/agnhost:2.63.0'
/** Small requests: a laptop's node holds all of it. */
const SMALL = { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '64Mi' } }

/** Fields of a container beside its name, in the words of the API. */
type ContainerFields = Readonly<Record<string, unknown>>

export function namespace(name: string): NewObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } }
}

/** A container that serves HTTP on 8080 and says which version it is. */
export function web(name: string, version: string, more: ContainerFields = {}): ContainerFields & { readonly name: string } {
  return {
    name,
    image: AGNHOST,
    args: ['netexec', '--http-port=8080', '--udp-port=-1', `--http-override=/echo?msg=${name}+version+$(APP_VERSION)`],
    env: [{ name: 'APP_VERSION', value: version }],
    ports: [{ containerPort: 8080 }],
    readinessProbe: { httpGet: { path: '/', port: 8080 }, periodSeconds: 5 },
    resources: SMALL,
    ...more,
  }
}

type App = {
  readonly namespace: string
  readonly name: string
  readonly replicas: number
  readonly containers: readonly ContainerFields[]
  readonly cause?: string
  readonly more?: Readonly<Record<string, unknown>>
}

export function deployment({ namespace, name, replicas, containers, cause, more = {} }: App): NewObject {
  const labels = { app: name }
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace, labels, ...(cause === undefined ? {} : { annotations: { 'kubernetes.io/change-cause': cause } }) },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { terminationGracePeriodSeconds: 5, containers } },
      ...more,
    },
  }
}

export function service(at: { readonly namespace: string; readonly name: string }, port: number, more: Readonly<Record<string, unknown>> = {}): NewObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { ...at, labels: { app: at.name } },
    spec: { selector: { app: at.name }, ports: [{ port, targetPort: 8080 }], ...more },
  }
}

/** A Job whose container runs this line of shell. */
export function job(at: { readonly namespace: string; readonly name: string }, line: string, more: Readonly<Record<string, unknown>> = {}): NewObject {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { ...at },
    spec: {
      backoffLimit: 0,
      template: {
        spec: {
          restartPolicy: 'Never',
          terminationGracePeriodSeconds: 5,
          containers: [{ name: 'main', image: AGNHOST, command: ['sh', '-c', line], resources: SMALL }],
        },
      },
      ...more,
    },
  }
}

export function configMap(at: { readonly namespace: string; readonly name: string }, data: Readonly<Record<string, string>>): NewObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { ...at }, data }
}

export function secret(at: { readonly namespace: string; readonly name: string }, stringData: Readonly<Record<string, string>>): NewObject {
  return { apiVersion: 'v1', kind: 'Secret', metadata: { ...at }, type: 'Opaque', stringData }
}
