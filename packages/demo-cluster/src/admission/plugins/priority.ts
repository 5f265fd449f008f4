import type { KubeObject } from '../../objects.ts'
import { done, type Result, refused } from '../../Status.ts'
import type { Store } from '../../storage/Store.ts'
import { askedName, forbidden } from '../refusals.ts'
import { isSet, number, struct, text } from '../Struct.ts'

const SYSTEM: { readonly [name: string]: number } = { 'system-cluster-critical': 2_000_000_000, 'system-node-critical': 2_000_001_000 }

/** The number behind a pod's priority class, or behind the class that is the cluster's default. */
export function withPriority(store: Store, pod: KubeObject): Result<KubeObject> {
  const spec = struct(pod['spec'])
  const asked = text(spec['priorityClassName'])
  const found = asked === '' ? globalDefault(store) : store.get('priorityclasses.scheduling.k8s.io', undefined, asked)
  const known = found ? number(found['value']) : SYSTEM[asked]
  if (asked !== '' && known === undefined) return refused(forbidden('pods', askedName(pod), `no PriorityClass with name ${asked} was found`))
  const value = known ?? 0
  if (isSet(spec['priority']) && spec['priority'] !== value) {
    const both = `must not be provided in pod spec; priority admission controller computed ${value} from the given PriorityClass name`
    return refused(forbidden('pods', askedName(pod), `the integer value of priority (${number(spec['priority'])}) ${both}`))
  }
  const preemptionPolicy = spec['preemptionPolicy'] ?? found?.['preemptionPolicy'] ?? 'PreemptLowerPriority'
  const className = asked === '' && found ? { priorityClassName: found.metadata.name } : {}
  return done({ ...pod, spec: { ...spec, ...className, priority: value, preemptionPolicy } })
}

function globalDefault(store: Store): KubeObject | undefined {
  return store
    .list('priorityclasses.scheduling.k8s.io')
    .filter((one) => one['globalDefault'] === true)
    .sort((a, b) => number(a['value']) - number(b['value']))[0]
}
