import type { CommandInput } from './commands.ts'
import type { JobInput } from './jobInput.ts'
import { jobManifestYaml } from './jobManifest.ts'
import { TERMINATED_AT_ANNOTATION } from './jobNames.ts'
import type { KubectlText } from './kubectlText.ts'
import type { ObjectRef } from './kubeNames.ts'
import { posixQuote } from './posixQuote.ts'

/** `at`: the time that the line writes as the end asked for (RFC 3339). Left out, the line stands for what it would be now. */
export type TerminateInput = CommandInput<'jobs.terminate'> & { readonly at?: string }

/** What kubectl says for the commands about timed jobs. */
export const jobLines = {
  'jobs.create': (input: JobInput): KubectlText => ({
    calls: [{ before: ['create', '-f', '-'], scope: [input.namespace], after: [] }],
    stdin: jobManifestYaml(input),
    beyond: input.atEnd === 'delete' ? ['Binnacle also deletes the Job as soon as it has ended, the cluster five minutes later'] : [],
  }),
  'jobs.terminate': ({ at, ...ref }: TerminateInput): KubectlText => ({
    calls: [
      patch(ref, 'merge', { metadata: { uid: ref.uid, annotations: { [TERMINATED_AT_ANNOTATION]: at ?? rfc3339() } }, spec: { activeDeadlineSeconds: 1 } }),
    ],
    beyond: [],
  }),
  'jobs.extend': ({ seen, activeDeadlineSeconds, ...ref }: CommandInput<'jobs.extend'>): KubectlText => ({
    calls: [
      patch(ref, 'json', [
        { op: 'test', path: '/metadata/uid', value: ref.uid },
        { op: 'test', path: '/spec/activeDeadlineSeconds', value: seen },
        { op: 'replace', path: '/spec/activeDeadlineSeconds', value: activeDeadlineSeconds },
      ]),
    ],
    beyond: [],
  }),
  'jobs.delete': ({ namespace, name, uid }: ObjectRef): KubectlText => ({
    calls: [{ before: ['delete', `job/${name}`], scope: [namespace], after: [] }],
    beyond: [`Binnacle deletes only the one with uid ${posixQuote(uid)}, kubectl whichever has the name`],
  }),
}

/** A patch that names the uid is refused (Conflict) where the name belongs to another object by then. */
function patch({ namespace, name }: ObjectRef, type: 'merge' | 'json', body: object) {
  return { before: ['patch', `job/${name}`], scope: [namespace], after: [`--type=${type}`, '-p', JSON.stringify(body)] }
}

function rfc3339(): string {
  return `${new Date().toISOString().slice(0, 19)}Z`
}
