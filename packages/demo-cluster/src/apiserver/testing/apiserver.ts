import { createAdmission } from '../../admission/createAdmission.ts'
import { ManualClock } from '../../clock.ts'
import type { KubeObject, NewObject } from '../../objects.ts'
import { Random } from '../../Random.ts'
import type { Result } from '../../Status.ts'
import { loadSchema } from '../../schema/loadSchema.ts'
import { loadResources } from '../../schema/resourceTable.ts'
import { Store } from '../../storage/Store.ts'
import type { Target, WriteOptions } from '../Api.ts'
import { createApi } from '../createApi.ts'

const schema = loadSchema()

/** The verbs as a whole cluster has them, with nobody behind them: a clock at the first second of 2026 and the namespace `default`. */
export function apiserver() {
  const clock = new ManualClock(Date.UTC(2026, 0, 1))
  const random = new Random(1)
  const store = new Store(clock)
  const resources = loadResources()
  const api = createApi({ clock, random, store, admission: createAdmission({ store, random }), resource: resources.byName, schema })
  const by = (fieldManager: string, more: Partial<WriteOptions> = {}): WriteOptions => ({
    user: { name: 'kubernetes-admin', groups: ['system:masters'] },
    fieldManager,
    ...more,
  })
  api.create('namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default' } }, by('test'))
  return { clock, store, api, by }
}

/** What a verb gave; a refusal fails the test with its own words. */
export function value(result: Result<KubeObject>): KubeObject {
  if (!result.ok) throw new Error(result.status.message)
  return result.value
}

/** Why a verb refused. */
export function refusal(result: Result<unknown>) {
  if (result.ok) throw new Error('it was done')
  return result.status
}

export function configMap(name: string, more: { readonly [field: string]: unknown } = {}, metadata: NewObject['metadata'] = {}): NewObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'default', ...metadata }, ...more }
}

export function named(resource: string, name: string): Target {
  return { resource, namespace: 'default', name }
}
