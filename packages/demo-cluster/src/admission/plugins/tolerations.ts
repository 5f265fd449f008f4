import type { KubeObject } from '../../objects.ts'
import { type Struct, struct, structs, text } from '../Struct.ts'

const SECONDS = 300
const TAINTS = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable']

/** A pod stays for five minutes on a node that is not ready or not reachable, unless it says otherwise. */
export function withTolerations(pod: KubeObject): KubeObject {
  const spec = struct(pod['spec'])
  const tolerations = structs(spec['tolerations'])
  const missing = TAINTS.filter((key) => !tolerations.some((one) => tolerates(one, key)))
  if (missing.length === 0) return pod
  const added = missing.map((key) => ({ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: SECONDS }))
  return { ...pod, spec: { ...spec, tolerations: [...tolerations, ...added] } }
}

function tolerates(toleration: Struct, key: string): boolean {
  const effect = text(toleration['effect'])
  return (text(toleration['key']) === key || text(toleration['key']) === '') && (effect === 'NoExecute' || effect === '')
}
