import { ManualClock } from '../../clock.ts'
import type { KubeObject } from '../../objects.ts'
import { Random } from '../../Random.ts'
import { Store } from '../../storage/Store.ts'
import type { Admission } from '../Admission.ts'
import { createAdmission } from '../createAdmission.ts'
import { admitted } from './admitted.ts'
import { resourceOf } from './resourceOf.ts'

const NAMESPACE = 'cmp-admission'

/** Admission over a store that holds what a namespace always has, a service on port 30777, and `more`. */
export function admissionOf(more: readonly KubeObject[] = []): { readonly admission: Admission; readonly store: Store; readonly random: Random } {
  const store = new Store(new ManualClock(0))
  const random = new Random(7)
  const put = (object: KubeObject) => store.put(resourceOf(object).resource, object)
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default' } }
  const taken = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'taken' },
    spec: { type: 'NodePort', clusterIP: '10.96.0.1', clusterIPs: ['10.96.0.1'], ports: [{ protocol: 'TCP', port: 80, nodePort: 30_777 }] },
  }
  put(admitted('serviceaccounts', account, { namespace: NAMESPACE }).object)
  put(admitted('services', taken, { namespace: NAMESPACE }).object)
  for (const object of more) put(object)
  return { admission: createAdmission({ store, random }), store, random }
}
