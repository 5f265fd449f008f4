import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { ManualClock } from '../clock.ts'
import type { NewObject } from '../objects.ts'
import { Random } from '../Random.ts'
import { Store } from '../storage/Store.ts'
import { createAdmission } from './createAdmission.ts'
import { admitted } from './testing/admitted.ts'

type Recorded = { readonly resource: string; readonly namespaced: boolean; readonly asked: NewObject; readonly answered: NewObject }

const recorded: readonly Recorded[] = parse(readFileSync(new URL('recorded/created.yaml', import.meta.url), 'utf8'))

describe('a created object is what a real apiserver makes of it', () => {
  test.each(recorded.map((one) => [`${one.asked.kind} ${one.asked.metadata.name ?? one.asked.metadata.generateName}`, one] as const))('%s', (_, one) => {
    const store = new Store(new ManualClock(0))
    const random = new Random(7)
    const account = admitted('serviceaccounts', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default' } }, { namespace: 'cmp-admission' })
    store.put('serviceaccounts', account.object)
    const request = admitted(one.resource, one.asked, one.namespaced ? { namespace: 'cmp-admission' } : {})
    const result = createAdmission({ store, random }).admit(request)
    expect(result).toMatchObject({ ok: true })
    if (result.ok) expect(comparable(result.value)).toEqual(comparable(one.answered))
  })
})

/** Without what no two clusters have in common: identities, times, addresses and ports that were chosen, and the generation, which is not admission's. */
function comparable(object: NewObject): unknown {
  const { uid, generateName } = object.metadata
  const own = { uid: 'UID', resourceVersion: '', creationTimestamp: 'now', generation: 1, ...(generateName === undefined ? {} : { name: generateName }) }
  const same = JSON.stringify({ ...object, metadata: { ...object.metadata, ...own } })
    .replaceAll(String(uid), 'UID')
    .replaceAll(/kube-api-access-\w{5}/g, 'kube-api-access-x')
    .replaceAll(/10\.1\d\d\.\d+\.\d+|10\.9[6-9]\.\d+\.\d+/g, 'IP')
    .replaceAll(/"(nodePort|healthCheckNodePort)":\d+/g, '"$1":1')
    .replaceAll(/"(last\w*TransitionTime)":"[^"]*"/g, '"$1":"now"')
  return JSON.parse(same)
}
