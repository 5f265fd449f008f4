import type { Failure } from '@binnacle/shared'
import type { Workload } from './Workload.ts'

/** One operation of RFC 6902. */
export type Operation =
  | { readonly op: 'test' | 'add' | 'replace'; readonly path: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: string }

/** Whether a JSON patch did not apply to what is there: the apiserver says this, and nothing more, of a test that fails. */
export function isFailedTest({ reason, code, message }: Failure): boolean {
  return reason === 'Conflict' || (code === 422 && message.startsWith('the server rejected our request'))
}

/** Passes only while the object is the one that was seen, with the spec that was seen: status writes do not move the generation (a Deployment’s annotations do, but for those of its controller). */
export function sameAs({ metadata: { uid, generation } }: Workload): Operation[] {
  return [
    { op: 'test', path: '/metadata/uid', value: uid },
    { op: 'test', path: '/metadata/generation', value: generation },
  ]
}

/** Writes one annotation, or takes it away (null). `under`: the metadata that has the annotations, as they are now. */
export function annotation(under: string, now: Readonly<Record<string, string>> | undefined, [key, value]: readonly [string, string | null]): Operation[] {
  const path = `${under}/annotations`
  if (now === undefined) {
    // The apiserver leaves out what is empty, and takes null for what is not there.
    return value === null
      ? []
      : [
          { op: 'test', path, value: null },
          { op: 'add', path, value: { [key]: value } },
        ]
  }
  const entry = `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
  if (value !== null) return [{ op: 'add', path: entry, value }]
  return now[key] === undefined ? [] : [{ op: 'remove', path: entry }]
}
