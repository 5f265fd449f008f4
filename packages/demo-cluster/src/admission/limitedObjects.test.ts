import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { ManualClock } from '../clock.ts'
import type { KubeObject, NewObject } from '../objects.ts'
import { Random } from '../Random.ts'
import type { Status } from '../Status.ts'
import { Store } from '../storage/Store.ts'
import { createAdmission } from './createAdmission.ts'
import { Quotas, quotaStatus } from './quota/Quotas.ts'
import { struct, structs } from './Struct.ts'
import { admitted } from './testing/admitted.ts'
import { changedObject } from './testing/changedObject.ts'
import { resourceOf } from './testing/resourceOf.ts'

type Setup = { readonly labels: Readonly<Record<string, string>>; readonly objects: readonly NewObject[] }
type Filled = { readonly annotations: unknown; readonly resources: readonly unknown[] }
type Recorded = { readonly setup: string; readonly base: string; readonly change: Readonly<Record<string, unknown>>; readonly answered: Status | Filled }
type File = {
  readonly setups: Readonly<Record<string, Setup>>
  readonly bases: Readonly<Record<string, NewObject>>
  readonly statuses: Readonly<Record<string, unknown>>
  readonly cases: readonly Recorded[]
}

const { setups, bases, statuses, cases }: File = parse(readFileSync(new URL('recorded/limited.yaml', import.meta.url), 'utf8'))
const empty: NewObject = { apiVersion: '', kind: '', metadata: {} }

describe('the policies of a namespace complete and refuse as on a real cluster', () => {
  test.each(cases.map((one) => [`${one.setup}: ${one.base} ${JSON.stringify(one.change).slice(0, 140)}`, one] as const))('%s', (_, one) => {
    const { admission } = namespaceOf(one.setup)
    const asked = changedObject(bases[one.base] ?? empty, one.change)
    const result = admission.admit(admitted(resourceOf(asked).resource, asked, { namespace: one.setup }))
    expect(result.ok ? filled(result.value) : comparable(result.status)).toEqual('code' in one.answered ? comparable(one.answered) : one.answered)
  })

  test.each(Object.entries(statuses))('the status of quotas tells what is used: %s', (setup, status) => {
    const { store } = namespaceOf(setup)
    const quota = store.list('resourcequotas', setup)[0]
    expect(quota && quotaStatus(new Quotas(store), quota)).toEqual(status)
  })
})

/** A namespace as it was when the sentences were recorded. */
function namespaceOf(name: string) {
  const store = new Store(new ManualClock(0))
  const admission = createAdmission({ store, random: new Random(7) })
  const put = (asked: NewObject) => {
    const { resource, namespaced } = resourceOf(asked)
    const result = admission.admit(admitted(resource, asked, namespaced ? { namespace: name } : {}))
    if (!result.ok) throw new Error(result.status.message)
    store.put(resource, result.value)
  }
  put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: setups[name]?.labels ?? {} } })
  put({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default' } })
  put({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'kube-root-ca.crt' } })
  for (const object of setups[name]?.objects ?? []) put(object)
  return { store, admission }
}

function filled(object: KubeObject): Filled {
  const spec = struct(object['spec'])
  const containers = [...structs(spec['initContainers']), ...structs(spec['containers'])]
  return { annotations: object.metadata.annotations ?? {}, resources: containers.map((container) => container['resources']) }
}

function comparable(status: Status): unknown {
  return JSON.parse(JSON.stringify(status).replaceAll(/web-[a-z0-9]{5}/g, 'web-x'))
}
