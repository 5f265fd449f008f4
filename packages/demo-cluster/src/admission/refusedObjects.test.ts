import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { NewObject } from '../objects.ts'
import type { Status } from '../Status.ts'
import { admissionOf } from './testing/admissionOf.ts'
import { admitted } from './testing/admitted.ts'
import { changedObject } from './testing/changedObject.ts'
import { resourceOf } from './testing/resourceOf.ts'

type Recorded = { readonly base: string; readonly change: Readonly<Record<string, unknown>>; readonly answered: Status }
type File = { readonly bases: Readonly<Record<string, NewObject>>; readonly cases: readonly Recorded[] }

const { bases, cases }: File = parse(readFileSync(new URL('recorded/refused.yaml', import.meta.url), 'utf8'))

describe('what a real apiserver refuses to create is refused in its words', () => {
  test.each(cases.map((one) => [`${one.base} ${JSON.stringify(one.change).slice(0, 140)}`, one] as const))('%s', (_, { base, change, answered }) => {
    const asked = changedObject(bases[base] ?? { apiVersion: '', kind: '', metadata: {} }, change)
    const { resource, namespaced } = resourceOf(asked)
    const { admission } = admissionOf()
    const request = admitted(resource, asked, namespaced ? { namespace: 'cmp-admission' } : {})
    const result = admission.admit(request)
    expect(comparable(result.ok ? { code: 201 } : result.status)).toEqual(comparable(answered))
  })
})

/** Uids and the ends of generated names differ everywhere; so does the range of addresses, and the order of a map's entries. */
function comparable({ details, ...status }: Partial<Status>): unknown {
  const same = JSON.stringify({ ...status, details })
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'UID')
    .replaceAll(/Bad_[a-z0-9]{5}/g, 'Bad_x')
    .replaceAll('10.96.0.0/16', '10.96.0.0/12')
  return JSON.parse(same)
}
