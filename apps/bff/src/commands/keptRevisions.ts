import type { ObjectRef, Outcome } from '@binnacle/shared'
import * as z from 'zod'
import { kubePath } from '../kube/kubePath.ts'
import type { CommandTools } from './Command.ts'
import { labelSelector } from './labelSelector.ts'
import type { PodTemplate } from './podTemplate.ts'
import { Workload } from './Workload.ts'

export type Revision = { readonly number: number; readonly annotations: Readonly<Record<string, string>>; readonly template: PodTemplate }

const REVISION = 'deployment.kubernetes.io/revision'
const List = z.object({ items: z.array(Workload) })

/** The revisions that the ReplicaSets of this Deployment still hold, by number: those that its uid controls, whatever else its selector finds. */
export async function keptRevisions(ref: ObjectRef, deployment: Workload, { client }: CommandTools): Promise<Outcome<Revision[]>> {
  const path = kubePath({ group: 'apps', version: 'v1', resource: 'replicasets', namespace: ref.namespace })
  const answer = await client.json({ path, query: { labelSelector: labelSelector(deployment.spec.selector) } })
  if (!answer.ok) return answer
  const list = List.safeParse(answer.output)
  if (!list.success)
    return { ok: false, failure: { reason: 'NotKubernetes', code: 502, message: 'the answer is not a list of replicasets; nothing was written' } }
  const revisions = list.data.items.flatMap(({ metadata, spec }): Revision[] => {
    const number = Number(metadata.annotations?.[REVISION])
    const owned = metadata.ownerReferences.some(({ uid, controller }) => controller && uid === deployment.metadata.uid)
    return owned && number > 0 && spec.template ? [{ number, annotations: metadata.annotations ?? {}, template: spec.template }] : []
  })
  return { ok: true, output: revisions.sort((a, b) => a.number - b.number) }
}
