import { isSet, type Struct, struct, structs } from '../Struct.ts'
import type { StructDefaults } from './StructDefaults.ts'

const CLIENT_IP_SECONDS = 10_800
const EXTERNAL = new Set(['NodePort', 'LoadBalancer'])
const INTERNAL = new Set(['ClusterIP', 'NodePort', 'LoadBalancer'])

/** Services, but for their addresses and node ports. */
export const serviceDefaults: StructDefaults = {
  inside: {
    spec: {
      first: (of) => (of['sessionAffinity'] !== 'ClientIP' && isSet(of['sessionAffinityConfig']) ? { ...of, sessionAffinityConfig: undefined } : of),
      values: {
        sessionAffinity: 'None',
        type: 'ClusterIP',
        externalTrafficPolicy: (of: Struct) => (EXTERNAL.has(String(of['type'])) || hasExternalIPs(of) ? 'Cluster' : undefined),
        internalTrafficPolicy: (of: Struct) => (INTERNAL.has(String(of['type'])) ? 'Cluster' : undefined),
        allocateLoadBalancerNodePorts: (of: Struct) => (of['type'] === 'LoadBalancer' ? true : undefined),
        sessionAffinityConfig: (of: Struct) => (of['sessionAffinity'] === 'ClientIP' ? { clientIP: { timeoutSeconds: CLIENT_IP_SECONDS } } : undefined),
      },
      inside: {
        ports: {
          values: { protocol: 'TCP' },
          first: (of) => (isSet(of['targetPort']) && of['targetPort'] !== 0 && of['targetPort'] !== '' ? of : { ...of, targetPort: of['port'] }),
        },
      },
    },
    status: { inside: { loadBalancer: { inside: { ingress: { values: { ipMode: (of: Struct) => (isSet(of['ip']) ? 'VIP' : undefined) } } } } } },
  },
}

function hasExternalIPs(spec: Struct): boolean {
  return spec['type'] === 'ClusterIP' && (structs(spec['externalIPs']).length > 0 || Object.keys(struct(spec['externalIPs'])).length > 0)
}
