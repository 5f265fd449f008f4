import { containerRequests } from '../prepare/containerRequests.ts'
import { isSet, type Struct, struct, structs, text } from '../Struct.ts'
import type { StructDefaults } from './StructDefaults.ts'

/** Secret, config map, downward and projected files: 0644. */
const FILE_MODE = { defaultMode: 420 }

const httpGet: StructDefaults = { values: { path: '/', scheme: 'HTTP' } }
const probe: StructDefaults = {
  values: { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 },
  inside: { httpGet, grpc: { values: { service: '' } } },
}
const handler: StructDefaults = { inside: { httpGet } }
const fieldRef: StructDefaults = { values: { apiVersion: 'v1' } }
const resourceFieldRef: StructDefaults = { values: { divisor: '0' }, amounts: ['divisor'] }
const resources: StructDefaults = { amounts: ['requests', 'limits'] }

const container: StructDefaults = {
  values: {
    imagePullPolicy: (of: Struct) => pullPolicy(text(of['image'])),
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    resources: {},
  },
  inside: {
    resources,
    ports: { values: { protocol: 'TCP' } },
    env: { inside: { valueFrom: { inside: { fieldRef, resourceFieldRef } } } },
    livenessProbe: probe,
    readinessProbe: probe,
    startupProbe: probe,
    lifecycle: { inside: { postStart: handler, preStop: handler } },
  },
}

const downward: StructDefaults = { inside: { fieldRef, resourceFieldRef } }

const volume: StructDefaults = {
  first: (of) => (Object.entries(of).some(([field, value]) => field !== 'name' && isSet(value)) ? of : { ...of, emptyDir: {} }),
  inside: {
    secret: { values: FILE_MODE },
    configMap: { values: FILE_MODE },
    downwardAPI: { values: FILE_MODE, inside: { items: downward } },
    projected: {
      values: FILE_MODE,
      inside: {
        sources: { inside: { serviceAccountToken: { values: { expirationSeconds: 3600 } }, downwardAPI: { inside: { items: downward } } } },
      },
    },
    hostPath: { values: { type: '' } },
    emptyDir: { amounts: ['sizeLimit'] },
    ephemeral: { inside: { volumeClaimTemplate: { inside: { spec: { values: { volumeMode: 'Filesystem' }, inside: { resources } } } } } },
    image: { values: { pullPolicy: (of: Struct) => pullPolicy(text(of['reference'])) } },
  },
}

const podSpec: StructDefaults = {
  values: {
    dnsPolicy: 'ClusterFirst',
    restartPolicy: 'Always',
    securityContext: {},
    terminationGracePeriodSeconds: 30,
    schedulerName: 'default-scheduler',
    // The older name of the same field is always written beside it.
    serviceAccountName: (of: Struct) => (text(of['serviceAccount']) === '' ? undefined : of['serviceAccount']),
    serviceAccount: (of: Struct) => (text(of['serviceAccountName']) === '' ? undefined : of['serviceAccountName']),
  },
  inside: { containers: container, initContainers: container, ephemeralContainers: container, volumes: volume, resources },
  amounts: ['overhead'],
}

/** Pod templates of every workload. Links to services and requests taken from limits come only with the pod itself. */
export const templateDefaults: StructDefaults = {
  values: { metadata: {} },
  inside: { metadata: { first: (of) => (of['creationTimestamp'] === null ? { ...of, creationTimestamp: undefined } : of) }, spec: podSpec },
}

export const podDefaults: StructDefaults = {
  first: (of) => {
    const spec = struct(of['spec'])
    const next = podOnly(spec)
    return next === spec ? of : { ...of, spec: next }
  },
  inside: { spec: { ...podSpec, values: { ...podSpec.values, enableServiceLinks: true } } },
}

function podOnly(spec: Struct): Struct {
  const perContainer = (of: Struct) => withHostPorts(withRequests(of), spec['hostNetwork'] === true)
  const changed = ['initContainers', 'containers'].flatMap((field) => {
    const list = structs(spec[field])
    const next = list.map(perContainer)
    return next.every((one, index) => one === list[index]) ? [] : [[field, next] as const]
  })
  return withPodRequests(changed.length === 0 ? spec : { ...spec, ...Object.fromEntries(changed) })
}

/** What a pod as a whole asks for: what its containers do, else its own limits. */
function withPodRequests(spec: Struct): Struct {
  const resources = struct(spec['resources'])
  if (Object.keys(struct(resources['limits'])).length === 0) return spec
  const requests = { ...struct(resources['limits']), ...containerRequests(spec), ...struct(resources['requests']) }
  if (Object.keys(requests).length === Object.keys(struct(resources['requests'])).length) return spec
  return { ...spec, resources: { ...resources, requests } }
}

function withRequests(container: Struct): Struct {
  const { limits, requests } = struct(container['resources'])
  if (Object.keys(struct(limits)).every((name) => isSet(struct(requests)[name]))) return container
  return { ...container, resources: { ...struct(container['resources']), requests: { ...struct(limits), ...struct(requests) } } }
}

function withHostPorts(container: Struct, hostNetwork: boolean): Struct {
  if (!hostNetwork || structs(container['ports']).every((port) => isSet(port['hostPort']))) return container
  return { ...container, ports: structs(container['ports']).map((port) => ({ ...port, hostPort: port['hostPort'] ?? port['containerPort'] })) }
}

/** Images without a tag, and those called latest, are pulled each time. A digest counts as a tag. */
function pullPolicy(image: string): string {
  if (image.includes('@')) return 'IfNotPresent'
  const last = image.slice(image.lastIndexOf('/') + 1)
  const tag = last.includes(':') ? last.slice(last.indexOf(':') + 1) : 'latest'
  return tag === 'latest' ? 'Always' : 'IfNotPresent'
}
