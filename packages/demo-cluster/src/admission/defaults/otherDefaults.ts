import { isSet, type Struct, struct, structs, text } from '../Struct.ts'
import type { StructDefaults } from './StructDefaults.ts'

const RBAC_GROUP = 'rbac.authorization.k8s.io'
const amounts: StructDefaults = { amounts: ['requests', 'limits'] }

export const claimDefaults: StructDefaults = { inside: { spec: { values: { volumeMode: 'Filesystem', resources: {} }, inside: { resources: amounts } } } }

const volumeDefaults: StructDefaults = {
  inside: {
    spec: {
      values: { persistentVolumeReclaimPolicy: 'Retain', volumeMode: 'Filesystem' },
      inside: { hostPath: { values: { type: '' } } },
      amounts: ['capacity'],
    },
  },
}

/** What is written in plain text is kept encoded, over what is there under the same key. */
const secretDefaults: StructDefaults = {
  first: (of) => {
    const { stringData, ...rest } = of
    if (!isSet(stringData)) return of
    const encoded = Object.fromEntries(Object.entries(struct(stringData)).map(([key, value]) => [key, Buffer.from(text(value)).toString('base64')]))
    return { ...rest, stringData: undefined, data: { ...struct(of['data']), ...encoded } }
  },
  values: { type: 'Opaque' },
}

const namespaceDefaults: StructDefaults = {
  first: (of) => {
    const metadata = struct(of['metadata'])
    const name = text(metadata['name'])
    return { ...of, metadata: { ...metadata, labels: { ...struct(metadata['labels']), 'kubernetes.io/metadata.name': name } } }
  },
  values: { spec: {} },
}

const subject: StructDefaults = { values: { apiGroup: (of: Struct) => (of['kind'] === 'User' || of['kind'] === 'Group' ? RBAC_GROUP : undefined) } }
const bindingDefaults: StructDefaults = {
  inside: { subjects: subject, roleRef: { first: (of) => (text(of['apiGroup']) === '' ? { ...of, apiGroup: RBAC_GROUP } : of) } },
}

const scalingPolicy = (type: string, value: number) => ({ type, value, periodSeconds: 15 })
const target: StructDefaults = { amounts: ['averageValue', 'value'] }
const metric: StructDefaults = {
  inside: Object.fromEntries(['resource', 'pods', 'object', 'external', 'containerResource'].map((source) => [source, { inside: { target } }])),
}

const autoscalerDefaults: StructDefaults = {
  inside: {
    spec: {
      values: {
        minReplicas: 1,
        metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } }],
      },
      inside: {
        metrics: metric,
        behavior: {
          values: { scaleUp: {}, scaleDown: {} },
          inside: {
            scaleUp: {
              values: { stabilizationWindowSeconds: 0, selectPolicy: 'Max', policies: [scalingPolicy('Pods', 4), scalingPolicy('Percent', 100)] },
            },
            scaleDown: { values: { selectPolicy: 'Max', policies: [scalingPolicy('Percent', 100)] } },
          },
        },
      },
    },
  },
}

const port: StructDefaults = { values: { protocol: 'TCP' } }
const networkPolicyDefaults: StructDefaults = {
  values: { spec: {} },
  inside: {
    spec: {
      values: {
        podSelector: {},
        policyTypes: (of: Struct) => (structs(of['egress']).length > 0 ? ['Ingress', 'Egress'] : ['Ingress']),
      },
      inside: { ingress: { inside: { ports: port } }, egress: { inside: { ports: port } } },
    },
  },
}

const limitDefaults: StructDefaults = {
  inside: {
    spec: {
      inside: {
        limits: {
          first: (of) => (of['type'] === 'Container' ? containerLimits(of) : of),
          amounts: ['max', 'min', 'default', 'defaultRequest', 'maxLimitRequestRatio'],
        },
      },
    },
  },
}

function containerLimits(of: Struct): Struct {
  const limits = { ...struct(of['max']), ...struct(of['default']) }
  const requests = { ...struct(of['min']), ...limits, ...struct(of['defaultRequest']) }
  return {
    ...of,
    ...(Object.keys(limits).length > 0 ? { default: limits } : {}),
    ...(Object.keys(requests).length > 0 ? { defaultRequest: requests } : {}),
  }
}

/** Kinds that run nothing themselves, by resource. */
export const otherDefaults: { readonly [resource: string]: StructDefaults } = {
  secrets: secretDefaults,
  namespaces: namespaceDefaults,
  persistentvolumeclaims: claimDefaults,
  persistentvolumes: volumeDefaults,
  limitranges: limitDefaults,
  resourcequotas: { values: { spec: {} }, inside: { spec: { amounts: ['hard'] }, status: { amounts: ['hard', 'used'] } } },
  events: { values: { eventTime: null, firstTimestamp: null, lastTimestamp: null, reportingComponent: '', reportingInstance: '', source: {} } },
  nodes: {
    values: { spec: {} },
    inside: {
      status: { values: { allocatable: (of: Struct) => (isSet(of['capacity']) ? of['capacity'] : undefined) }, amounts: ['capacity', 'allocatable'] },
    },
  },
  endpoints: { inside: { subsets: { inside: { ports: port } } } },
  'endpointslices.discovery.k8s.io': { inside: { ports: { values: { name: '', protocol: 'TCP' } }, endpoints: { values: { conditions: {} } } } },
  'rolebindings.rbac.authorization.k8s.io': bindingDefaults,
  'clusterrolebindings.rbac.authorization.k8s.io': bindingDefaults,
  'horizontalpodautoscalers.autoscaling': autoscalerDefaults,
  'networkpolicies.networking.k8s.io': networkPolicyDefaults,
  'ingressclasses.networking.k8s.io': {
    values: { spec: {} },
    inside: { spec: { inside: { parameters: { values: { scope: 'Cluster' } } } } },
  },
  'storageclasses.storage.k8s.io': { values: { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' } },
  'priorityclasses.scheduling.k8s.io': { values: { preemptionPolicy: 'PreemptLowerPriority' } },
}
