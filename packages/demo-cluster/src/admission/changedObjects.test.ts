import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { KubeObject } from '../objects.ts'
import type { Status } from '../Status.ts'
import { admissionOf } from './testing/admissionOf.ts'
import { admitted } from './testing/admitted.ts'
import { changedObject } from './testing/changedObject.ts'
import { resourceOf } from './testing/resourceOf.ts'

type Recorded = { readonly base: string; readonly change: Readonly<Record<string, unknown>>; readonly answered: Status | 'ok' }
type File = { readonly bases: Readonly<Record<string, KubeObject>>; readonly cases: readonly Recorded[] }

const { bases, cases }: File = parse(readFileSync(new URL('recorded/changed.yaml', import.meta.url), 'utf8'))

describe('what a real apiserver lets change is changed, the rest is refused in its words', () => {
  test.each(cases.map((one) => [`${one.base} ${JSON.stringify(one.change).slice(0, 140)}`, one] as const))('%s', (_, { base, change, answered }) => {
    const before = bases[base]
    if (!before) throw new Error(`no base ${base}`)
    const { admission, store } = admissionOf([before])
    const { resource } = resourceOf(before)
    const stored = store.get(resource, before.metadata.namespace, before.metadata.name)
    const result = admission.admit(admitted(resource, changedObject(before, change), { before: stored ?? before }))
    expect(result.ok ? 'ok' : comparable(result.status)).toEqual(answered === 'ok' ? 'ok' : comparable(answered))
  })
})

/** The apiserver finds a wrong label of an update up to four times; once is enough here. */
function comparable({ details, ...status }: Status): unknown {
  const causes = [...new Set(details?.causes?.map((cause) => JSON.stringify([cause.reason, cause.field, cause.message])))]
  return JSON.parse(JSON.stringify({ ...status, details: { ...details, causes } }))
}
